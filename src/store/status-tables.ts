import type { Generated } from 'kysely';
import type { StatusAction, StatusPurpose } from './records.ts';
import type { ReviewOutcome, StatusOrderState } from './standing-store.ts';

export interface StatusListsTable {
  number: number;
  issuerSlug: string;
  statusPurpose: StatusPurpose;
  length: number;
  allocated: number;
  /** 1 while indices may be drawn from it; a unique index allows one such list an issuer. */
  isOpen: number;
  ledgerVersion: number;
}

export interface StatusEntriesTable {
  statusList: number;
  statusListIndex: number;
  isSet: Generated<number>;
}

/** Apart from `status_lists`, whose row changes with every index drawn and should stay short. */
export interface StatusPublicationsTable {
  statusList: number;
  number: number;
  ledgerVersion: number;
  body: string;
  signedAt: string;
}

export interface StatusOrdersTable {
  seq: Generated<number>;
  id: string;
  issuerSlug: string;
  action: StatusAction;
  reason: string;
  note: string | null;
  statement: string | null;
  effectiveAt: string;
  state: StatusOrderState;
  /** How many it names, and how many of them it changed. */
  credentials: number;
  changed: number;
  createdBy: string;
  createdAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}

export interface StatusOrderItemsTable {
  orderId: string;
  credentialId: string;
  noticeKey: string;
  /** Null until the order is applied. */
  outcome: 'changed' | 'unchanged' | null;
  /** Which change of the credential it was, from 1: in the order in which they were carried out, whatever the clocks said. */
  change: number | null;
}

export interface ReviewsTable {
  seq: Generated<number>;
  id: string;
  credentialId: string;
  partId: string;
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  outcome: ReviewOutcome | null;
}
