import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../src/store/records.ts';
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
  });
}
