import type { AuditEntry, CredentialRecord, RecognizedSubject, Standing } from './records.ts';

/** A recognition that was given here: its credential, and what it is about. */
export interface RecognitionRecord extends RecognizedSubject {
  id: string;
  /** Who gave it. */
  issuerSlug: string;
  name: string;
  validFrom: Date;
  validUntil: Date | null;
  standing: Standing;
  /** The recognition that it goes on from, and the one that took its place. */
  renews: string | null;
  replacedBy: string | null;
  status: CredentialRecord['status'];
  body: string;
  recordedAt: Date;
}

/** A recognition that somebody else gave, of one of our issuers or of one of its achievements. */
export interface NewReceivedRecognition extends RecognizedSubject {
  id: string;
  authorityDid: string;
  /** What the authority says its name is. */
  authorityName: string;
  name: string;
  validFrom: Date;
  validUntil: Date | null;
  /** The JCS form (RFC 8785), as it was verified. */
  body: string;
  receivedAt: Date;
}

export interface ReceivedRecognition extends NewReceivedRecognition {
  /** As its authority's status list said when it was last asked. */
  standing: Standing;
  checkedAt: Date;
  /** Since then it is not put into anything; it stays readable for what was begun before. */
  droppedAt: Date | null;
}

export interface RecognitionFilter {
  /** Given by this issuer of ours. */
  issuerSlug?: string;
  kind?: RecognizedSubject['kind'];
  subjectId?: string;
  /** The recognized issuer. */
  issuerDid?: string;
  /** Those that neither ended nor were revoked before then. */
  notOverBefore?: Date;
}

export interface ReceivedFilter {
  kind?: RecognizedSubject['kind'];
  subjectId?: string;
  issuerDid?: string;
  /** Begun by then, not ended, not known to be revoked or on hold, and not dropped. */
  inForceAt?: Date;
  /** With those that were dropped. */
  withDropped?: boolean;
}

/** The part of the Store port that is about recognitions. Its promises are those of the whole port. */
export interface RecognitionStore {
  /** One that was given here. It is recorded with its credential (`NewCredential.recognizes`). */
  getRecognition(id: string): Promise<RecognitionRecord | null>;
  /** Given ones, newest first; `after` is the id of the last one of the page before. */
  listRecognitions(
    page: { after?: string; limit: number },
    filter?: RecognitionFilter,
  ): Promise<RecognitionRecord[]>;

  /**
   * Keeps one that was received, in force. The same one again changes nothing (no audit entry) unless it was dropped: then it
   * counts again. Rejects with AppError CREDENTIAL_ID_CONFLICT when another text is kept under its id.
   */
  saveReceived(recognition: NewReceivedRecognition, audit: AuditEntry): Promise<'saved' | 'unchanged'>;
  /** Dropped ones too. */
  getReceived(id: string): Promise<ReceivedRecognition | null>;
  /** Newest first; `after` is the id of the last one of the page before. */
  listReceived(
    page: { after?: string; limit: number },
    filter?: ReceivedFilter,
  ): Promise<ReceivedRecognition[]>;
  /**
   * Notes what its authority says of it now. True if that is another standing than before; only then is there an audit entry.
   * One that was revoked stays so.
   */
  noteReceivedStanding(
    id: string,
    noted: { standing: Standing; at: Date },
    audit: AuditEntry,
  ): Promise<boolean>;
  /** False if there is none that is not dropped. */
  dropReceived(id: string, at: Date, audit: AuditEntry): Promise<boolean>;
}
