import type { AchievementKind } from '../model/credential.ts';
import type { JsonObject } from '../model/json.ts';
import type {
  AuditEntry,
  CredentialRecord,
  HolderKey,
  HolderRecord,
  Issuance,
  IssuanceIntent,
  NewCredential,
} from './records.ts';

/**
 * The part of the Store port that batches need: the batch as an object, its rows, and issuing many at once. What `Store` says
 * of durability, concurrency and not-found holds here too.
 *
 * The audit entry of a change of state gets the states before and after into its details.
 *
 * A row is one award to make. What becomes of it stands in its issuance, whose idempotency key is
 * `batchRowKey(batch, revision, position)`, so a row's outcome can never say anything else than what was recorded.
 */
export interface BatchStore {
  /**
   * The issuer's batch of this content: the one that is there, unchanged (no audit entry), else a new draft. Two callers at
   * the same time get the same batch.
   */
  openBatch(batch: NewBatch, audit: AuditEntry): Promise<BatchRecord>;
  getBatch(id: string): Promise<BatchRecord | null>;
  /** Newest first; `after` is the id of the last one of the page before. */
  listBatches(page: { after?: string; limit: number }): Promise<BatchRecord[]>;
  /** Every batch in the state `signing`, oldest first. */
  listSigningBatches(): Promise<BatchRecord[]>;

  /**
   * Begins a check: the batch is a draft again with these settings, its revision one higher, approval, report and totals
   * void, rows of earlier revisions gone, unless one of their issuances was reserved (those stay as history). Null, and
   * nothing changed, unless the state is draft, checked, approved or failed.
   */
  beginBatchCheck(id: string, settings: JsonObject, at: Date, audit: AuditEntry): Promise<BatchRecord | null>;
  /** Adds rows; false, and nothing added, when the revision is no longer the batch's. */
  addBatchRows(id: string, revision: number, rows: readonly NewBatchRow[]): Promise<boolean>;
  /** Ends a check: the batch is `checked`. Null if the revision is no longer the batch's or the batch is no draft. */
  finishBatchCheck(
    id: string,
    revision: number,
    report: JsonObject,
    at: Date,
    audit: AuditEntry,
  ): Promise<BatchRecord | null>;
  /** `checked` → `approved`. Null unless the batch is `checked` at this revision. */
  approveBatch(
    id: string,
    revision: number,
    approval: { by: string; at: Date },
    audit: AuditEntry,
  ): Promise<BatchRecord | null>;
  /**
   * Moves a batch from one of these states to another, and keeps `problem` (null clears it). Null, and nothing changed, when
   * it is in none of them. `startedAt` is set the first time it is `signing`, `finishedAt` when it is `done` or `failed`
   * (cleared when it is `signing` again).
   */
  moveBatch(
    id: string,
    from: readonly BatchState[],
    to: { state: BatchState; problem: JsonObject | null; at: Date },
    audit: AuditEntry,
  ): Promise<BatchRecord | null>;
  /**
   * Begins a phase of a `signing` batch: counts its open rows (state `ready`, no issuance that is issued or refused). By
   * compare-and-swap: null unless the batch is `signing` in the phase `from`.
   */
  beginBatchPhase(id: string, from: number, to: number): Promise<BatchRecord | null>;

  /** By position. `outcomes`: only rows with one of these outcomes. */
  listBatchRows(
    id: string,
    revision: number,
    page: { after?: number; limit: number; outcomes?: readonly RowOutcome[]; phase?: number },
  ): Promise<BatchRow[]>;
  /** The rows of this range (both ends included) and phase that are still open, by position. */
  listOpenBatchRows(
    id: string,
    revision: number,
    range: { phase: number; first: number; last: number },
  ): Promise<BatchRow[]>;
  /**
   * Where the phase has open rows: ranges of `size` positions each (from 0, from `size`, …), in order. They lie where they
   * lie whatever was done meanwhile, so that a range can name a piece of work.
   */
  listOpenBatchRanges(
    id: string,
    revision: number,
    phase: number,
    size: number,
  ): Promise<{ first: number; last: number }[]>;
  /** How many rows there are by outcome, counted anew from the rows themselves. */
  countBatchRows(id: string, revision: number): Promise<Record<RowOutcome, number>>;
  /**
   * Gives up rows that turn out not to be issued after all: those that are `ready` and have no issuance get this state and
   * these problems, and the batch as many open rows less as are of its phase. Others, and those of another revision, are left alone.
   */
  declineBatchRows(
    id: string,
    revision: number,
    rows: readonly { position: number; state: 'problem' | 'not-due'; problems: JsonObject[] }[],
  ): Promise<void>;

