import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NewReceivedRecognition } from '../../src/store/recognition-store.ts';
import type { RecognizedSubject } from '../../src/store/records.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, codeOf, issue, minutesLater, NOW } from './store-fixtures.ts';

const audit = auditOf('changed', 'x');

const COUNTY: RecognizedSubject = {
  kind: 'issuer',
  subjectId: 'did:web:county.example',
  subjectName: 'Sonoma County Office of Education',
  issuerDid: 'did:web:county.example',
  issuerName: 'Sonoma County Office of Education',
};
const BADGE: RecognizedSubject = {
  ...COUNTY,
  kind: 'achievement',
  subjectId: 'https://county.example/achievements/tlms-1?v=1',
  subjectName: 'Domain I',
};

export function recognitionContract(under: StoreUnderTest): void {
  const give = (recognizes: RecognizedSubject, change: { validUntil?: Date | null; body?: string } = {}) =>
    issue(
      under.store,
      { recognizes, holderName: null, ...change },
      { kind: 'other', holder: null, achievement: null },
    );
  const revoke = (id: string, at: Date) =>
    under.store.openStatusOrder(
      {
        id: randomUUID(),
        issuerSlug: '',
        action: 'revoke',
        reason: 'other',
        note: null,
        statement: null,
        effectiveAt: at,
        createdBy: 'cli',
        createdAt: at,
      },
      [id],
      { apply: true },
      () => audit,
    );
  const receivedOf = (change: Partial<NewReceivedRecognition> = {}): NewReceivedRecognition => ({
    ...COUNTY,
    id: `urn:uuid:${randomUUID()}`,
    authorityDid: 'did:web:state.example',
    authorityName: 'State of Zoë 👩🏽‍🏫',
    name: 'Recognition of Sonoma County Office of Education',
    validFrom: NOW,
    validUntil: null,
    body: '{"name":"\\u0000 e\u0301"}',
    receivedAt: NOW,
    ...change,
  });
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  const countEvents = async () => (await under.store.listAudit({ limit: 1_000 })).length;

  describe('recognitions that were given', () => {
    test('are kept with their credentials, and nothing else is one', async () => {
      const { store } = under;
      const other = await issue(store);
      const { id, name, validFrom, validUntil, standing, status, body, recordedAt } = await give(BADGE);
      expect(await store.getRecognition(id)).toEqual({
        ...BADGE,
        ...{ id, name, validFrom, validUntil, standing, status, body, recordedAt },
        issuerSlug: '',
        renews: null,
        replacedBy: null,
      });
      expect(await store.getRecognition(other.id)).toBeNull();
      expect(ids(await store.listRecognitions({ limit: 10 }))).toEqual([id]);
    });

    test('are listed newest first, page by page, by whom or what they recognize', async () => {
      const { store } = under;
      const given: string[] = [];
      for (let i = 0; i < 5; i++) given.unshift((await give(i % 2 ? BADGE : COUNTY)).id);
      const first = await store.listRecognitions({ limit: 3 });
      const rest = await store.listRecognitions({ limit: 3, after: first.at(-1)?.id ?? '' });
      expect(ids([...first, ...rest])).toEqual(given);
      const counts = await Promise.all(
        [
          { kind: 'achievement' as const },
          { subjectId: COUNTY.subjectId },
          { issuerDid: COUNTY.issuerDid },
          { issuerSlug: '' },
          { issuerSlug: 'elsewhere' },
          { issuerDid: 'did:web:nobody.example' },
        ].map(async (filter) => (await store.listRecognitions({ limit: 10 }, filter)).length),
      );
      expect(counts).toEqual([2, 3, 5, 5, 0, 0]);
    });

    test('are over when they end or are revoked, whichever is first', async () => {
      const { store } = under;
      const endless = await give(COUNTY);
      const ended = await give(COUNTY, { validUntil: minutesLater(10) });
      const revoked = await give(COUNTY);
      await revoke(revoked.id, minutesLater(5));
      const listed = async (minutes: number) =>
        ids(await store.listRecognitions({ limit: 10 }, { notOverBefore: minutesLater(minutes) }));
      expect(await listed(0)).toEqual([revoked.id, ended.id, endless.id]);
      expect(await listed(5)).toEqual([revoked.id, ended.id, endless.id]);
      expect(await listed(6)).toEqual([ended.id, endless.id]);
      expect(await listed(11)).toEqual([endless.id]);
      expect(await store.getRecognition(revoked.id)).toMatchObject({ standing: 'revoked' });
    });
  });

  describe('recognitions that were received', () => {
    test('are kept as they came, and kept once', async () => {
      const { store } = under;
      const one = receivedOf();
      expect(await store.saveReceived(one, audit)).toBe('saved');
      const before = await countEvents();
      expect(await store.saveReceived({ ...one, receivedAt: minutesLater(1) }, audit)).toBe('unchanged');
      expect(await countEvents()).toBe(before);
      const kept = { ...one, standing: 'in-force', checkedAt: NOW, droppedAt: null };
      expect(await store.getReceived(one.id)).toEqual(kept);
      expect(await store.listReceived({ limit: 10 })).toEqual([kept]);
      expect(await codeOf(store.saveReceived({ ...one, body: '{}' }, audit))).toBe('CREDENTIAL_ID_CONFLICT');
      expect(await store.getReceived('urn:uuid:nothing')).toBeNull();
    });

    test('of two who keep the same one, one does', async () => {
      const { store } = under;
      const one = receivedOf();
      const outcomes = await Promise.all([1, 2, 3].map(() => store.saveReceived(one, audit)));
      expect(outcomes.sort()).toEqual(['saved', 'unchanged', 'unchanged']);
    });

    test('are in force between their dates, unless revoked, on hold or dropped', async () => {
      const { store } = under;
      const dated = receivedOf({ validFrom: minutesLater(1), validUntil: minutesLater(3) });
      const badge = receivedOf({ ...BADGE });
      const [held, revoked, dropped] = [receivedOf(), receivedOf(), receivedOf()];
      for (const one of [dated, badge, held, revoked, dropped]) await store.saveReceived(one, audit);
      const at = minutesLater(2);
      expect(await store.noteReceivedStanding(held.id, { standing: 'suspended', at }, audit)).toBe(true);
      expect(await store.noteReceivedStanding(revoked.id, { standing: 'revoked', at }, audit)).toBe(true);
      expect(await store.dropReceived(dropped.id, at, audit)).toBe(true);
      const inForce = async (minutes: number, more = {}) =>
        ids(await store.listReceived({ limit: 10 }, { inForceAt: minutesLater(minutes), ...more }));
      expect(await inForce(0)).toEqual([badge.id]);
      expect(await inForce(1)).toEqual([badge.id, dated.id]);
      expect(await inForce(3)).toEqual([badge.id]);
      expect(await inForce(1, { kind: 'issuer' })).toEqual([dated.id]);
      expect(await inForce(1, { subjectId: BADGE.subjectId })).toEqual([badge.id]);
      expect(await inForce(1, { issuerDid: 'did:web:nobody.example' })).toEqual([]);
      expect(ids(await store.listReceived({ limit: 10 }))).not.toContain(dropped.id);
      expect(ids(await store.listReceived({ limit: 10 }, { withDropped: true }))).toContain(dropped.id);
    });

    test('change their standing once each time, and never after being revoked', async () => {
      const { store } = under;
      const one = receivedOf();
      await store.saveReceived(one, audit);
      const note = (standing: 'in-force' | 'suspended' | 'revoked', minutes: number) =>
        store.noteReceivedStanding(one.id, { standing, at: minutesLater(minutes) }, audit);
      const before = await countEvents();
      expect(await note('in-force', 1)).toBe(false);
      expect(await store.getReceived(one.id)).toMatchObject({ checkedAt: minutesLater(1) });
      expect(await countEvents()).toBe(before);
      expect([await note('suspended', 2), await note('in-force', 3), await note('revoked', 4)]).toEqual([
        true,
        true,
        true,
      ]);
      expect(await note('in-force', 5)).toBe(false);
      expect(await store.getReceived(one.id)).toMatchObject({ standing: 'revoked' });
      expect(await countEvents()).toBe(before + 3);
    });

    test('are dropped once, stay readable, and count again when they are received again', async () => {
      const { store } = under;
      const one = receivedOf();
      await store.saveReceived(one, audit);
      expect(await store.dropReceived(one.id, minutesLater(1), audit)).toBe(true);
      const before = await countEvents();
      expect(await store.dropReceived(one.id, minutesLater(2), audit)).toBe(false);
      expect(await store.dropReceived('urn:uuid:nothing', NOW, audit)).toBe(false);
      expect(await countEvents()).toBe(before);
      expect(await store.getReceived(one.id)).toMatchObject({ droppedAt: minutesLater(1), body: one.body });
      expect(await store.saveReceived(one, audit)).toBe('saved');
      expect(await store.getReceived(one.id)).toMatchObject({ droppedAt: null });
    });

    test('are paged newest first', async () => {
      const { store } = under;
      const all = Array.from({ length: 5 }, () => receivedOf());
      for (const one of all) await store.saveReceived(one, audit);
      const first = await store.listReceived({ limit: 3 });
      const rest = await store.listReceived({ limit: 3, after: first.at(-1)?.id ?? '' });
      expect(ids([...first, ...rest])).toEqual(ids(all).reverse());
    });
  });
}
