import { describe, expect, test } from 'vitest';
import type { RowOutcome } from '../../src/store/batch-store.ts';
import {
  batchIntentOf,
  closeAll,
  issuedOf,
  newBatchOf,
  openSigning,
  refusedOf,
  reserveSome,
  rowOf,
} from './batch-fixtures.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, NOW } from './store-fixtures.ts';

const audit = auditOf('batch-changed', 'x');

export function batchRowContract(under: StoreUnderTest): void {
  /** Ready, reserved, issued, refused, and one of each other state; the last two in phase 1. */
  async function openMixed() {
    const { store } = under;
    const batch = await openSigning(store, [
      ...[0, 1, 2, 3].map((i) => rowOf(i)),
      rowOf(4, { state: 'problem', request: null, problems: [{ code: 'x' }], cells: ['', 'é'] }),
      rowOf(5, { state: 'already' }),
      rowOf(6, { state: 'duplicate', line: null, rowRef: null, holderName: null, achievement: null }),
      rowOf(7, { phase: 1, warnings: [{ code: 'w' }] }),
      rowOf(8, { phase: 1, state: 'not-due' }),
    ]);
    const intents = [1, 2, 3].map((i) => batchIntentOf(batch, i));
    const [reserved, issued, refused] = await reserveSome(store, batch, intents);
    if (!reserved || !issued || !refused) throw new Error('all three are reserved');
    await closeAll(store, batch.id, [issuedOf(issued, { name: 'Domain 1' }), refusedOf(refused)]);
    return { store, batch, reserved, issued, refused };
  }

  describe('the rows of a batch', () => {
    test('are kept as they were given, with what became of them', async () => {
      const { store, batch, reserved, issued, refused } = await openMixed();
      const none = {
        issuanceId: null,
        credentialId: null,
        credentialName: null,
        shareId: null,
        shareIsOff: false,
        refusal: null,
      };
      const rows = await store.listBatchRows(batch.id, 1, { limit: 100 });
      expect(rows.slice(0, 5)).toEqual([
        { ...rowOf(0), outcome: 'ready', ...none },
        {
          ...rowOf(1),
          outcome: 'reserved',
          ...none,
          issuanceId: reserved.id,
          credentialId: reserved.credentialId,
        },
        {
          ...rowOf(2),
          outcome: 'issued',
          ...none,
          issuanceId: issued.id,
          credentialId: issued.credentialId,
          credentialName: 'Domain 1',
          shareId: `share-${issued.id}`,
        },
        {
          ...rowOf(3),
          outcome: 'refused',
          ...none,
          issuanceId: refused.id,
          credentialId: refused.credentialId,
          refusal: { code: 'LINT_FAILED', nul: '\u0000' },
        },
        {
          ...rowOf(4, { state: 'problem', request: null, problems: [{ code: 'x' }], cells: ['', 'é'] }),
          outcome: 'problem',
          ...none,
        },
      ]);
      expect(rows[7]).toMatchObject({ phase: 1, warnings: [{ code: 'w' }] });
      await store.turnOffShare(`share-${issued.id}`, NOW, audit);
      expect((await store.listBatchRows(batch.id, 1, { after: 1, limit: 1 }))[0]?.shareIsOff).toBe(true);
    });

    test('are paged by position, and chosen by outcome and phase', async () => {
      const { store, batch } = await openMixed();
      const positions = async (page: Parameters<typeof store.listBatchRows>[2]) =>
        (await store.listBatchRows(batch.id, 1, page)).map(({ position }) => position);
      expect(await positions({ limit: 4 })).toEqual([0, 1, 2, 3]);
      expect(await positions({ after: 3, limit: 4 })).toEqual([4, 5, 6, 7]);
      expect(await positions({ limit: 9, phase: 1 })).toEqual([7, 8]);
      expect(await positions({ limit: 9, outcomes: ['refused', 'problem', 'ready'] })).toEqual([0, 3, 4, 7]);
      expect(await positions({ limit: 1, after: 0, phase: 0, outcomes: ['ready', 'issued'] })).toEqual([2]);
      expect(await positions({ limit: 9, outcomes: [] })).toEqual([]);
      expect(await store.listBatchRows(batch.id, 2, { limit: 9 })).toEqual([]);
      expect(await store.listBatchRows('nothing', 1, { limit: 9 })).toEqual([]);
    });

    test('are counted by outcome', async () => {
      const { store, batch } = await openMixed();
      const each: Record<RowOutcome, number> = {
        ready: 2,
        problem: 1,
        already: 1,
        duplicate: 1,
        'not-due': 1,
        reserved: 1,
        issued: 1,
        refused: 1,
      };
      expect(await store.countBatchRows(batch.id, 1)).toEqual(each);
      expect(Object.values(await store.countBatchRows('nothing', 1))).toEqual(Array(8).fill(0));
    });

    test('that are open are found by range', async () => {
      const { store, batch } = await openMixed();
      const find = async (first: number, last: number, phase = 0) =>
        (await store.listOpenBatchRows(batch.id, 1, { phase, first, last })).map(({ position }) => position);
      expect(await find(0, 8)).toEqual([0, 1]);
      expect(await find(1, 1)).toEqual([1]);
      expect(await find(2, 8)).toEqual([]);
      expect(await find(0, 8, 1)).toEqual([7]);
    });

    test('that are open are found in ranges that stay where they are', async () => {
      const { store } = under;
      const rows = Array.from({ length: 25 }, (_, i) => rowOf(i, { phase: i < 20 ? 0 : 1 }));
      const batch = await openSigning(store, rows);
      const ranges = (phase: number) => store.listOpenBatchRanges(batch.id, 1, phase, 8);
      const [first, second, third] = [0, 8, 16].map((at) => ({ first: at, last: at + 7 }));
      const last = { first: 24, last: 31 };
      expect(await ranges(0)).toEqual([first, second, third]);
      expect(await ranges(1)).toEqual([third, last]);
      const positions = [0, 1, ...Array.from({ length: 8 }, (_, i) => 8 + i)];
      const reserved = await reserveSome(
        store,
        batch,
        positions.map((i) => batchIntentOf(batch, i)),
      );
      expect(await ranges(0)).toEqual([first, second, third]);
      await closeAll(
        store,
        batch.id,
        reserved.map((one) => issuedOf(one)),
      );
      expect(await ranges(0)).toEqual([first, third]);
    });

    test('are added to their revision only, and each position once', async () => {
      const { store } = under;
      const { id } = await store.openBatch(newBatchOf(), audit);
      await store.beginBatchCheck(id, {}, NOW, audit);
      expect(await store.addBatchRows(id, 1, [rowOf(0)])).toBe(true);
      expect(await store.addBatchRows(id, 1, [])).toBe(true);
      expect(await store.addBatchRows(id, 0, [rowOf(1)])).toBe(false);
      expect(await store.addBatchRows('nothing', 1, [rowOf(1)])).toBe(false);
      await expect(store.addBatchRows(id, 1, [rowOf(1), rowOf(0)])).rejects.toThrow();
      await store.beginBatchCheck(id, {}, NOW, audit);
      expect(await store.addBatchRows(id, 1, [rowOf(1)])).toBe(false);
      for (const revision of [0, 1, 2])
        expect(await store.listBatchRows(id, revision, { limit: 9 })).toEqual([]);
    });

    test('are given up while they are ready and have no issuance', async () => {
      const { store, batch } = await openMixed();
      const before = (await store.getBatch(batch.id))?.open ?? 0;
      const given = (position: number) => ({
        position,
        state: 'problem' as const,
        problems: [{ code: 'new' }],
      });
      await store.declineBatchRows(batch.id, 1, []);
      await store.declineBatchRows(batch.id, 2, [given(0)]);
      await store.declineBatchRows('nothing', 1, [given(0)]);
      expect((await store.getBatch(batch.id))?.open).toBe(before);
      for (let time = 0; time < 2; time++)
        await store.declineBatchRows(batch.id, 1, [0, 1, 2, 4, 7, 99].map(given));
      const rows = await store.listBatchRows(batch.id, 1, { limit: 9 });
      expect(rows.map(({ outcome }) => outcome)).toEqual([
        ...['problem', 'reserved', 'issued', 'refused', 'problem', 'already', 'duplicate', 'problem'],
        ...rows.slice(8).map(({ outcome }) => outcome),
      ]);
      expect(rows[0]).toMatchObject({ problems: [{ code: 'new' }] });
      expect((await store.getBatch(batch.id))?.open).toBe(before - 1);
    });
  });
}
