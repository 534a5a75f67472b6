import { describe, expect, test } from 'vitest';
import type { BatchIntent, BatchRecord } from '../../src/store/batch-store.ts';
import type { Store } from '../../src/store/store.ts';
import {
  batchIntentOf,
  closeAll,
  issuedOf,
  openSigning,
  openSigningOf,
  refusedOf,
  reserveAll,
  reserveSome,
  rowOf,
} from './batch-fixtures.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { expectChain } from './store-contract-audit.ts';
import { auditOf, codeOf, issuerOf, minutesLater, NOW, reserve } from './store-fixtures.ts';

export function batchReserveContract(under: StoreUnderTest): void {
  const intentsOf = (
    batch: BatchRecord,
    count: number,
    change: (i: number) => Partial<BatchIntent> = () => ({}),
  ) => Array.from({ length: count }, (_, i) => batchIntentOf(batch, i, change(i)));
  const placesOf = (issuances: readonly { status: { list: number; index: number } | null }[]) =>
    issuances.map(({ status }) => `${status?.list}/${status?.index}`);

  /** Everything that a reservation may change. */
  async function readAll(store: Store, { id, revision }: BatchRecord) {
    return {
      batch: await store.getBatch(id),
      rows: await store.listBatchRows(id, revision, { limit: 1_000 }),
      lists: await store.listStatusLists(),
      log: await store.listAudit({ limit: 1_000 }),
    };
  }

  describe('reserving many', () => {
    test('keeps each whole intent, with one audit entry', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 30);
      const before = await store.listAudit({ limit: 100 });
      const intents = intentsOf(batch, 30, (i) =>
        i === 7 ? { holder: null, kind: 'other', achievement: null, needsStatus: false } : {},
      );
      const issuances = await reserveSome(store, batch, intents);
      expect(issuances).toHaveLength(30);
      for (const [i, issuance] of issuances.entries()) {
        const {
          holder,
          needsStatus,
          position: _position,
          unlessHeld: _unlessHeld,
          ...kept
        } = intents[i] ?? {};
        expect(issuance).toMatchObject({ ...kept, state: 'reserved', problem: null });
        expect(issuance.status).toEqual(needsStatus ? { list: 1, index: expect.any(Number) } : null);
        expect(await store.getIssuance(issuance.idempotencyKey)).toEqual(issuance);
        const found = holder ? await store.findHolder(holder) : null;
        expect(issuance.holderId).toBe(found?.id ?? null);
        expect(found?.name ?? null).toBe(holder?.name ?? null);
      }
      expect(new Set(placesOf(issuances)).size).toBe(30);
      expect((await store.getStatusList(1))?.allocated).toBe(29);
      const log = await store.listAudit({ limit: 100 });
      expect(log).toHaveLength(before.length + 1);
      expect(log.at(-1)).toMatchObject({ action: 'batch-reserved', details: { reserved: 30 } });
      expectChain(log);
      expect(await store.getBatch(batch.id)).toEqual(batch);
    });

    test('again gives the same, whatever became of it, and changes nothing', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 4);
      const intents = intentsOf(batch, 4);
      const first = await reserveSome(store, batch, intents.slice(0, 3));
      const [, one, other] = first;
      if (!one || !other) throw new Error('three are reserved');
      await closeAll(store, batch.id, [issuedOf(one), refusedOf(other)]);
      const before = await readAll(store, batch);
      const changed = intents.slice(0, 3).map((intent) => ({ ...intent, credentialId: 'urn:uuid:another' }));
      const again = await reserveAll(store, batch, changed);
      expect(again.map((issuance) => issuance?.state)).toEqual(['reserved', 'issued', 'refused']);
      expect(again.map((issuance) => issuance?.id)).toEqual(first.map(({ id }) => id));
      expect(await readAll(store, batch)).toEqual(before);
      // Of known and new ones, and one of them twice, in their order.
      const [a, b, c] = await reserveAll(
        store,
        batch,
        [3, 0, 3].map((i) => intents[i] as BatchIntent),
      );
      expect([a, b]).toMatchObject([{ state: 'reserved' }, first[0]]);
      expect(c).toEqual(a);
      expect((await store.listAudit({ limit: 100 })).at(-1)?.details).toEqual({ reserved: 1 });
      expect(await reserveAll(store, batch, [])).toEqual([]);
    });

    test('draws at random', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 400);
      const indices = (await reserveSome(store, batch, intentsOf(batch, 400))).map(
        ({ status }) => status?.index ?? -1,
      );
      const steps = indices.slice(1).map((index, i) => index - (indices[i] ?? 0));
      const rising = steps.filter((step) => step > 0).length;
      expect(rising).toBeGreaterThan(120);
      expect(rising).toBeLessThan(280);
      expect(Math.max(...indices) - Math.min(...indices)).toBeGreaterThan(100_000);
    });

    test('fills one list after the other to three quarters', async () => {
      const store = await under.openSmall(16);
      const batch = await openSigningOf(store, 40);
      await reserve(store, { holder: null });
      const issuances = await reserveSome(store, batch, intentsOf(batch, 40));
      await reserve(store, { holder: null });
      expect(new Set(placesOf(issuances)).size).toBe(40);
      const lists = await store.listStatusLists();
      expect(lists.map(({ allocated }) => allocated)).toEqual([12, 12, 12, 6]);
      for (const { status } of issuances) expect(status?.index).toBeLessThan(16);
    });

    test('draws for each issuer from its own lists', async () => {
      const store = await under.openSmall(8);
      await store.saveIssuer(issuerOf('sonoma'), auditOf('issuer-saved', 'sonoma'));
      const batch = await openSigningOf(store, 20);
      const intents = intentsOf(batch, 20, (i) => ({ issuerSlug: i % 2 ? 'sonoma' : '' }));
      const issuances = await reserveSome(store, batch, intents);
      const lists = new Map((await store.listStatusLists()).map((list) => [list.number, list]));
      for (const { status, issuerSlug } of issuances)
        expect(lists.get(status?.list ?? 0)?.issuerSlug).toBe(issuerSlug);
    });

    test('names one holder as often as wanted, and creates each once', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 8);
      const holders = [
        { email: 'a@example.org', name: 'A' },
        { externalId: 'X', email: 'a@example.org', name: 'X' },
        { email: 'A@example.org ', name: 'A' },
        { name: 'Nobody' },
        { name: 'Nobody' },
        { externalId: 'X', name: 'X' },
        { externalId: 'Y', email: 'a@example.org', name: 'Y' },
        { email: 'b@example.org', name: 'B' },
      ];
      await reserve(store, { holder: { email: 'b@example.org', name: 'B' } });
      const intents = intentsOf(batch, 8, (i) => ({ holder: holders[i] ?? null, unlessHeld: false }));
      const ids = (await reserveSome(store, batch, intents)).map(({ holderId }) => holderId);
      for (const [i, holder] of holders.entries()) {
        const found = await store.findHolder(holder);
        if (holder.name !== 'Nobody') expect(ids[i]).toBe(found?.id);
      }
      expect(new Set([ids[1], ids[3], ids[4], ids[6], ids[7]]).size).toBe(5);
    });
  });

  describe('reserving many, refused,', () => {
    test('when the batch is not being signed at that revision', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 2);
      const before = await readAll(store, batch);
      const attempt = (change: Partial<BatchRecord>) =>
        codeOf(reserveAll(store, { ...batch, ...change }, intentsOf(batch, 2)));
      expect(await attempt({ revision: 2 })).toBe('BATCH_STATE');
      expect(await attempt({ id: 'nothing' })).toBe('BATCH_STATE');
      expect(await readAll(store, batch)).toEqual(before);
      const to = { state: 'paused', problem: null, at: NOW } as const;
      await store.moveBatch(batch.id, ['signing'], to, auditOf('batch-paused', batch.id));
      expect(await attempt({})).toBe('BATCH_STATE');
    });

    test.each([
      ['IDEMPOTENCY_CONFLICT', { requestHash: 'b'.repeat(64) }],
      ['ISSUER_UNKNOWN', { issuerSlug: 'nobody' }],
      ['CREDENTIAL_ID_CONFLICT', { credentialId: 'urn:uuid:taken' }],
    ])('with %s, changes nothing', async (code, change) => {
      const { store } = under;
      const batch = await openSigningOf(store, 10);
      await reserve(store, { credentialId: 'urn:uuid:taken' });
      await reserveSome(store, batch, [batchIntentOf(batch, 5)]);
      const before = await readAll(store, batch);
      const at = code === 'IDEMPOTENCY_CONFLICT' ? 5 : 6;
      const intents = intentsOf(batch, 10, (i) => (i === at ? change : {}));
      expect(await codeOf(reserveAll(store, batch, intents))).toBe(code);
      expect(await readAll(store, batch)).toEqual(before);
      expect(await store.findHolder({ externalId: 'T-9' })).toBeNull();
    });

    test('when one key comes with two requests', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 1);
      const intent = batchIntentOf(batch, 0);
      const attempt = reserveAll(store, batch, [intent, { ...intent, requestHash: 'b'.repeat(64) }]);
      expect(await codeOf(attempt)).toBe('IDEMPOTENCY_CONFLICT');
    });

    test('reserves nothing for rows that are not ready', async () => {
      const { store } = under;
      const batch = await openSigning(store, [rowOf(0), rowOf(1, { state: 'problem' })]);
      const issuances = await reserveAll(store, batch, intentsOf(batch, 3));
      expect(issuances).toEqual([expect.objectContaining({ state: 'reserved' }), null, null]);
    });
  });

  describe('many that reserve many at once', () => {
    test('for one batch get the same issuances', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 60);
      const intents = intentsOf(batch, 60);
      const ranges = [0, 10, 20, 30, 0, 10, 20, 30].map((first) => intents.slice(first, first + 30));
      const reserved = await Promise.all(
        ranges.map((range, i) => reserveAll(store, batch, i % 2 ? range : range.toReversed())),
      );
      const issuances = reserved.flat().filter((issuance) => issuance !== null);
      expect(issuances).toHaveLength(8 * 30);
      expect(new Set(issuances.map(({ id }) => id)).size).toBe(60);
      expect(new Set(placesOf(issuances)).size).toBe(60);
      expect((await store.getStatusList(1))?.allocated).toBe(60);
    });

    test('for batches with the same holders award nothing twice, and do not wait for each other for ever', async () => {
      const { store } = under;
      const batches = [];
      for (let i = 0; i < 8; i++) batches.push(await openSigningOf(store, 30));
      const reserved = await Promise.all([
        ...batches.map((batch, b) =>
          reserveAll(
            store,
            batch,
            intentsOf(batch, 30, (i) => {
              // The same 40 people in another order each time, all new, half of them known by address alone.
              const person = (b % 2 ? i + b : 40 - i + b) % 40;
              const email = `p${person}@example.org`;
              return { holder: { ...(person % 2 ? { externalId: `P-${person}` } : {}), email, name: 'P' } };
            }),
          ),
        ),
        ...Array.from({ length: 10 }, (_, i) =>
          reserve(store, {
            holder: { externalId: `P-${2 * i + 1}`, name: 'P' },
            achievement: { code: 'domain-2', version: '1', programCode: 'tlms', programVersion: '1' },
          }).then((issuance) => [issuance]),
        ),
      ]);
      const issuances = reserved.flat().filter((issuance) => issuance !== null);
      const awards = issuances.map(({ holderId, achievement }) => `${holderId} ${achievement?.code}`);
      expect(new Set(awards).size).toBe(awards.length);
      expect(awards).toHaveLength(40 + 10);
      expect(new Set(placesOf(issuances)).size).toBe(50);
      expect((await store.getStatusList(1))?.allocated).toBe(50);
      for (const { id } of batches) {
        const batch = await store.getBatch(id);
        const counted = await store.countBatchRows(id, 1);
        expect(batch).toMatchObject({ open: counted.reserved, totals: { already: counted.already } });
        expect(counted.reserved + counted.already).toBe(30);
      }
      expectChain(await store.listAudit({ limit: 1_000 }));
    });
  });

  test('a reservation in a batch that is paused meanwhile is either refused or counted', async () => {
    const { store } = under;
    const batch = await openSigningOf(store, 40);
    const to = { state: 'paused', problem: null, at: minutesLater(1) } as const;
    const [, ...codes] = await Promise.all([
      store.moveBatch(batch.id, ['signing'], to, auditOf('batch-paused', batch.id)),
      ...Array.from({ length: 6 }, (_, i) =>
        codeOf(reserveAll(store, batch, intentsOf(batch, 40).slice(i * 5, i * 5 + 5))),
      ),
    ]);
    const refused = codes.filter((code) => code === 'BATCH_STATE').length;
    expect(refused + codes.filter((code) => code === 'resolved').length).toBe(6);
    expect((await store.countBatchRows(batch.id, 1)).reserved).toBe((6 - refused) * 5);
  });
}
