import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, issuerOf, minutesLater, NOW, reserve } from './store-fixtures.ts';

export function statusContract(under: StoreUnderTest): void {
  const reserveMany = (store: Store, count: number, issuerSlug = '') =>
    Promise.all(Array.from({ length: count }, () => reserve(store, { issuerSlug, holder: null })));

  describe('status indices', () => {
    test('are drawn at random, each once, by hundreds of callers at once', async () => {
      const issuances = await reserveMany(under.store, 400);
      const indices = issuances.map(({ status }) => status?.index ?? -1);
      expect(new Set(indices).size).toBe(400);
      expect(Math.min(...indices)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...indices)).toBeLessThan(131_072);
      // 400 of 131,072 at random: about two neighbours are expected; in sequence there would be 399.
      const sorted = indices.toSorted((a, b) => a - b);
      expect(sorted.filter((index, i) => index === (sorted[i - 1] ?? -9) + 1).length).toBeLessThan(20);
      expect(Math.max(...indices) - Math.min(...indices)).toBeGreaterThan(100_000);
      expect(await under.store.listStatusLists()).toEqual([
        {
          number: 1,
          issuerSlug: '',
          statusPurpose: 'revocation',
          length: 131_072,
          allocated: 400,
          ledgerVersion: 0,
          publication: null,
        },
      ]);
    });

    test('are not taken where none is needed', async () => {
      const issuance = await reserve(under.store, { kind: 'other', holder: null, needsStatus: false });
      expect(issuance.status).toBeNull();
      expect(await under.store.getStatusList(1)).toBeNull();
      expect(await under.store.listStatusLists()).toEqual([]);
    });

    test('come from a next list once one is three quarters full', async () => {
      const store = await under.openSmall(16);
      const issuances = await reserveMany(store, 40);
      const places = issuances.map(({ status }) => `${status?.list}/${status?.index}`);
      expect(new Set(places).size).toBe(40);
      const lists = await store.listStatusLists();
      expect(lists.map(({ number, allocated }) => [number, allocated])).toEqual([
        [1, 12],
        [2, 12],
        [3, 12],
        [4, 4],
      ]);
      for (const { status } of issuances) expect(status?.index).toBeLessThan(16);
    });

    test('of one issuer come from its own lists', async () => {
      const store = await under.openSmall(8);
      await store.saveIssuer(issuerOf('sonoma'), auditOf('issuer-saved', 'sonoma'));
      await Promise.all([reserveMany(store, 14), reserveMany(store, 14, 'sonoma')]);
      const lists = await store.listStatusLists();
      expect(lists.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
      for (const slug of ['', 'sonoma']) {
        const own = lists.filter(({ issuerSlug }) => issuerSlug === slug);
        expect(own.map(({ allocated }) => allocated)).toEqual([6, 6, 2]);
      }
    });

    test('start with no bit set', async () => {
      await reserve(under.store);
      expect(await under.store.readStatusBits(1)).toEqual({ ledgerVersion: 0, indices: [] });
    });
  });

  describe('publishing a status list', () => {
    const publicationOf = (number: number, ledgerVersion: number, body = `body ${number}`) => ({
      number,
      ledgerVersion,
      body,
      signedAt: minutesLater(number),
    });

    test('replaces only what it says it replaces, and never by an older ledger', async () => {
      const { store } = under;
      await reserve(store);
      expect(await store.publishStatusList(1, 1, publicationOf(2, 0))).toBe(false);
      expect(await store.publishStatusList(1, 0, publicationOf(1, 3))).toBe(true);
      expect(await store.publishStatusList(1, 0, publicationOf(1, 3, 'other'))).toBe(false);
      expect(await store.publishStatusList(1, 1, publicationOf(2, 2))).toBe(false);
      expect((await store.getStatusList(1))?.publication).toEqual(publicationOf(1, 3));
      expect(await store.publishStatusList(1, 1, publicationOf(2, 3))).toBe(true);
      expect((await store.getStatusList(1))?.publication).toEqual(publicationOf(2, 3));
      expect(await store.publishStatusList(9, 0, publicationOf(1, 0))).toBe(false);
    });

    test('is won by one of many', async () => {
      const { store } = under;
      await reserve(store);
      for (const replaces of [0, 1, 2]) {
        const outcomes = await Promise.all(
          Array.from({ length: 10 }, (_, i) =>
            store.publishStatusList(1, replaces, publicationOf(replaces + 1, 0, `by ${i}`)),
          ),
        );
        expect(outcomes.filter(Boolean)).toHaveLength(1);
        const winner = outcomes.indexOf(true);
        const stored = (await store.getStatusList(1))?.publication;
        expect(stored).toEqual(publicationOf(replaces + 1, 0, `by ${winner}`));
      }
    });

    test('leaves other lists alone', async () => {
      const store = await under.openSmall(4);
      await reserveMany(store, 4);
      await store.publishStatusList(2, 0, { ...publicationOf(1, 0), signedAt: NOW });
      const published = (await store.listStatusLists()).map(({ publication }) => publication?.number ?? 0);
      expect(published).toEqual([0, 1]);
    });
  });
}
