import type { AuditCheckpointsTable, AuditEventsTable, AuditHeadTable } from './audit-tables.ts';
import type { BatchesTable, BatchRowsTable, JobsTable, RosterMappingsTable } from './batch-tables.ts';
import type {
  CredentialsTable,
  HoldersTable,
  IssuancesTable,
  RecordsTable,
  SharesTable,
} from './credential-tables.ts';
import type {
  AchievementsTable,
  IssuersTable,
  PublishedDocumentsTable,
  SigningKeysTable,
  TokensTable,
} from './issuer-tables.ts';
import type { MailsTable } from './mail-tables.ts';
import type { ReceivedRecognitionsTable, RecognitionsTable } from './recognition-tables.ts';
import type {
  ReviewsTable,
  StatusEntriesTable,
  StatusListsTable,
  StatusOrderItemsTable,
  StatusOrdersTable,
  StatusPublicationsTable,
} from './status-tables.ts';

/**
 * The tables, with each column as both engines hold it: text and integers only, so that one implementation reads the
 * same value from either. Columns are written in camelCase and stored as the same words in snake_case. `…At`,
 * `valid…` and `awardedDate` are `StoredTime`; `document`, `request`, `problem`, `details` and `scopes` are JSON text
 * (PostgreSQL's jsonb would refuse an escaped U+0000 and reorder members), and so are a batch's `settings` and `report`, a
 * row's `problems`, `warnings` and `cells`, a `mapping` and a `payload`.
 */
export interface Tables {
  issuers: IssuersTable;
  publishedDocuments: PublishedDocumentsTable;
  achievements: AchievementsTable;
  holders: HoldersTable;
  issuances: IssuancesTable;
  credentials: CredentialsTable;
  shares: SharesTable;
  statusLists: StatusListsTable;
  statusEntries: StatusEntriesTable;
  statusPublications: StatusPublicationsTable;
  tokens: TokensTable;
  auditHead: AuditHeadTable;
  auditEvents: AuditEventsTable;
  auditCheckpoints: AuditCheckpointsTable;
  batches: BatchesTable;
  batchRows: BatchRowsTable;
  rosterMappings: RosterMappingsTable;
  jobs: JobsTable;
  statusOrders: StatusOrdersTable;
  statusOrderItems: StatusOrderItemsTable;
  reviews: ReviewsTable;
  mails: MailsTable;
  signingKeys: SigningKeysTable;
  recognitions: RecognitionsTable;
  receivedRecognitions: ReceivedRecognitionsTable;
  records: RecordsTable;
}
