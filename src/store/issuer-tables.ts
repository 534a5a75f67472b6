import type { Generated } from 'kysely';

export interface IssuersTable {
  slug: string;
  did: string;
  name: string;
  url: string;
  email: string | null;
  /** 0 or 1. */
  needsApproval: number;
  createdAt: string;
}

export interface PublishedDocumentsTable {
  seq: Generated<number>;
  kind: 'framework' | 'program' | 'crosswalk';
  code: string;
  version: string;
  document: string;
  contentHash: string;
  publishedAt: string;
}

export interface AchievementsTable {
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

export interface TokensTable {
  sha256: string;
  name: string;
  scopes: string;
  createdAt: string;
  revokedAt: string | null;
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
