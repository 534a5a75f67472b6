import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, codeOf, credentialOf, issue, minutesLater, reserve } from './store-fixtures.ts';

const OTHER = { kind: 'other', holder: null, achievement: null } as const;

export function recordContract(under: StoreUnderTest): void {
  describe('full records', () => {
    test('are known by their full credential, the newest first, and by themselves', async () => {
      const { store } = under;
      const full = await issue(store, {}, { kind: 'full' });
      const other = await issue(store, {}, { kind: 'full' });
      expect(await store.listRecordsOfFull(full.id)).toEqual([]);
      const first = await issue(store, { recordOf: full.id, shareId: 'a'.repeat(16) }, OTHER);
      const second = await issue(store, { recordOf: full.id, recordedAt: minutesLater(1) }, OTHER);
      expect(await store.listRecordsOfFull(full.id)).toEqual([second, first]);
      expect(await store.listRecordsOfFull(other.id)).toEqual([]);
      expect(await store.findFullOfRecord(first.id)).toBe(full.id);
      for (const id of [full.id, other.id, 'urn:uuid:nobody'])
        expect(await store.findFullOfRecord(id)).toBeNull();
    });

    test('are recorded once, and survive', async () => {
      const full = await issue(under.store, {}, { kind: 'full' });
      const issuance = await reserve(under.store, OTHER);
      const complete = () =>
        under.store.completeIssuance(
          issuance.id,
          credentialOf({ recordOf: full.id }),
          auditOf('credential-issued', issuance.credentialId),
        );
      const record = await complete();
      expect(await complete()).toEqual(record);
      const store = await under.reopen();
      expect(await store.listRecordsOfFull(full.id)).toEqual([record]);
    });

    test('of a credential that is not there leave nothing', async () => {
      const { store } = under;
      const issuance = await reserve(store, OTHER);
      const before = await store.listAudit({ limit: 100 });
      const completed = store.completeIssuance(
        issuance.id,
        credentialOf({ recordOf: 'urn:uuid:nobody' }),
        auditOf('credential-issued', issuance.credentialId),
      );
      expect(await codeOf(completed)).not.toBe('resolved');
      expect(await store.getCredential(issuance.credentialId)).toBeNull();
      expect(await store.listAudit({ limit: 100 })).toEqual(before);
    });
  });
}
