import type { AuditEntry, CredentialRecord, NewStatusOrder, Standing } from './records.ts';

/** The part of the Store port that is about credentials after they are issued. */
export interface StandingStore {
  /**
   * Keeps an order with the credentials that it is about. With `apply` it is carried out in the same transaction; without it,
   * it waits for `applyStatusOrder`. Rejects with AppError CREDENTIAL_NOT_FOUND, nothing changed, when one is not there.
   */
  openStatusOrder(
    order: NewStatusOrder,
    credentialIds: readonly string[],
    options: { apply: boolean },
    audit: (changed: readonly string[]) => AuditEntry,
  ): Promise<StatusOrder>;
  /**
   * Carries a waiting order out, all of it in one transaction: standings, the bits of the lists and their ledger versions. Of two
   * callers one is null, as when it does not wait. Each credential is changed or, when its standing does not allow it, left
   * unchanged: `revoked` is for ever, only one with a place for holds can be suspended, only a suspended one reinstated.
   */
  applyStatusOrder(
    id: string,
    decided: { by: string; at: Date },
    audit: (changed: readonly string[]) => AuditEntry,
  ): Promise<StatusOrder | null>;
  /** Null when it does not wait. */
  cancelStatusOrder(
    id: string,
    decided: { by: string; at: Date },
    audit: AuditEntry,
  ): Promise<StatusOrder | null>;
  getStatusOrder(id: string): Promise<StatusOrder | null>;
  /** Newest first; `after` is the id of the last one of the page before. */
  listStatusOrders(page: { after?: string; limit: number; state?: StatusOrderState }): Promise<StatusOrder[]>;
  /** By credential id; `after` is the last one of the page before. */
  listStatusOrderItems(
    id: string,
    page: { after?: string; limit: number },
  ): Promise<{ credentialId: string; outcome: 'changed' | 'unchanged' | null }[]>;
  /** The orders that changed this credential, oldest first. */
  listChangesOfCredential(credentialId: string): Promise<StatusOrder[]>;
  /** What was said last of the credential whose `noticeKey` this is, if it is not in force. */
  findNotice(noticeKey: string): Promise<CredentialNotice | null>;
  /** Every notice, by its key; `after` is the key of the last one of the page before. */
  listNotices(page: { after?: string; limit: number }): Promise<CredentialNotice[]>;
  /** Recorded credentials that fit, in the order of their ids; all conditions together. */
  listStandings(
    filter: CredentialFilter,
    page: { after?: string; limit: number },
  ): Promise<CredentialStanding[]>;

  /** Marks full credentials for review because of a part; what is open already is left alone. */
  openReviews(
    reviews: readonly { id: string; credentialId: string; partId: string; at: Date }[],
    audit: AuditEntry,
  ): Promise<number>;
  /** Closes what is open about this full credential or about this part. Resolves to how many. */
  closeReviews(
    about: { credentialId?: string; partId?: string },
    closing: { by: string; at: Date; outcome: ReviewOutcome },
    audit: AuditEntry,
  ): Promise<number>;
  /** Open ones, oldest first. */
  listReviews(page: { after?: string; limit: number }): Promise<Review[]>;
}

export type StatusOrderState = 'waiting' | 'applied' | 'cancelled';
export type ReviewOutcome = 'kept' | 'withdrawn' | 'replaced' | 'part-restored';

export interface StatusOrder extends NewStatusOrder {
  state: StatusOrderState;
  /** How many it names, and how many of them it changed. */
  credentials: number;
  changed: number;
  /** Who approved or cancelled it; who made it, when nobody had to. */
  decidedBy: string | null;
  decidedAt: Date | null;
}

/** What the public may know of a credential that is not in force. */
export interface CredentialNotice {
  noticeKey: string;
  standing: Standing;
  reason: string;
  statement: string | null;
  effectiveAt: Date;
  /** The credential's successor, with its first link that is not turned off. */
  successor: { id: string; recordedAt: Date; shareId: string | null } | null;
}

export interface CredentialStanding {
  id: string;
  kind: CredentialRecord['kind'];
  holderId: string | null;
  standing: Standing;
  validUntil: Date | null;
  /** Its successor. */
  replacedBy: string | null;
  /** It has a status entry of ours, so it can be revoked. */
  isRevocable: boolean;
  /** It has a place in a list of holds. */
  mayBeHeld: boolean;
}

export interface CredentialFilter {
  issuerSlug?: string;
  ids?: readonly string[];
  achievement?: string;
  program?: string;
  holderId?: string;
  batch?: string;
  /** Signed by the key with this Multikey text. */
  signedBy?: string;
  standing?: Standing;
  recordedFrom?: Date;
  recordedBefore?: Date;
}

export interface Review {
  id: string;
  /** The full credential. */
  credential: CredentialRecord;
  partId: string;
  openedAt: Date;
}
