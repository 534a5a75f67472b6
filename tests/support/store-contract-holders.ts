import { describe, expect, test } from 'vitest';
import type { HolderKey } from '../../src/store/records.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { NOW, reserve } from './store-fixtures.ts';

export function holderContract(under: StoreUnderTest): void {
  const holderOf = async (key: HolderKey, name = 'María Hernández') => {
    const { holderId } = await reserve(under.store, { holder: { ...key, name } });
    return holderId;
  };

  describe('holders', () => {
    test('are known by external id first', async () => {
      const id = await holderOf({ externalId: 'T-1', email: 'maria@example.org' });
      expect(await holderOf({ externalId: 'T-1', email: 'other@example.org' }, 'Maria H.')).toBe(id);
      expect(await holderOf({ externalId: 'T-2', email: 'maria@example.org' })).not.toBe(id);
      expect(await under.store.findHolder({ externalId: 'T-1' })).toEqual({
        id,
        externalId: 'T-1',
        email: 'maria@example.org',
        name: 'María Hernández',
        createdAt: NOW,
      });
      expect(await under.store.findHolder({ externalId: 't-1' })).toBeNull();
    });

    test('are known by address, whatever its case', async () => {
      const id = await holderOf({ email: ' Maria@Example.org ' });
      expect(await holderOf({ email: 'mARIA@example.ORG' })).toBe(id);
      expect((await under.store.findHolder({ email: '\tMARIA@EXAMPLE.ORG' }))?.id).toBe(id);
      expect(await under.store.findHolder({ email: 'mario@example.org' })).toBeNull();
      expect(await under.store.findHolder({ externalId: 'T-1', email: 'maria@example.org' })).toBeNull();
    });

    test('with an external id are found by their address too; the first of several, always', async () => {
      const first = await holderOf({ externalId: 'T-1', email: 'shared@example.org' });
      await holderOf({ externalId: 'T-2', email: 'shared@example.org' });
      expect((await under.store.findHolder({ email: 'shared@example.org' }))?.id).toBe(first);
      expect(await holderOf({ email: 'Shared@example.org' })).toBe(first);
    });

    test('known by name alone are new each time; blank is absent', async () => {
      const ids = [await holderOf({}), await holderOf({}), await holderOf({ email: ' ', externalId: '' })];
      expect(new Set(ids).size).toBe(3);
      expect(await under.store.findHolder({})).toBeNull();
      expect(await under.store.findHolder({ email: '  ' })).toBeNull();
    });

    test('that many callers name at once are created once', async () => {
      for (const key of [{ email: 'at-once@example.org' }, { externalId: 'T-9' }]) {
        const ids = await Promise.all(Array.from({ length: 20 }, () => holderOf(key)));
        expect(new Set(ids).size).toBe(1);
      }
    });

    test('are read by id, names as they were given', async () => {
      const name = `${'Ngũgĩ '.repeat(500)}👩🏽‍🏫 عائشة`;
      const id = await holderOf({ externalId: 'T-1' }, name);
      expect((await under.store.getHolder(id ?? ''))?.name).toBe(name);
      expect(await under.store.getHolder('nobody')).toBeNull();
    });

    test('are none where the intent names none', async () => {
      const issuance = await reserve(under.store, { kind: 'other', holder: null, achievement: null });
      expect(issuance).toMatchObject({ kind: 'other', holderId: null, achievement: null });
    });
  });
}
