import type { Generated } from 'kysely';
import type { BatchState, RowState } from './batch-store.ts';

export interface BatchesTable {
  seq: Generated<number>;
  id: string;
  issuerSlug: string;
  contentHash: string;
  fileName: string | null;
  createdBy: string;
  createdAt: string;
  state: BatchState;
  revision: number;
  settings: string;
  report: string | null;
  checkedAt: string | null;
  approvedBy: string | null;
  approvedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  phase: number;
  /** It and the four after it are counted in the transaction that changes what they count. */
  open: number;
  issued: number;
  refused: number;
  already: number;
  fallBacks: number;
  problem: string | null;
}

export interface BatchRowsTable {
  batch: string;
  revision: number;
  position: number;
  phase: number;
  line: number | null;
  rowRef: string | null;
  state: RowState;
  holderName: string | null;
  achievement: string | null;
  request: string | null;
  problems: string;
  warnings: string;
  cells: string | null;
}

export interface RosterMappingsTable {
  issuerSlug: string;
  fingerprint: string;
  mapping: string;
  savedAt: string;
}

/** SQLite only: on PostgreSQL, pg-boss has tables of its own. */
export interface JobsTable {
  seq: Generated<number>;
  queue: string;
  key: string;
  payload: string;
  /** Null while nobody has taken it. */
  lease: string | null;
  /** From when on it may be taken: the end of its lease or of its delay. */
  availableAt: string;
}
