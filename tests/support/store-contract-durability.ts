import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from './store-contract.ts';
import { expectChain } from './store-contract-audit.ts';
import { auditOf, issue, issuerOf, NOW, publishedOf, reserve } from './store-fixtures.ts';

export function durabilityContract(under: StoreUnderTest): void {
  describe('the store', () => {
    test('answers', async () => {
      await under.store.ping();
    });

    test('tells the time of its own clock, to the millisecond', async () => {
      const times: number[] = [];
      for (let i = 0; i < 20; i++) times.push((await under.store.now()).getTime());
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every(Number.isInteger)).toBe(true);
      // The engines of a test run on this machine; an hour would be a time zone.
      expect(Math.abs((times[0] ?? 0) - Date.now())).toBeLessThan(15 * 60_000);
    });

    test('migrates twice, and at once, without harm', async () => {
      await Promise.all([under.store.migrate(), under.store.migrate(), under.store.migrate()]);
      expect(await under.store.findIssuer('')).toEqual(issuerOf(''));
    });

    test('keeps everything when it is opened again', async () => {
      const { store } = under;
      const unfinished = await reserve(store, { holder: { email: 'a@b.c', name: 'A' } });
      const credential = await issue(store, { shareId: 'share-1', body: '{"é":"🎓"}' });
      const token = { sha256: 'f'.repeat(64), name: 't', scopes: [], createdAt: NOW, revokedAt: null };
      await store.saveToken(token, auditOf('token-saved', 't'));
      await store.publishFramework(publishedOf('tlms', '1'), auditOf('framework-published', 'tlms'));
      const publication = { number: 1, ledgerVersion: 0, body: 'signed', signedAt: NOW };
      await store.publishStatusList(1, 0, publication);
      const lists = await store.listStatusLists();
      const log = await store.listAudit({ limit: 100 });

      const reopened = await under.reopen();
      await reopened.migrate();
      expect(await reopened.getIssuance(unfinished.idempotencyKey)).toEqual(unfinished);
      expect((await reopened.getShare('share-1'))?.credential).toEqual(credential);
      expect((await reopened.findHolder({ email: 'A@B.C' }))?.id).toBe(unfinished.holderId);
      expect(await reopened.findToken(token.sha256)).toEqual(token);
      expect(await reopened.findFramework('tlms')).toEqual(publishedOf('tlms', '1'));
      expect(await reopened.listStatusLists()).toEqual(lists);
      expect(await reopened.listAudit({ limit: 100 })).toEqual(log);
      await reopened.appendAudit(auditOf('noted', 'after'));
      expectChain(await reopened.listAudit({ limit: 100 }));
    });
  });
}
