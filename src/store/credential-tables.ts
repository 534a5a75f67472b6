import type { Generated } from 'kysely';
import type { Standing } from './records.ts';

export interface HoldersTable {
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

export interface CredentialsTable {
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

export interface SharesTable {
  id: string;
  credentialId: string;
  createdAt: string;
  turnedOffAt: string | null;
  /** 1: it was given away with a credential whose place this one took. */
  inherited: Generated<number>;
}

/** Full records: credentials that hold a full credential with its parts. */
export interface RecordsTable {
  credentialId: string;
  fullId: string;
}
