import type { Generated } from 'kysely';
import type { RecognizedSubject, Standing } from './records.ts';

/** What the credential with this id recognizes. */
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
