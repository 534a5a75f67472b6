import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import { batchRowKey } from '../../src/store/batch-store.ts';
import type { AuditCheckpoint, AuditEvent } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { auditOf, credentialOf, issue, minutesLater, reserve } from './store-fixtures.ts';

/** Written from the port's words alone, without the code under test. */
export function expectChain(events: readonly AuditEvent[]): void {
  let previousHash = '0'.repeat(64);
  for (const [i, { hash, ...event }] of events.entries()) {
    expect(event.seq).toBe(i + 1);
    expect(event.previousHash).toBe(previousHash);
    const form = canonicalize({ ...event, at: event.at.toISOString() }) ?? '';
    expect(hash).toBe(createHash('sha256').update(form).digest('hex'));
    previousHash = hash;
  }
}

/** Over everything that is there. Nobody checks its signature here. */
async function nextCheckpoint(store: Store): Promise<AuditCheckpoint> {
  const { last } = await store.readAuditHead();
  const before = await store.lastAuditCheckpoint();
  if (last === null) throw new Error('there is an event');
  return { number: (before?.number ?? 0) + 1, ...last, at: minutesLater(1), body: 'a.b.c' };
}

export function auditContract(under: StoreUnderTest): void {
  const readAll = (store: Store) => store.listAudit({ limit: 10_000 });

  describe('the audit log', () => {
    test('keeps events as they were given', async () => {
      const { store } = under;
      const details = { z: 1, a: { nested: [true, null, 1e21, -0.5, 'é🎓\u0000'] }, öl: '' };
      const entry = { ...auditOf('key-rotated', 'did:web:x', minutesLater(1)), details };
      await store.appendAudit(entry);
      await store.appendAudit(auditOf('no-details', 'x'));
      const [, first, second] = await readAll(store);
      expect(first).toMatchObject({ ...entry, seq: 2 });
      expect(second).toMatchObject({ seq: 3, details: {} });
      expectChain(await readAll(store));
    });

    test('has one event for each change', async () => {
      const { store } = under;
      const issuance = await reserve(store);
      const completed = auditOf('credential-issued', issuance.credentialId);
      await store.completeIssuance(issuance.id, credentialOf({ shareId: 's' }), completed);
      await store.turnOffShare('s', minutesLater(1), auditOf('share-turned-off', 's'));
      const actions = (await readAll(store)).map(({ action }) => action);
      expect(actions).toEqual([
        'issuer-saved',
        'credential-reserved',
        'credential-issued',
        'share-turned-off',
      ]);
    });

    test('is one chain without gaps, whoever writes at once', async () => {
      const { store } = under;
      const failing = () => store.appendAudit(auditOf('failing', 'x', new Date(Number.NaN))).catch(() => {});
      await Promise.all(
        Array.from({ length: 60 }, (_, i) =>
          i % 3 === 0 ? store.appendAudit(auditOf('noted', `${i}`)) : i % 3 === 1 ? issue(store) : failing(),
        ),
      );
      const events = await readAll(store);
      expect(events).toHaveLength(1 + 20 + 40);
      expectChain(events);
    });

    test('is paged in order', async () => {
      const { store } = under;
      for (let i = 0; i < 6; i++) await store.appendAudit(auditOf('noted', `${i}`));
      const first = await store.listAudit({ limit: 4 });
      const second = await store.listAudit({ after: first.at(-1)?.seq ?? 0, limit: 4 });
      expect([...first, ...second].map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(await store.listAudit({ after: 7, limit: 4 })).toEqual([]);
    });

    test('is filtered by subject, action and time, and paged within', async () => {
      const { store } = under;
      for (let i = 0; i < 6; i++)
        await store.appendAudit(auditOf(i % 2 === 0 ? 'noted' : 'seen', i < 3 ? 'x' : 'y', minutesLater(i)));
      const seqsOf = async (page: Parameters<Store['listAudit']>[0]) =>
        (await store.listAudit(page)).map(({ seq }) => seq);
      expect(await seqsOf({ subject: 'x', limit: 10 })).toEqual([2, 3, 4]);
      expect(await seqsOf({ subject: 'x', after: 2, limit: 1 })).toEqual([3]);
      expect(await seqsOf({ action: 'seen', limit: 10 })).toEqual([3, 5, 7]);
      expect(await seqsOf({ action: 'seen', subject: 'y', limit: 10 })).toEqual([5, 7]);
      expect(await seqsOf({ since: minutesLater(2), until: minutesLater(4), limit: 10 })).toEqual([4, 5]);
      expect(await seqsOf({ subject: 'none', limit: 10 })).toEqual([]);
      expect(await store.listStoredAudit({ subject: 'x', after: 3, limit: 1 })).toMatchObject([
        { seq: 4, at: minutesLater(2).toISOString(), details: '{}' },
      ]);
    });

    test('says where it stands', async () => {
      const { store } = under;
      await store.appendAudit(auditOf('noted', 'x'));
      const [, last] = await readAll(store);
      expect(await store.readAuditHead()).toEqual({ counter: 2, last: { seq: 2, hash: last?.hash } });
      await under.run('update audit_head set seq = 5');
      expect(await store.readAuditHead()).toMatchObject({ counter: 5, last: { seq: 2 } });
    });

    test('can only be appended to, in the database too', async () => {
      const { store } = under;
      expect(await store.saveAuditCheckpoint(await nextCheckpoint(store), 0)).toBe(true);
      await store.appendAudit(auditOf('noted', 'x'));
      const before = [await readAll(store), await store.listAuditCheckpoints({ limit: 10 })];
      const columns = 'seq, at, actor, action, subject, details, previous_hash, hash';
      for (const statement of [
        "update audit_events set actor = 'nobody'",
        'update audit_events set seq = 9 where seq = 2',
        'delete from audit_events',
        'delete from audit_events where seq = 2',
        "update audit_checkpoints set body = ''",
        'delete from audit_checkpoints',
        ...(store.engine === 'sqlite'
          ? [
              `insert or replace into audit_events (${columns}) values (1, '', '', '', '', '', '', '')`,
              "insert or replace into audit_checkpoints (number, seq, hash, at, body) values (1, 1, '', '', '')",
            ]
          : [
              'truncate audit_events',
              'truncate audit_checkpoints',
              `insert into audit_events (${columns}) values (1, '', '', '', '', '', '', '')
               on conflict (seq) do update set actor = 'nobody'`,
            ]),
      ])
        await expect([statement, await under.run(statement).catch(String)]).toEqual([
          statement,
          expect.stringContaining('append-only'),
        ]);
      expect([await readAll(store), await store.listAuditCheckpoints({ limit: 10 })]).toEqual(before);
    });
  });

  describe('checkpoints of the audit log', () => {
    test('are kept one after the other, by compare-and-swap', async () => {
      const { store } = under;
      expect(await store.lastAuditCheckpoint()).toBeNull();
      const first = await nextCheckpoint(store);
      const all = await Promise.all(Array.from({ length: 8 }, () => store.saveAuditCheckpoint(first, 0)));
      expect(all.filter(Boolean)).toHaveLength(1);
      expect(await store.lastAuditCheckpoint()).toEqual(first);
      // Nothing new, or not the next one.
      expect(await store.saveAuditCheckpoint({ ...first, number: 2 }, 1)).toBe(false);
      await store.appendAudit(auditOf('noted', 'x'));
      const second = await nextCheckpoint(store);
      expect(await store.saveAuditCheckpoint({ ...second, number: 3 }, 1)).toBe(false);
      expect(await store.saveAuditCheckpoint({ ...second, number: 1 }, 0)).toBe(false);
      expect(await store.saveAuditCheckpoint({ ...second, seq: 3 }, 1)).toBe(false);
      expect(await store.saveAuditCheckpoint({ ...second, hash: first.hash }, 1)).toBe(false);
      expect(await store.saveAuditCheckpoint(second, 1)).toBe(true);
      expect(await store.listAuditCheckpoints({ limit: 10 })).toEqual([first, second]);
      expect(await store.listAuditCheckpoints({ after: first.seq, limit: 10 })).toEqual([second]);
      expect(await store.listAuditCheckpoints({ limit: 1 })).toEqual([first]);
      expect(await readAll(store)).toHaveLength(2);
    });

    test('name the batch of a credential that has one', async () => {
      const { store } = under;
      const inBatch = await reserve(store, { idempotencyKey: batchRowKey('b-1', 2, 3) });
      const alone = await reserve(store);
      expect(await store.findBatchOfCredential(inBatch.credentialId)).toBe('b-1');
      expect(await store.findBatchOfCredential(alone.credentialId)).toBeNull();
      expect(await store.findBatchOfCredential('urn:uuid:none')).toBeNull();
    });
  });
}
