import { randomUUID } from 'node:crypto';
import {
  type BatchIntent,
  type BatchRecord,
  batchRowKey,
  type IssuanceClosing,
  type NewBatch,
  type NewBatchRow,
} from '../../src/store/batch-store.ts';
import type { Issuance, NewCredential } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { auditOf, credentialOf, intentOf, NOW } from './store-fixtures.ts';

const audit = auditOf('batch-changed', 'x');

export function newBatchOf(change: Partial<NewBatch> = {}): NewBatch {
  const id = randomUUID();
  return {
    id,
    issuerSlug: '',
    contentHash: `hash of ${id}`,
    fileName: 'roster.csv',
    createdBy: 'token:test',
    createdAt: NOW,
    ...change,
  };
}

export function rowOf(position: number, change: Partial<NewBatchRow> = {}): NewBatchRow {
  return {
    position,
    phase: 0,
    line: position + 2,
    rowRef: `R-${position}`,
    state: 'ready',
    holderName: 'María Hernández',
    achievement: 'domain-1',
    request: { z: 1, position, nul: '\u0000', a: '🎓' },
    problems: [],
    warnings: [],
    cells: null,
    ...change,
  };
}

/** A batch that is checked, with these rows, and begun: `signing` in the first row's phase. */
export async function openSigning(store: Store, rows: readonly NewBatchRow[]): Promise<BatchRecord> {
  const { id } = await store.openBatch(newBatchOf(), audit);
  await store.beginBatchCheck(id, {}, NOW, audit);
  await store.addBatchRows(id, 1, rows);
  await store.finishBatchCheck(id, 1, {}, NOW, audit);
  await store.moveBatch(id, ['checked'], { state: 'signing', problem: null, at: NOW }, audit);
  const batch = await store.beginBatchPhase(id, 0, rows[0]?.phase ?? 0);
  if (batch === null) throw new Error('a batch that is signing begins its phase');
  return batch;
}

export function openSigningOf(store: Store, count: number): Promise<BatchRecord> {
  return openSigning(
    store,
    Array.from({ length: count }, (_, i) => rowOf(i)),
  );
}

/** For a holder of its own, unless told. */
export function batchIntentOf(
  batch: Pick<BatchRecord, 'id' | 'revision'>,
  position: number,
  change: Partial<BatchIntent> = {},
): BatchIntent {
  return {
    ...intentOf(),
    idempotencyKey: batchRowKey(batch.id, batch.revision, position),
    holder: { externalId: `T-${position}`, email: `t${position}@example.org`, name: `Teacher ${position}` },
    position,
    unlessHeld: true,
    ...change,
  };
}

export function reserveAll(
  store: Store,
  { id, revision }: Pick<BatchRecord, 'id' | 'revision'>,
  intents: readonly BatchIntent[],
  at = NOW,
): Promise<(Issuance | null)[]> {
  return store.reserveBatchIssuances({ id, revision, at }, intents, (reserved) => ({
    ...auditOf('batch-reserved', id, at),
    details: { reserved: reserved.length },
  }));
}

/** Those that are not null: what a test knows to be reserved. */
export async function reserveSome(
  store: Store,
  batch: Pick<BatchRecord, 'id' | 'revision'>,
  intents: readonly BatchIntent[],
): Promise<Issuance[]> {
  return (await reserveAll(store, batch, intents)).filter((issuance) => issuance !== null);
}

export function issuedOf({ id }: Issuance, change: Partial<NewCredential> = {}): IssuanceClosing {
  return { issuanceId: id, fellBack: false, credential: credentialOf({ shareId: `share-${id}`, ...change }) };
}

export function refusedOf({ id }: Issuance): IssuanceClosing {
  return { issuanceId: id, problem: { code: 'LINT_FAILED', nul: '\u0000' } };
}

export function closeAll(
  store: Store,
  id: string,
  closings: readonly IssuanceClosing[],
): Promise<BatchRecord> {
  return store.closeBatchIssuances({ id }, closings, (closed) => ({
    ...auditOf('batch-closed', id),
    details: { closed: closed.map(({ credentialId, state }) => `${state} ${credentialId}`) },
  }));
}
