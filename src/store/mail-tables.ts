import type { Generated } from 'kysely';
import type { MailState } from './mail-store.ts';

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
