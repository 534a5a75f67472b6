import { describe, expect, test } from 'vitest';
import type { BatchIntent, BatchRecord } from '../../src/store/batch-store.ts';
import { batchIntentOf, openSigningOf, reserveAll } from './batch-fixtures.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, intentOf, issue, issuerOf, NOW, reserve } from './store-fixtures.ts';

const PERSON = { externalId: 'T-1', email: 'maria@example.org', name: 'María Hernández' };

export function batchHeldContract(under: StoreUnderTest): void {
  const intentsOf = (batch: BatchRecord, count: number, change: (i: number) => Partial<BatchIntent>) =>
    Array.from({ length: count }, (_, i) => batchIntentOf(batch, i, change(i)));

  describe('an award that is held', () => {
    const count = async (issuances: Promise<(unknown | null)[]>) =>
      (await issuances).map((issuance) => issuance !== null);

    test.each([
      ['is found', {}, {}, false],
      [
        'is another if its achievement is',
        {},
        { achievement: { ...intentOf().achievement, code: 'domain-2' } },
        true,
      ],
      ['is another if its issuer is', {}, { issuerSlug: 'sonoma' }, true],
      ['is another if its holder is', {}, { holder: { externalId: 'T-2', name: 'B' } }, true],
      ['has ended', { validUntil: new Date(NOW.getTime() - 1) }, {}, true],
      ['has not ended', { validUntil: NOW }, {}, false],
      ['is reserved again where that is wanted', {}, { unlessHeld: false }, true],
    ])('%s', async (_what, credential, intent, isReserved) => {
      const { store } = under;
      await store.saveIssuer(issuerOf('sonoma'), auditOf('issuer-saved', 'sonoma'));
      await issue(store, credential, { holder: PERSON });
      const batch = await openSigningOf(store, 2);
      const wanted = batchIntentOf(batch, 1, { holder: PERSON, ...(intent as Partial<BatchIntent>) });
      expect(await count(reserveAll(store, batch, [wanted]))).toEqual([isReserved]);
      expect((await store.listBatchRows(batch.id, 1, { limit: 2 }))[1]?.state).toBe(
        isReserved ? 'ready' : 'already',
      );
      const { open, totals } = (await store.getBatch(batch.id)) ?? batch;
      expect([open, totals.already]).toEqual(isReserved ? [2, 0] : [1, 1]);
    });

    test('is so while it is only reserved, until it is refused', async () => {
      const { store } = under;
      const reserved = await reserve(store, { holder: PERSON });
      const batch = await openSigningOf(store, 2);
      const intents = intentsOf(batch, 2, () => ({ holder: PERSON }));
      expect(await count(reserveAll(store, batch, intents.slice(0, 1)))).toEqual([false]);
      await store.refuseIssuance(reserved.id, {}, auditOf('refused', 'x'));
      // A row that was found to be held stays so: it was counted.
      const log = await store.listAudit({ limit: 100 });
      expect(await count(reserveAll(store, batch, intents.slice(0, 1)))).toEqual([false]);
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      expect(await count(reserveAll(store, batch, intents))).toEqual([false, true]);
      expect(await store.getBatch(batch.id)).toMatchObject({ open: 1, totals: { already: 1 } });
    });

    test('is so no more when it is withdrawn', async () => {
      const { store } = under;
      await issue(store, {}, { holder: PERSON });
      await under.run('update status_entries set is_set = 1');
      const batch = await openSigningOf(store, 1);
      expect(await count(reserveAll(store, batch, [batchIntentOf(batch, 0, { holder: PERSON })]))).toEqual([
        true,
      ]);
    });

    test('is found within one call', async () => {
      const { store } = under;
      const batch = await openSigningOf(store, 4);
      const intents = intentsOf(batch, 4, (i) => ({ holder: PERSON, unlessHeld: i !== 2 }));
      expect(await count(reserveAll(store, batch, intents))).toEqual([true, false, true, false]);
      expect(await store.getBatch(batch.id)).toMatchObject({ open: 2, totals: { already: 2 } });
      expect(await count(reserveAll(store, batch, intents))).toEqual([true, false, true, false]);
      expect(await store.getBatch(batch.id)).toMatchObject({ open: 2, totals: { already: 2 } });
    });
  });
}
