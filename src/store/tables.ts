import type { Generated } from 'kysely';

/**
 * The tables, with each column as both engines hold it: text and integers only, so that one implementation reads the
 * same value from either. Columns are written here in camelCase and stored as the same words in snake_case. `…At`,
 * `valid…` and `awardedDate` are `StoredTime`; `document`, `request`, `problem`, `details` and `scopes` are JSON text
 * (PostgreSQL's jsonb would refuse an escaped U+0000 and reorder members).
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
}

interface IssuersTable {
  slug: string;
  did: string;
  name: string;
  url: string;
  email: string | null;
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
}

interface SharesTable {
  id: string;
  credentialId: string;
  createdAt: string;
  turnedOffAt: string | null;
}

interface StatusListsTable {
  number: number;
  issuerSlug: string;
  statusPurpose: 'revocation';
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