  /**
   * `reserveIssuance` for many at once, in one transaction with one audit entry (none when nothing is new): the same
   * promises, in the order of the intents. An intent whose key is known gives that issuance, whatever its state.
   *
   * With `unlessHeld`, an intent whose holder has a credential of the same achievement code from the same issuer, or one
   * reserved, that is not withdrawn (its status bit is not set) and does not end before `at`, reserves nothing and
   * gives null; two transactions with the same holder wait for each other, so that of two equal awards in two batches one
   * finds the other. Its row gets the state `already` and the batch one open row less.
   *
   * An intent for a row that is not `ready`, or that is not there, gives null too, and changes nothing.
   *
   * Rejects, nothing changed, with AppError IDEMPOTENCY_CONFLICT, CREDENTIAL_ID_CONFLICT and ISSUER_UNKNOWN (as
   * `reserveIssuance`), and with BATCH_STATE when the batch is not `signing` at this revision.
   */
  reserveBatchIssuances(
    batch: { id: string; revision: number; at: Date },
    intents: readonly BatchIntent[],
    audit: (reserved: readonly Issuance[]) => AuditEntry,
  ): Promise<(Issuance | null)[]>;
  /**
   * Closes many issuances in one transaction: credentials and share links recorded, refusals kept, the batch's totals counted
   * up by those that this call closed, and one audit entry naming them (none if it closed nothing). An issuance that is
   * closed already is left as it is and counts nothing, so that of two processes with the same rows each credential is
   * recorded once. Works whatever the batch's state is: what was signed is recorded. Resolves to the batch as it is
   * afterwards.
   */
  closeBatchIssuances(
    batch: { id: string },
    closings: readonly IssuanceClosing[],
    audit: (closed: readonly { credentialId: string; state: 'issued' | 'refused' }[]) => AuditEntry,
  ): Promise<BatchRecord>;

  /** `findHolder` for many, in the order of the keys. */
  findHolders(keys: readonly HolderKey[]): Promise<(HolderRecord | null)[]>;
  /** What these holders have or are about to have (issuances issued and reserved), without the credentials' bodies. */
  listHoldings(holderIds: readonly string[]): Promise<Holding[]>;
  /** `listCredentialsOfHolder` for many; oldest first. */
  listCredentialsOfHolders(holderIds: readonly string[]): Promise<CredentialRecord[]>;

  /** What was decided for a roster with these headers, or null. */
  findRosterMapping(issuerSlug: string, fingerprint: string): Promise<JsonObject | null>;
  /** Keeps it for the next roster with the same headers; the last one stays. */
  saveRosterMapping(issuerSlug: string, fingerprint: string, mapping: JsonObject, at: Date): Promise<void>;
}

export const BATCH_STATES = ['draft', 'checked', 'approved', 'signing', 'paused', 'done', 'failed'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export interface NewBatch {
  id: string;
  issuerSlug: string;
  /** SHA-256 of the file, hex. */
  contentHash: string;
  /** For people; null if it had none. */
  fileName: string | null;
  createdBy: string;
  createdAt: Date;
}

export interface BatchRecord extends NewBatch {
  state: BatchState;
  /** 0 before the first check; one more at each. */
  revision: number;
  settings: JsonObject;
  /** What the check found, as `issuer` wrote it; null until it is `checked`. */
  report: JsonObject | null;
  checkedAt: Date | null;
  approvedBy: string | null;
  approvedAt: Date | null;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** 0: parts; 1: full credentials, which need them. */
  phase: number;
  /** Rows of the phase that are neither issued, nor refused, nor found to be held already. */
  open: number;
  totals: { issued: number; refused: number; already: number; fallBacks: number };
  /** Why it failed or was paused. */
  problem: JsonObject | null;
}

export type RowState = 'ready' | 'problem' | 'already' | 'duplicate' | 'not-due';
/** A row's state, or what became of a ready one. */
export const ROW_OUTCOMES = [
  'ready',
  'problem',
  'already',
  'duplicate',
  'not-due',
  'reserved',
  'issued',
  'refused',
] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export interface NewBatchRow {
  /** From 0, in the order in which rows are issued within their phase. */
  position: number;
  phase: number;
  /** In the file, from 1 (its header); null for a row that no line of the file asked for. */
  line: number | null;
  rowRef: string | null;
  state: RowState;
  holderName: string | null;
  achievement: string | null;
  /** The award, as its reader wrote it; null where there is none to make. */
  request: JsonObject | null;
  problems: JsonObject[];
  warnings: JsonObject[];
  /** The line's cells, of rows with problems only: what `errors.csv` gives back. */
  cells: string[] | null;
}

export interface BatchRow extends NewBatchRow {
  outcome: RowOutcome;
  issuanceId: string | null;
  credentialId: string | null;
  credentialName: string | null;
  shareId: string | null;
  shareIsOff: boolean;
  /** Why it was refused. */
  refusal: JsonObject | null;
}

export interface BatchIntent extends IssuanceIntent {
  position: number;
  unlessHeld: boolean;
}

export type IssuanceClosing =
  | { issuanceId: string; credential: NewCredential; fellBack: boolean }
  | { issuanceId: string; problem: JsonObject };

export interface Holding {
  holderId: string;
  issuerSlug: string;
  kind: AchievementKind | 'other';
  achievement: { code: string; version: string };
  credentialId: string;
  state: 'reserved' | 'issued';
  /** Its status bit is set. */
  withdrawn: boolean;
  holderName: string | null;
  validUntil: Date | null;
}

/** The idempotency key of a row's issuance. */
export function batchRowKey(batch: string, revision: number, position: number): string {
  return `batch:${batch}:${revision}:${position}`;
}
