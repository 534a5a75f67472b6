import { describe, expect, test } from 'vitest';
import type { BatchState } from '../../src/store/batch-store.ts';
import {
  batchIntentOf,
  closeAll,
  issuedOf,
  newBatchOf,
  openSigning,
  openSigningOf,
  reserveSome,
  rowOf,
} from './batch-fixtures.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, codeOf, issuerOf, minutesLater, NOW } from './store-fixtures.ts';

const audit = auditOf('batch-changed', 'x');

export function batchContract(under: StoreUnderTest): void {
  const readLog = async () => (await under.store.listAudit({ limit: 1_000 })).length;
  const move = (id: string, from: readonly BatchState[], state: BatchState, at = NOW, problem = {}) =>
    under.store.moveBatch(id, from, { state, problem, at }, audit);

  test('an issuer says whether its batches need approval', async () => {
    const { store } = under;
    await store.saveIssuer({ ...issuerOf(''), needsApproval: true }, audit);
    expect((await store.findIssuer(''))?.needsApproval).toBe(true);
    expect((await store.listIssuers()).map(({ needsApproval }) => needsApproval)).toEqual([true]);
    await store.saveIssuer(issuerOf(''), audit);
    expect((await store.findIssuer(''))?.needsApproval).toBe(false);
  });

  describe('a batch', () => {
    test('is opened as a draft', async () => {
      const { store } = under;
      const batch = newBatchOf({ fileName: null });
      const log = await readLog();
      const opened = await store.openBatch(batch, audit);
      expect(opened).toEqual({
        ...batch,
        state: 'draft',
        revision: 0,
        settings: {},
        report: null,
        checkedAt: null,
        approvedBy: null,
        approvedAt: null,
        startedAt: null,
        finishedAt: null,
        phase: 0,
        open: 0,
        totals: { issued: 0, refused: 0, already: 0, fallBacks: 0 },
        problem: null,
      });
      expect(await store.getBatch(batch.id)).toEqual(opened);
      expect(await store.getBatch('nothing')).toBeNull();
      expect(await readLog()).toBe(log + 1);
    });

    test('moves with its state before and after in the audit log', async () => {
      const { store } = under;
      const { id } = await store.openBatch(newBatchOf(), audit);
      await store.beginBatchCheck(id, {}, NOW, audit);
      await store.finishBatchCheck(id, 1, {}, NOW, { ...audit, details: { ready: 3 } });
      await move(id, ['checked'], 'failed');
      await move(id, ['checked'], 'failed');
      const events = (await store.listAudit({ limit: 100 })).slice(-3);
      const at = (state: string, revision: number) => ({ state, revision });
      expect(events.map(({ details }) => details)).toEqual([
        { before: at('draft', 0), after: at('draft', 1) },
        { ready: 3, before: at('draft', 1), after: at('checked', 1) },
        { before: at('checked', 1), after: at('failed', 1) },
      ]);
    });

    test('of one content is one for each issuer, whoever opens it at once', async () => {
      const { store } = under;
      await store.saveIssuer(issuerOf('sonoma'), audit);
      const contentHash = 'one';
      const log = await readLog();
      const opened = await Promise.all(
        Array.from({ length: 10 }, () => store.openBatch(newBatchOf({ contentHash }), audit)),
      );
      expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
      expect(await readLog()).toBe(log + 1);
      const other = await store.openBatch(newBatchOf({ contentHash, issuerSlug: 'sonoma' }), audit);
      expect(other.id).not.toBe(opened[0]?.id);
      const unknown = store.openBatch(newBatchOf({ issuerSlug: 'nobody' }), audit);
      expect(await codeOf(unknown)).toBe('ISSUER_UNKNOWN');
    });

    test('is listed newest first, page by page', async () => {
      const { store } = under;
      const ids: string[] = [];
      for (let i = 0; i < 5; i++) ids.unshift((await store.openBatch(newBatchOf(), audit)).id);
      const first = await store.listBatches({ limit: 3 });
      const second = await store.listBatches({ limit: 3, after: first[2]?.id ?? '' });
      expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
      expect(await store.listBatches({ limit: 3, after: ids[4] ?? '' })).toEqual([]);
    });

    test('is checked, approved and moved on only from the states that allow it', async () => {
      const { store } = under;
      const { id } = await store.openBatch(newBatchOf(), audit);
      expect(await store.approveBatch(id, 0, { by: 'x', at: NOW }, audit)).toBeNull();
      const begun = await store.beginBatchCheck(id, { nul: '\u0000' }, NOW, audit);
      expect(begun).toMatchObject({ state: 'draft', revision: 1, settings: { nul: '\u0000' } });
      const log = await readLog();
      expect(await store.finishBatchCheck(id, 0, {}, NOW, audit)).toBeNull();
      expect(await store.finishBatchCheck('nothing', 1, {}, NOW, audit)).toBeNull();
      expect(await store.beginBatchCheck('nothing', {}, NOW, audit)).toBeNull();
      expect(await move(id, ['checked', 'approved'], 'signing')).toBeNull();
      expect(await move('nothing', ['draft'], 'signing')).toBeNull();
      expect(await store.getBatch(id)).toEqual(begun);
      expect(await readLog()).toBe(log);

      const checked = await store.finishBatchCheck(id, 1, { rows: 3 }, minutesLater(1), audit);
      expect(checked).toMatchObject({ state: 'checked', report: { rows: 3 }, checkedAt: minutesLater(1) });
      expect(await store.finishBatchCheck(id, 1, {}, NOW, audit)).toBeNull();
      expect(await store.approveBatch(id, 0, { by: 'x', at: NOW }, audit)).toBeNull();
      const approval = { by: 'token:boss', at: minutesLater(2) };
      const approved = await store.approveBatch(id, 1, approval, audit);
      expect(approved).toMatchObject({ state: 'approved', approvedBy: approval.by, approvedAt: approval.at });
      expect(await store.approveBatch(id, 1, approval, audit)).toBeNull();
      expect(await readLog()).toBe(log + 2);
    });

    test('remembers when it was first begun and when it was over', async () => {
      const { store } = under;
      const { id } = await store.openBatch(newBatchOf(), audit);
      await move(id, ['draft'], 'signing', minutesLater(1));
      await move(id, ['signing'], 'paused', minutesLater(2), { code: 'KEY_UNAVAILABLE' });
      expect(await store.getBatch(id)).toMatchObject({
        state: 'paused',
        problem: { code: 'KEY_UNAVAILABLE' },
        startedAt: minutesLater(1),
        finishedAt: null,
      });
      await move(id, ['paused'], 'failed', minutesLater(3));
      expect(await store.getBatch(id)).toMatchObject({ finishedAt: minutesLater(3) });
      const to = { state: 'signing', problem: null, at: minutesLater(4) } as const;
      const again = await store.moveBatch(id, ['paused', 'failed'], to, audit);
      expect(again).toMatchObject({ problem: null, startedAt: minutesLater(1), finishedAt: null });
      expect(await move(id, ['signing'], 'done', minutesLater(5))).toMatchObject({
        finishedAt: minutesLater(5),
      });
      expect(await store.beginBatchCheck(id, {}, NOW, audit)).toBeNull();
    });

    test('is moved by one of many', async () => {
      const { store } = under;
      const { id } = await store.openBatch(newBatchOf(), audit);
      const log = await readLog();
      const moved = await Promise.all(Array.from({ length: 8 }, () => move(id, ['draft'], 'signing')));
      expect(moved.filter((batch) => batch !== null)).toHaveLength(1);
      expect(await readLog()).toBe(log + 1);
    });

    test('is listed while it is signing, oldest first', async () => {
      const { store } = under;
      const first = await openSigningOf(store, 1);
      const second = await openSigningOf(store, 1);
      await openSigningOf(store, 1).then(({ id }) => move(id, ['signing'], 'paused'));
      expect(await store.listSigningBatches()).toEqual([first, second]);
    });

    test('that is checked anew is a draft without what the last check found, but for what was reserved', async () => {
      const { store } = under;
      const batch = await openSigning(store, [rowOf(0), rowOf(1), rowOf(2), rowOf(3)]);
      const { id } = batch;
      const [one, other] = await reserveSome(
        store,
        batch,
        [1, 2].map((i) => batchIntentOf(batch, i)),
      );
      if (!one || !other) throw new Error('both are reserved');
      await closeAll(store, id, [issuedOf(one)]);
      expect(await store.beginBatchCheck(id, {}, NOW, audit)).toBeNull();
      await move(id, ['signing'], 'failed');
      const again = await store.beginBatchCheck(id, { column: 1 }, NOW, audit);
      const draft = await store.openBatch(newBatchOf(), audit);
      const { contentHash } = batch;
      expect(again).toEqual({ ...draft, id, contentHash, revision: 2, settings: { column: 1 } });
      const kept = await store.listBatchRows(id, 1, { limit: 10 });
      expect(kept.map(({ position, outcome }) => [position, outcome])).toEqual([
        [1, 'issued'],
        [2, 'reserved'],
      ]);
      expect(await store.listBatchRows(id, 2, { limit: 10 })).toEqual([]);
      // What is closed late is recorded, and counts for nothing in the new check.
      const after = await closeAll(store, id, [issuedOf(other)]);
      expect(after).toEqual(again);
      expect(await store.getCredential(other.credentialId)).not.toBeNull();
    });
  });

  describe('a phase', () => {
    test('begins with its open rows counted, by compare-and-swap', async () => {
      const { store } = under;
      const rows = [
        ...[0, 1, 2, 3].map((i) => rowOf(i)),
        rowOf(4, { state: 'problem' }),
        rowOf(5, { phase: 1 }),
        rowOf(6, { phase: 1, state: 'not-due' }),
      ];
      const batch = await openSigning(store, rows);
      expect(batch).toMatchObject({ phase: 0, open: 4 });
      const issuances = await reserveSome(
        store,
        batch,
        [0, 1].map((i) => batchIntentOf(batch, i)),
      );
      await closeAll(
        store,
        batch.id,
        issuances.slice(1).map((one) => issuedOf(one)),
      );
      expect(await store.beginBatchPhase(batch.id, 0, 0)).toMatchObject({ phase: 0, open: 3 });
      expect(await store.beginBatchPhase(batch.id, 1, 2)).toBeNull();
      expect(await store.beginBatchPhase('nothing', 0, 1)).toBeNull();
      const begun = await Promise.all(Array.from({ length: 6 }, () => store.beginBatchPhase(batch.id, 0, 1)));
      expect(begun.filter((one) => one !== null)).toMatchObject([{ phase: 1, open: 1 }]);
      await move(batch.id, ['signing'], 'paused');
      expect(await store.beginBatchPhase(batch.id, 1, 2)).toBeNull();
    });
  });

  test('what was decided for a roster’s headers is kept, the last one', async () => {
    const { store } = under;
    await store.saveIssuer(issuerOf('sonoma'), audit);
    expect(await store.findRosterMapping('', 'f')).toBeNull();
    await store.saveRosterMapping('', 'f', { name: 1, nul: '\u0000' }, NOW);
    await store.saveRosterMapping('sonoma', 'f', { name: 2 }, NOW);
    expect(await store.findRosterMapping('', 'f')).toEqual({ name: 1, nul: '\u0000' });
    await store.saveRosterMapping('', 'f', { name: 3 }, minutesLater(1));
    expect(await store.findRosterMapping('', 'f')).toEqual({ name: 3 });
    expect(await store.findRosterMapping('sonoma', 'f')).toEqual({ name: 2 });
    expect(await store.findRosterMapping('', 'g')).toBeNull();
  });
}
