import { describe, expect, test } from 'vitest';
import { batchIntentOf, openSigningOf, reserveSome } from './batch-fixtures.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, issue, minutesLater, reserve } from './store-fixtures.ts';

const audit = auditOf('changed', 'x');

export function holdingContract(under: StoreUnderTest): void {
  describe('many holders', () => {
    test('are found in the order of their keys, as each would be alone', async () => {
      const { store } = under;
      const people = [
        { externalId: 'T-1', email: 'shared@example.org', name: 'First' },
        { externalId: 'T-2', email: 'shared@example.org', name: 'Second' },
        { email: 'Alone@Example.org', name: 'Third' },
      ];
      for (const holder of people) await reserve(store, { holder });
      const keys = [
        { email: 'ALONE@example.org' },
        { externalId: 'T-9', email: 'alone@example.org' },
        { externalId: 'T-2' },
        {},
        { email: 'shared@example.org' },
        { externalId: 'T-1' },
        { externalId: 'T-2' },
      ];
      const found = await store.findHolders(keys);
      expect(found.map((holder) => holder?.name ?? null)).toEqual([
        ...['Third', null, 'Second', null, 'First', 'First', 'Second'],
      ]);
      for (const [i, key] of keys.entries()) expect(found[i]).toEqual(await store.findHolder(key));
      expect(await store.findHolders([])).toEqual([]);
    });

    test('have what was issued and reserved for them', async () => {
      const { store } = under;
      const holder = { externalId: 'T-1', name: 'A' };
      const issued = await issue(
        store,
        { holderName: 'María', validUntil: minutesLater(5) },
        { holder, kind: 'full' },
      );
      const reserved = await reserve(store, { holder: { externalId: 'T-2', name: 'B' } });
      const refused = await reserve(store, { holder });
      await store.refuseIssuance(refused.id, {}, audit);
      await reserve(store, { holder, kind: 'other', achievement: null });
      await issue(store, {}, { holder: { externalId: 'T-3', name: 'C' } });
      const ids = [reserved.holderId ?? '', issued.holderId ?? ''];
      const expected = {
        holderId: issued.holderId,
        issuerSlug: '',
        kind: 'full',
        achievement: { code: 'domain-1', version: '1' },
        credentialId: issued.id,
        state: 'issued',
        withdrawn: false,
        holderName: 'María',
        validUntil: minutesLater(5),
      };
      const { list, index } = issued.status ?? { list: 0, index: 0 };
      const other = {
        ...expected,
        holderId: reserved.holderId,
        kind: 'micro',
        credentialId: reserved.credentialId,
        state: 'reserved',
        holderName: null,
        validUntil: null,
      };
      expect(await store.listHoldings(ids)).toEqual([expected, other]);
      await under.run(
        `update status_entries set is_set = 1 where status_list = ${list} and status_list_index = ${index}`,
      );
      expect(await store.listHoldings(ids)).toEqual([{ ...expected, withdrawn: true }, other]);
      expect(await store.listHoldings([])).toEqual([]);
      expect(await store.listHoldings(['nobody'])).toEqual([]);
    });

    test('have their credentials listed together, oldest first', async () => {
      const { store } = under;
      const second = await issue(store, { recordedAt: minutesLater(2) });
      const first = await issue(
        store,
        { recordedAt: minutesLater(1) },
        { holder: { externalId: 'T-2', name: 'B' } },
      );
      await issue(store, {}, { holder: { externalId: 'T-3', name: 'C' } });
      const ids = [second.holderId ?? '', first.holderId ?? '', 'nobody'];
      expect(await store.listCredentialsOfHolders(ids)).toEqual([first, second]);
      expect(await store.listCredentialsOfHolders([])).toEqual([]);
    });
  });

  test('issuances of batches are not listed as unfinished', async () => {
    const { store } = under;
    const batch = await openSigningOf(store, 2);
    await reserveSome(
      store,
      batch,
      [0, 1].map((i) => batchIntentOf(batch, i)),
    );
    const alone = await reserve(store, { idempotencyKey: 'key:batch:1' });
    expect(await store.listUnfinishedIssuances(minutesLater(1), 10)).toEqual([alone]);
  });
}
