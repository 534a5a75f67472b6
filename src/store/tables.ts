import type { Generated } from 'kysely';
import type { BatchState, RowState } from './batch-store.ts';
import type { MailState } from './mail-store.ts';
import type { RecognizedSubject, Standing, StatusAction, StatusPurpose } from './records.ts';
import type { ReviewOutcome, StatusOrderState } from './standing-store.ts';

/**
 * The tables, with each column as both engines hold it: text and integers only, so that one implementation reads the
 * same value from either. Columns are written here in camelCase and stored as the same words in snake_case. `…At`,
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
}

interface IssuersTable {
  slug: string;
  did: string;
  name: string;
  url: string;
  email: string | null;
  /** 0 or 1. */
  needsApproval: number;
  createdAt: string;
}

interface PublishedDocumentsTable {
  seq: Generated<number>;
  kind: 'framework' | 'program';
  code: string;
  version: string;
  document: string;
  contentHash: string;
  publishedAt: string;
}

interface AchievementsTable {
  seq: Generated<number>;
  code: string;
  version: string;
  programCode: string;
  programVersion: string;
  kind: string;
  position: number;
  name: string;
  publishedAt: string;
}

interface HoldersTable {
  seq: Generated<number>;
  id: string;
  externalId: string | null;
  /** As it was given; `emailKey` is what is compared. */
  email: string | null;
  emailKey: string | null;
  name: string;
  createdAt: string;
}

export interface IssuancesTable {
  seq: Generated<number>;
  id: string;
  state: 'reserved' | 'issued' | 'refused';
  idempotencyKey: string;
  requestHash: string;
  issuerSlug: string;
  kind: string;
  credentialId: string;
  holderId: string | null;
  achievementCode: string | null;
  achievementVersion: string | null;
  programCode: string | null;
  programVersion: string | null;
  statusList: number | null;
  statusListIndex: number | null;
  /** Its place in a list of holds, where the program allows them. */
  holdList: number | null;
  holdListIndex: number | null;
  /** Id of the credential whose place it takes, or that it renews. */
  replaces: string | null;
  renews: string | null;
  issuedAt: string;
  request: string;
  problem: string | null;
  reservedAt: string;
}

interface CredentialsTable {
  seq: Generated<number>;
  id: string;
  body: string;
  name: string;
  holderName: string | null;
  validFrom: string;
  validUntil: string | null;
  awardedDate: string | null;
  recordedAt: string;
  standing: Generated<Standing>;
  replacedBy: Generated<string | null>;
  /** How often its standing was changed. */
  changes: Generated<number>;
}

interface SharesTable {
  id: string;
  credentialId: string;
  createdAt: string;
  turnedOffAt: string | null;
  /** 1: it was given away with a credential whose place this one took. */
  inherited: Generated<number>;
}

interface StatusListsTable {
  number: number;
  issuerSlug: string;
  statusPurpose: StatusPurpose;
  length: number;
  allocated: number;
  /** 1 while indices may be drawn from it; a unique index allows one such list an issuer. */
  isOpen: number;
  ledgerVersion: number;
}

interface StatusEntriesTable {
  statusList: number;
  statusListIndex: number;
  isSet: Generated<number>;
}

/** Apart from `status_lists`, whose row changes with every index drawn and should stay short. */
interface StatusPublicationsTable {
  statusList: number;
  number: number;
  ledgerVersion: number;
  body: string;
  signedAt: string;
}

interface TokensTable {
  sha256: string;
  name: string;
  scopes: string;
  createdAt: string;
  revokedAt: string | null;
}

interface AuditHeadTable {
  onlyRow: number;
  seq: number;
}

export interface AuditEventsTable {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  details: string;
  previousHash: string;
  hash: string;
}

export interface AuditCheckpointsTable {
  number: number;
  seq: number;
  hash: string;
  at: string;
  body: string;
}

export interface BatchesTable {
  seq: Generated<number>;
  id: string;
  issuerSlug: string;
  contentHash: string;
  fileName: string | null;
  createdBy: string;
  createdAt: string;
  state: BatchState;
  revision: number;
  settings: string;
  report: string | null;
  checkedAt: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  phase: number;
  /** It and the four after it are counted in the transaction that changes what they count. */
  open: number;
  issued: number;
  refused: number;
  already: number;
  fallBacks: number;
  problem: string | null;
}

interface BatchRowsTable {
  batch: string;
  revision: number;
  position: number;
  phase: number;
  line: number | null;
  rowRef: string | null;
  state: RowState;
  holderName: string | null;
  achievement: string | null;
  request: string | null;
  problems: string;
  warnings: string;
  cells: string | null;
}

interface RosterMappingsTable {
  issuerSlug: string;
  fingerprint: string;
  mapping: string;
  savedAt: string;
}

export interface StatusOrdersTable {
  seq: Generated<number>;
  id: string;
  issuerSlug: string;
  action: StatusAction;
  reason: string;
  note: string | null;
  statement: string | null;
  effectiveAt: string;
  state: StatusOrderState;
  /** How many it names, and how many of them it changed. */
  credentials: number;
  changed: number;
  createdBy: string;
  createdAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

interface StatusOrderItemsTable {
  orderId: string;
  credentialId: string;
  noticeKey: string;
  /** Null until the order is applied. */
  outcome: 'changed' | 'unchanged' | null;
  /** Which change of the credential it was, from 1: in the order in which they were carried out, whatever the clocks said. */
  change: number | null;
}

export interface ReviewsTable {
  seq: Generated<number>;
  id: string;
  credentialId: string;
  partId: string;
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  outcome: ReviewOutcome | null;
}

export interface SigningKeysTable {
  seq: Generated<number>;
  publicKey: string;
  controller: string;
  createdAt: string;
  signsFrom: string;
  retiredAt: string | null;
  expiresAt: string | null;
  revokedAt: string | null;
}

/** What the credential with this id recognises. */
export interface RecognitionsTable extends RecognizedSubject {
  seq: Generated<number>;
  id: string;
}

export interface ReceivedRecognitionsTable extends RecognizedSubject {
  seq: Generated<number>;
  id: string;
  authorityDid: string;
  authorityName: string;
  name: string;
  validFrom: string;
  validUntil: string | null;
  body: string;
  receivedAt: string;
  standing: Standing;
  checkedAt: string;
  droppedAt: string | null;
}

/** SQLite only: on PostgreSQL, pg-boss has tables of its own. */
interface JobsTable {
  seq: Generated<number>;
  queue: string;
  key: string;
  payload: string;
  /** Null while nobody has taken it. */
  lease: string | null;
  /** From when on it may be taken: the end of its lease or of its delay. */
  availableAt: string;
}

export interface MailsTable {
  seq: Generated<number>;
  id: string;
  key: string;
  kind: string;
  holderId: string;
  credentialId: string | null;
  payload: string;
  createdAt: string;
  state: MailState;
  /** From when on it may be taken: when it is due, or the end of its lease. */
  notBefore: string;
  attempts: number;
  /** Null while nobody has taken it. */
  lease: string | null;
  sentAt: string | null;
  lastProblem: string | null;
}
