import type { JsonObject } from '../model/json.ts';
import type { AuditEntry, CredentialRecord } from './records.ts';

/** `waiting` until it is sent or given up; `failed` was given up; `cancelled` by a person, before it was sent. */
export const MAIL_STATES = ['waiting', 'sent', 'failed', 'cancelled'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** A notice to a holder. Where it goes is read from the holder when it is sent, and stands nowhere else. */
export interface NewMail {
  /** What the notice is about, and which occasion of it: the same key is the same notice. */
  key: string;
  kind: string;
  holderId: string;
  credentialId: string | null;
  /** What the text is made from. Never an address. */
  payload: JsonObject;
  createdAt: Date;
  /** Not to be sent before. */
  notBefore: Date;
}

export interface MailRecord extends NewMail {
  id: string;
  state: MailState;
  /** How often somebody took it to send it, since it was added or last retried. */
  attempts: number;
  sentAt: Date | null;
  /** A code; never what a server said, which repeats addresses. */
  lastProblem: string | null;
}

/** A mail that its taker alone sends, until the lease ends. */
export interface TakenMail extends MailRecord {
  lease: string;
}

export type MailOutcome = { state: 'sent'; at: Date } | { state: 'failed'; problem: string };

/** A credential that ends soon, without its body. */
export interface ExpiringCredential {
  id: string;
  issuerSlug: string;
  kind: CredentialRecord['kind'];
  holderId: string | null;
  achievement: CredentialRecord['achievement'];
  name: string;
  holderName: string | null;
  validUntil: Date;
  /** Its oldest link that is not turned off. */
  shareId: string | null;
  /** The holder has an address. */
  canBeMailed: boolean;
  /** The holder has the same achievement from the same issuer in the same name with a later end, or without one. */
  isRenewed: boolean;
  /** A mail of kind `expiring` about it was added before, whatever became of it. */
  isTold: boolean;
}

/** The part of the Store port that is about mail to holders. Its promises are those of the whole port. */
export interface MailStore {
  /**
   * Adds those whose key is not known yet, to be sent; a known key is left alone, whatever became of it. Returns the ids
   * of those added; when there are none, nothing is appended to the audit log either.
   */
  addMails(mails: readonly NewMail[], audit: AuditEntry): Promise<string[]>;
  /**
   * Takes waiting mails that are due at `now`, longest due first, for whoever calls: until `leaseUntil` nobody else is
   * given them, whatever the number of processes that ask. What is neither settled nor postponed by then is due again.
   */
  takeMails(limit: number, now: Date, leaseUntil: Date): Promise<TakenMail[]>;
  /**
   * Ends a taken mail. False, and nothing changed, if somebody else took it meanwhile. One that was cancelled while it
   * was under way stays cancelled, unless it was sent: then it says so.
   */
  settleMail(mail: TakenMail, outcome: MailOutcome, audit: AuditEntry): Promise<boolean>;
  /** Gives a taken mail back, to be due again at `notBefore`. False if it is somebody else's or cancelled by now. */
  postponeMail(mail: TakenMail, again: { notBefore: Date; problem: string }): Promise<boolean>;
  /** A waiting mail will not be sent. False if it does not wait. */
  cancelMail(id: string, audit: AuditEntry): Promise<boolean>;
  /** A mail that failed or was cancelled waits again, due at `notBefore`, as if it were new. False if it is neither. */
  retryMail(id: string, notBefore: Date, audit: AuditEntry): Promise<boolean>;
  /** Newest first, each with its holder's name; `after` is the id of the last one of the page before. */
  listMails(
    page: { after?: string; limit: number },
    filters?: { state?: MailState; kind?: string; credentialId?: string },
  ): Promise<(MailRecord & { holderName: string })[]>;

  /**
   * Credentials that end at `from` or later and before `until`, first to end first; `after` is the id of the last one of
   * the page before.
   */
  listExpiring(
    from: Date,
    until: Date,
    page: { after?: string; limit: number },
  ): Promise<ExpiringCredential[]>;
}
