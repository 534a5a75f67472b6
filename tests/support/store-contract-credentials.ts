import { describe, expect, test } from 'vitest';
import type { CredentialRecord } from '../../src/store/records.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, issue, minutesLater, NOW } from './store-fixtures.ts';

const audit = auditOf('changed', 'x');

export function credentialContract(under: StoreUnderTest): void {
  describe('credentials', () => {
    test('are kept byte for byte', async () => {
      const { store } = under;
      const body = `{"name":"Zoë 👩🏽‍🏫 \\u0000 عائشة e\u0301 \u2028","long":"${'x𐍈'.repeat(200_000)}"}`;
      const name = '𝓝'.repeat(20_000);
      const { id } = await issue(store, { body, name, holderName: null });
      const stored = await store.getCredential(id);
      expect(stored?.body === body).toBe(true);
      expect(stored?.name === name).toBe(true);
      expect(stored?.holderName).toBeNull();
      expect(await store.getCredential('urn:uuid:nothing')).toBeNull();
    });

    test('keep times to the millisecond, near and far', async () => {
      const times = {
        validFrom: new Date('1969-12-31T23:59:59.999Z'),
        validUntil: new Date('9999-12-31T23:59:59.999Z'),
        awardedDate: new Date('2025-03-30T01:30:00.001Z'),
      };
      const { id } = await issue(under.store, times);
      expect(await under.store.getCredential(id)).toMatchObject(times);
    });

    test('of a holder are listed oldest first', async () => {
      const { store } = under;
      const second = await issue(store, { recordedAt: minutesLater(2) });
      const first = await issue(store, { recordedAt: minutesLater(1) });
      const third = await issue(store, { recordedAt: minutesLater(2) });
      await issue(store, {}, { holder: { name: 'Another' } });
      const holderId = first.holderId ?? '';
      expect(await store.listCredentialsOfHolder(holderId)).toEqual([first, second, third]);
      expect(await store.listCredentialsOfHolder('nobody')).toEqual([]);
    });

    test('are paged newest first, without gap or double, also within one moment', async () => {
      const { store } = under;
      const issued: CredentialRecord[] = [];
      for (let i = 0; i < 11; i++)
        issued.push(await issue(store, { recordedAt: minutesLater(Math.floor(i / 4)) }));
      const paged: CredentialRecord[] = [];
      for (;;) {
        const after = paged.at(-1)?.id;
        const page = await store.listCredentials({ limit: 3, ...(after === undefined ? {} : { after }) });
        if (page.length === 0) break;
        paged.push(...page);
      }
      expect(paged).toEqual(issued.reverse());
    });
  });

  describe('share links', () => {
    test('lead to their credential until they are turned off, for good', async () => {
      const { store } = under;
      const credential = await issue(store, { shareId: 'share-1' });
      const share = { id: 'share-1', credentialId: credential.id, createdAt: NOW, turnedOffAt: null };
      expect(await store.getShare('share-1')).toEqual({ share, credential });
      expect(await store.turnOffShare('share-1', minutesLater(1), audit)).toBe(true);
      const log = await store.listAudit({ limit: 100 });
      expect(await store.turnOffShare('share-1', minutesLater(2), audit)).toBe(false);
      expect(await store.turnOffShare('nothing', minutesLater(2), audit)).toBe(false);
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      const turnedOff = { ...share, turnedOffAt: minutesLater(1) };
      expect(await store.getShare('share-1')).toEqual({ share: turnedOff, credential });
      expect(await store.listSharesOfCredential(credential.id)).toEqual([turnedOff]);
      expect(await store.getShare('nothing')).toBeNull();
      expect(await store.listSharesOfCredential('nothing')).toEqual([]);
    });

    test('are turned off once by many callers', async () => {
      const { store } = under;
      await issue(store, { shareId: 'share-1' });
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => store.turnOffShare('share-1', NOW, audit)),
      );
      expect(outcomes.filter(Boolean)).toHaveLength(1);
    });
  });

  test('tokens are found by their hash and can be revoked', async () => {
    const { store } = under;
    const token = {
      sha256: 'f'.repeat(64),
      name: 'roster import',
      scopes: ['issue', 'read'],
      createdAt: NOW,
      revokedAt: null,
    };
    await store.saveToken(token, audit);
    expect(await store.findToken(token.sha256)).toEqual(token);
    const revoked = { ...token, revokedAt: minutesLater(1) };
    await store.saveToken(revoked, audit);
    expect(await store.findToken(token.sha256)).toEqual(revoked);
    expect(await store.findToken('0'.repeat(64))).toBeNull();
    expect(await store.listTokens()).toEqual([revoked]);
  });
}
