import { describe, expect, test } from 'vitest';
import type { StoreUnderTest } from './store-contract.ts';
import {
  auditOf,
  codeOf,
  credentialOf,
  intentOf,
  issue,
  minutesLater,
  NOW,
  reserve,
} from './store-fixtures.ts';

const audit = auditOf('changed', 'x');

export function issuanceContract(under: StoreUnderTest): void {
  describe('reserving', () => {
    test('keeps the whole intent', async () => {
      const intent = intentOf();
      const issuance = await under.store.reserveIssuance(intent, audit);
      const { holder: _holder, needsStatus: _needsStatus, ...kept } = intent;
      expect(issuance).toMatchObject({ ...kept, state: 'reserved', problem: null });
      expect(issuance.status).toEqual({ list: 1, index: expect.any(Number) });
      expect(await under.store.getIssuance(intent.idempotencyKey)).toEqual(issuance);
      expect(await under.store.getIssuance('another')).toBeNull();
    });

    test('again with the same key and request gives the same issuance and changes nothing', async () => {
      const { store } = under;
      const intent = intentOf();
      const first = await store.reserveIssuance(intent, audit);
      const log = await store.listAudit({ limit: 100 });
      const changed = { ...intent, credentialId: 'urn:uuid:another', holder: { name: 'Another' } };
      expect(await store.reserveIssuance(changed, audit)).toEqual(first);
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      expect((await store.getStatusList(1))?.allocated).toBe(1);
    });

    test('with the same key and another request is a conflict', async () => {
      const { store } = under;
      const intent = intentOf();
      await store.reserveIssuance(intent, audit);
      const other = { ...intentOf(), idempotencyKey: intent.idempotencyKey, requestHash: 'b'.repeat(64) };
      expect(await codeOf(store.reserveIssuance(other, audit))).toBe('IDEMPOTENCY_CONFLICT');
    });

    test('with a credential id that is taken is a conflict and changes nothing', async () => {
      const { store } = under;
      const first = await reserve(store);
      const log = await store.listAudit({ limit: 100 });
      const holder = { externalId: 'T-new', name: 'New' };
      const taken = intentOf({ credentialId: first.credentialId, holder });
      expect(await codeOf(store.reserveIssuance(taken, audit))).toBe('CREDENTIAL_ID_CONFLICT');
      expect(await store.getIssuance(taken.idempotencyKey)).toBeNull();
      expect(await store.findHolder({ externalId: 'T-new' })).toBeNull();
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      expect((await store.getStatusList(1))?.allocated).toBe(1);
    });

    test('for an issuer that does not exist is refused', async () => {
      expect(await codeOf(reserve(under.store, { issuerSlug: 'nobody' }))).toBe('ISSUER_UNKNOWN');
    });

    test('by twenty callers with one key at once is one issuance', async () => {
      const { store } = under;
      const intent = intentOf();
      const issuances = await Promise.all(
        Array.from({ length: 20 }, () => store.reserveIssuance(intent, audit)),
      );
      expect(new Set(issuances.map(({ id }) => id)).size).toBe(1);
      expect(new Set(issuances.map(({ status }) => status?.index)).size).toBe(1);
      expect((await store.getStatusList(1))?.allocated).toBe(1);
    });
  });

  describe('completing', () => {
    test('records credential and share and closes the intent', async () => {
      const { store } = under;
      const issuance = await reserve(store);
      const credential = credentialOf({ shareId: 'share-1', validUntil: minutesLater(1), awardedDate: NOW });
      const record = await store.completeIssuance(issuance.id, credential, audit);
      const { shareId: _shareId, ...kept } = credential;
      expect(record).toEqual({
        ...kept,
        id: issuance.credentialId,
        issuerSlug: '',
        kind: 'micro',
        holderId: issuance.holderId,
        achievement: issuance.achievement,
        status: issuance.status,
        hold: null,
        replaces: null,
        renews: null,
        standing: 'in-force',
        replacedBy: null,
      });
      expect(await store.getIssuance(issuance.idempotencyKey)).toEqual({ ...issuance, state: 'issued' });
    });

    test('twice gives what was recorded first', async () => {
      const { store } = under;
      const issuance = await reserve(store);
      const first = await store.completeIssuance(issuance.id, credentialOf({ shareId: 's1' }), audit);
      const log = await store.listAudit({ limit: 100 });
      const again = credentialOf({ body: '{"other":true}', shareId: 's2', recordedAt: minutesLater(9) });
      expect(await store.completeIssuance(issuance.id, again, audit)).toEqual(first);
      expect(await store.getShare('s2')).toBeNull();
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
    });

    test('by ten callers at once records one credential', async () => {
      const { store } = under;
      const issuance = await reserve(store);
      const records = await Promise.all(
        Array.from({ length: 10 }, (_, i) =>
          store.completeIssuance(issuance.id, credentialOf({ body: `{"n":${i}}`, shareId: `s${i}` }), audit),
        ),
      );
      expect(new Set(records.map(({ body }) => body)).size).toBe(1);
      expect(await store.listSharesOfCredential(issuance.credentialId)).toHaveLength(1);
    });

    test('what fails half-way changes nothing', async () => {
      const { store } = under;
      await issue(store, { shareId: 'taken' });
      const issuance = await reserve(store);
      const log = await store.listAudit({ limit: 100 });
      const failing = store.completeIssuance(issuance.id, credentialOf({ shareId: 'taken' }), audit);
      await expect(failing).rejects.toThrow();
      expect(await store.getCredential(issuance.credentialId)).toBeNull();
      expect((await store.getIssuance(issuance.idempotencyKey))?.state).toBe('reserved');
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      const unwritable = auditOf('changed', 'x', new Date(Number.NaN));
      await expect(store.completeIssuance(issuance.id, credentialOf(), unwritable)).rejects.toThrow();
      expect(await store.getCredential(issuance.credentialId)).toBeNull();
    });

    test('works only on an issuance that is reserved', async () => {
      await expect(under.store.completeIssuance('nothing', credentialOf(), audit)).rejects.toThrow();
      const refused = await reserve(under.store);
      await under.store.refuseIssuance(refused.id, {}, audit);
      await expect(under.store.completeIssuance(refused.id, credentialOf(), audit)).rejects.toThrow();
    });
  });

  describe('refusing', () => {
    test('closes the intent, keeps the problem and the index used', async () => {
      const { store } = under;
      const issuance = await reserve(store);
      const problem = { code: 'LINT_FAILED', problems: [{ code: 'x' }] };
      await store.refuseIssuance(issuance.id, problem, audit);
      await store.refuseIssuance(issuance.id, { code: 'later' }, audit);
      const refused = { ...issuance, state: 'refused', problem };
      expect(await store.getIssuance(issuance.idempotencyKey)).toEqual(refused);
      const { idempotencyKey, credentialId } = issuance;
      expect(await store.reserveIssuance(intentOf({ idempotencyKey, credentialId }), audit)).toEqual(refused);
      expect((await store.getStatusList(1))?.allocated).toBe(1);
    });

    test('does not take back a credential', async () => {
      const { store } = under;
      const credential = await issue(store, {}, { idempotencyKey: 'k' });
      const issuance = await store.getIssuance('k');
      await expect(store.refuseIssuance(issuance?.id ?? '', {}, audit)).rejects.toThrow();
      expect(await store.getCredential(credential.id)).toEqual(credential);
      expect(await store.getIssuance('k')).toEqual(issuance);
    });
  });

  test('unfinished intents are listed oldest first, up to a moment', async () => {
    const { store } = under;
    const late = await reserve(store, {}, minutesLater(2));
    const early = await reserve(store, {}, minutesLater(1));
    await reserve(store, {}, minutesLater(3));
    await issue(store);
    const refused = await reserve(store);
    await store.refuseIssuance(refused.id, {}, audit);
    expect(await store.listUnfinishedIssuances(minutesLater(3), 10)).toEqual([early, late]);
    expect(await store.listUnfinishedIssuances(minutesLater(3), 1)).toEqual([early]);
  });
}
