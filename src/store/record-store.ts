import type { CredentialRecord } from './records.ts';

/** The part of the Store port that is about full records: credentials that hold a full credential with its parts. */
export interface RecordStore {
  /** The full credential that this credential is the full record of; null for any other credential. */
  findFullOfRecord(recordId: string): Promise<string | null>;
  /** Every full record that was made of this full credential, whatever its standing, newest first. */
  listRecordsOfFull(fullId: string): Promise<CredentialRecord[]>;
}
