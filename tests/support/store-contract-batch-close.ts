import { describe, expect, test } from 'vitest';
import type { IssuanceClosing } from '../../src/store/batch-store.ts';
import type { Issuance } from '../../src/store/records.ts';
import {
  batchIntentOf,
  closeAll,
  issuedOf,
  openSigningOf,
  refusedOf,
  reserveSome,
} from './batch-fixtures.ts';
import type { StoreUnderTest } from './store-contract.ts';
import { expectChain } from './store-contract-audit.ts';
import { auditOf, credentialOf, minutesLater, NOW } from './store-fixtures.ts';

export function batchCloseContract(under: StoreUnderTest): void {
  async function openReserved(count: number) {
    const { store } = under;
    const batch = await openSigningOf(store, count);
    const intents = Array.from({ length: count }, (_, i) => batchIntentOf(batch, i));
    const issuances = await reserveSome(store, batch, intents);
    const one = (i: number): Issuance => {
      const issuance = issuances[i];
      if (!issuance) throw new Error('it is reserved');
      return issuance;
    };
    return { store, batch, issuances, one };
  }

  describe('closing many', () => {
    test('records credentials, links and refusals, and counts them', async () => {
      const { store, batch, one } = await openReserved(4);
      const body = `{"é":"🎓 \\"quoted\\" \\\\ \\u0000 \u2028 {},","long":"${'x𐍈'.repeat(20_000)}"}`;
      const credential = credentialOf({
        body,
        shareId: 'share-1',
        validUntil: minutesLater(1),
        awardedDate: NOW,
        holderName: null,
      });
      const log = await store.listAudit({ limit: 100 });
      const after = await closeAll(store, batch.id, [
        { issuanceId: one(0).id, credential, fellBack: true },
        refusedOf(one(2)),
        issuedOf(one(1), { shareId: null }),
      ]);
      const totals = { issued: 2, refused: 1, already: 0, fallBacks: 1 };
      expect(after).toEqual({ ...batch, open: 1, totals });
      expect(await store.getBatch(batch.id)).toEqual(after);

      const { shareId: _shareId, ...kept } = credential;
      const { credentialId, holderId, achievement, status, idempotencyKey } = one(0);
      const record = await store.getCredential(credentialId);
      expect(record?.body === body).toBe(true);
      expect(record).toEqual({
        ...kept,
        id: credentialId,
        issuerSlug: '',
        kind: 'micro',
        holderId,
        achievement,
        status,
        hold: null,
        replaces: null,
        renews: null,
        standing: 'in-force',
        replacedBy: null,
      });
      expect((await store.getShare('share-1'))?.credential).toEqual(record);
      expect(await store.listSharesOfCredential(one(1).credentialId)).toEqual([]);
      expect(await store.getIssuance(idempotencyKey)).toEqual({ ...one(0), state: 'issued' });
      const problem = { code: 'LINT_FAILED', nul: '\u0000' };
      expect(await store.getIssuance(one(2).idempotencyKey)).toEqual({
        ...one(2),
        state: 'refused',
        problem,
      });
      expect(await store.getCredential(one(2).credentialId)).toBeNull();
      expect(await store.getIssuance(one(3).idempotencyKey)).toEqual(one(3));
      const events = await store.listAudit({ limit: 100 });
      expect(events.slice(log.length)).toMatchObject([
        {
          details: {
            closed: [
              `issued ${credentialId}`,
              `refused ${one(2).credentialId}`,
              `issued ${one(1).credentialId}`,
            ],
          },
        },
      ]);
      expectChain(events);
    });

    test('leaves what is closed as it is and counts it once', async () => {
      const { store, batch, one } = await openReserved(3);
      const first = await closeAll(store, batch.id, [issuedOf(one(0)), refusedOf(one(1))]);
      const log = await store.listAudit({ limit: 100 });
      const again: IssuanceClosing[] = [refusedOf(one(0)), issuedOf(one(1))];
      expect(await closeAll(store, batch.id, again)).toEqual(first);
      expect(await closeAll(store, batch.id, [])).toEqual(first);
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      expect((await store.getIssuance(one(0).idempotencyKey))?.state).toBe('issued');
      expect(await store.getCredential(one(1).credentialId)).toBeNull();
      const other = credentialOf({ body: '{"other":true}', shareId: 'other' });
      const last = await closeAll(store, batch.id, [
        { issuanceId: one(0).id, credential: other, fellBack: true },
        issuedOf(one(2)),
        issuedOf(one(2)),
      ]);
      expect(last).toMatchObject({ open: 0, totals: { issued: 2, refused: 1, fallBacks: 0 } });
      expect(await store.getShare('other')).toBeNull();
    });

    test('works whatever the batch’s state is', async () => {
      const { store, batch, one } = await openReserved(1);
      const to = { state: 'failed', problem: {}, at: NOW } as const;
      await store.moveBatch(batch.id, ['signing'], to, auditOf('batch-failed', batch.id));
      const after = await closeAll(store, batch.id, [issuedOf(one(0))]);
      expect(after).toMatchObject({ state: 'failed', open: 0, totals: { issued: 1 } });
    });

    test('that fails half-way changes nothing', async () => {
      const { store, batch, one } = await openReserved(4);
      await closeAll(store, batch.id, [issuedOf(one(0), { shareId: 'taken' })]);
      const before = await store.getBatch(batch.id);
      const log = await store.listAudit({ limit: 100 });
      const failing: IssuanceClosing[][] = [
        [issuedOf(one(1)), issuedOf(one(2), { shareId: 'taken' })],
        [issuedOf(one(1)), { issuanceId: 'nothing', problem: {} }],
        [refusedOf(one(1)), issuedOf(one(2), { recordedAt: new Date(Number.NaN) })],
      ];
      for (const closings of failing) await expect(closeAll(store, batch.id, closings)).rejects.toThrow();
      await expect(closeAll(store, 'nothing', [issuedOf(one(1))])).rejects.toThrow();
      expect(await store.getBatch(batch.id)).toEqual(before);
      expect(await store.listAudit({ limit: 100 })).toEqual(log);
      for (const i of [1, 2]) {
        expect(await store.getIssuance(one(i).idempotencyKey)).toEqual(one(i));
        expect(await store.getCredential(one(i).credentialId)).toBeNull();
      }
    });

    test('by many at once, in any order, records each once', async () => {
      const { store, batch, issuances } = await openReserved(40);
      const shuffled = (by: number) =>
        issuances
          .toSorted((a, b) => (a.id.slice(-4 - by) < b.id.slice(-4 - by) ? -1 : 1))
          .slice(0, 30)
          .map((issuance, i) =>
            (i + by) % 3 === 0
              ? refusedOf(issuance)
              : issuedOf(issuance, { shareId: `${by} ${issuance.id}` }),
          );
      await Promise.all([
        ...Array.from({ length: 8 }, (_, by) => closeAll(store, batch.id, shuffled(by))),
        store.beginBatchPhase(batch.id, 0, 0),
      ]);
      const counted = await store.countBatchRows(batch.id, 1);
      expect(await store.getBatch(batch.id)).toMatchObject({
        open: counted.reserved,
        totals: { issued: counted.issued, refused: counted.refused },
      });
      expect(await store.listCredentials({ limit: 100 })).toHaveLength(counted.issued);
      const rows = await store.listBatchRows(batch.id, 1, { limit: 100, outcomes: ['issued'] });
      expect(rows).toHaveLength(counted.issued);
      const log = await store.listAudit({ limit: 100 });
      const closed = log.flatMap(({ details }) => details['closed'] ?? []);
      expect(closed).toHaveLength(counted.issued + counted.refused);
      expectChain(log);
    });
  });
}
