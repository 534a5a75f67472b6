import type { Tables } from './tables.ts';

/**
 * Every table that a backup holds, those that others refer to first, with the columns that order its rows and name each of
 * them. A new table is one line here: without it this file does not compile.
 */
export const SNAPSHOT_TABLES = {
  issuers: ['slug'],
  publishedDocuments: ['seq'],
  achievements: ['seq'],
  holders: ['seq'],
  statusLists: ['number'],
  statusEntries: ['statusList', 'statusListIndex'],
  statusPublications: ['statusList'],
  issuances: ['seq'],
  credentials: ['seq'],
  shares: ['id'],
  tokens: ['sha256'],
  batches: ['seq'],
  batchRows: ['batch', 'revision', 'position'],
  rosterMappings: ['issuerSlug', 'fingerprint'],
  statusOrders: ['seq'],
  statusOrderItems: ['orderId', 'credentialId'],
  reviews: ['seq'],
  mails: ['seq'],
  signingKeys: ['seq'],
  recognitions: ['seq'],
  receivedRecognitions: ['seq'],
  auditEvents: ['seq'],
  auditHead: ['onlyRow'],
  auditCheckpoints: ['number'],
} as const satisfies { [Table in Exclude<keyof Tables, 'jobs'>]: readonly (keyof Tables[Table])[] };

export type SnapshotTable = keyof typeof SNAPSHOT_TABLES;

export const SNAPSHOT_TABLE_NAMES = Object.keys(SNAPSHOT_TABLES) as SnapshotTable[];
