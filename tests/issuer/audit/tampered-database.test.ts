import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkpointAudit } from '../../../src/issuer/audit/checkpoint-audit.ts';
import { retireKey, rotateKey } from '../../../src/issuer/keys/rotate-key.ts';
import { hashAuditEvent } from '../../../src/store/audit-chain.ts';
import type { AuditEvent } from '../../../src/store/records.ts';
import { type AuditInstance, openAuditInstance } from '../../support/audit-instances.ts';
import { ENGINES } from '../../support/engines.ts';
import { auditOf, codeOf } from '../../support/store-fixtures.ts';

describe.each(ENGINES)('tampering with the database is found on %s', (engine) => {
  let instance: AuditInstance;
  let first: number;

  /** Ten events, a checkpoint after the fourth and the eighth of them. */
  beforeEach(async () => {
    instance = await openAuditInstance(engine);
    const { store } = instance.issuing;
    first = (await store.readAuditHead()).counter + 1;
    for (let i = 1; i <= 10; i++) {
      await store.appendAudit({ ...auditOf('noted', `x${i}`, instance.clock.now), details: { i } });
      if (i % 4 === 0) await checkpointAudit(instance.issuing);
    }
    expect(await instance.verify()).toMatchObject({ isWhole: true, checkpoints: 2, signatures: 'checked' });
  });
  afterEach(() => instance.close());

  const seqOf = (i: number) => first + i - 1;
  const findings = async () => {
    const { isWhole, findings } = await instance.verify();
    expect(isWhole).toBe(false);
    return findings.map(({ code, seq, lastSeq, checkpoint }) => ({
      code,
      ...(seq === undefined ? {} : { seq }),
      ...(lastSeq === undefined ? {} : { lastSeq }),
      ...(checkpoint === undefined ? {} : { checkpoint }),
    }));
  };

  test.each([
    ['at', "'2020-01-01T00:00:00.000Z'"],
    ['at', "'never'"],
    ['actor', "'nobody'"],
    ['action', "'denied'"],
    ['subject', "'y'"],
    ['details', `'{"i":6}'`],
    ['details', `'{"i": 5}'`],
    ['details', "'{'"],
    ['previous_hash', `'${'0'.repeat(64)}'`],
  ])('an event whose %s became %s', async (column, value) => {
    await instance.tamper(`update audit_events set ${column} = ${value} where seq = ${seqOf(5)}`);
    expect(await findings()).toContainEqual({ code: 'event-changed', seq: seqOf(5) });
  });

  test('an event that was deleted', async () => {
    await instance.tamper(`delete from audit_events where seq = ${seqOf(5)}`);
    expect(await findings()).toEqual([{ code: 'event-missing', seq: seqOf(5) }]);
  });

  test('an event that was deleted, the others moved up and the counter set back', async () => {
    const up = [6, 7, 8, 9, 10].map(
      (i) => `update audit_events set seq = ${seqOf(i) - 1} where seq = ${seqOf(i)}`,
    );
    await instance.tamper(
      `delete from audit_events where seq = ${seqOf(5)}`,
      ...up,
      'update audit_head set seq = seq - 1',
    );
    expect(await findings()).toContainEqual({ code: 'event-changed', seq: seqOf(5) });
  });

  test('two events that changed places', async () => {
    await instance.tamper(
      `update audit_events set seq = 1000 where seq = ${seqOf(5)}`,
      `update audit_events set seq = ${seqOf(5)} where seq = ${seqOf(7)}`,
      `update audit_events set seq = ${seqOf(7)} where seq = 1000`,
    );
    expect(await findings()).toEqual(
      expect.arrayContaining([
        { code: 'event-changed', seq: seqOf(5) },
        { code: 'event-changed', seq: seqOf(7) },
      ]),
    );
  });

  test('an event that was put in twice', async () => {
    await instance.tamper(
      `insert into audit_events select ${seqOf(11)}, at, actor, action, subject, details, previous_hash, hash
       from audit_events where seq = ${seqOf(5)}`,
    );
    expect(await findings()).toEqual(
      expect.arrayContaining([
        { code: 'event-changed', seq: seqOf(11) },
        { code: 'counter-behind', seq: seqOf(11) },
      ]),
    );
  });

  test('a tail that was cut off', async () => {
    await instance.tamper(`delete from audit_events where seq > ${seqOf(9)}`);
    expect(await findings()).toEqual([{ code: 'tail-missing', seq: seqOf(10) }]);
  });

  test('a tail that was cut off with the counter, though not with its checkpoint', async () => {
    const last = seqOf(6);
    await instance.tamper(
      `delete from audit_events where seq > ${last}`,
      `update audit_head set seq = ${last}`,
    );
    expect(await findings()).toEqual([{ code: 'tail-missing', seq: seqOf(7), lastSeq: seqOf(8) }]);
    // Nothing is signed over it, now or when the log has grown past the checkpoint.
    expect(await codeOf(checkpointAudit(instance.issuing))).toBe('AUDIT_NOT_WHOLE');
    const { store } = instance.issuing;
    for (let i = 0; i < 4; i++) await store.appendAudit(auditOf('noted', 'later', instance.clock.now));
    expect(await codeOf(checkpointAudit(instance.issuing))).toBe('AUDIT_NOT_WHOLE');
    expect(await findings()).toEqual([
      { code: 'history-rewritten', seq: seqOf(5), lastSeq: seqOf(8), checkpoint: 2 },
    ]);
  });

  test('history that was rewritten with all its hashes', async () => {
    const { store } = instance.issuing;
    const events = await store.listAudit({ after: seqOf(5), limit: 100 });
    await instance.tamper(...rewrite(events));
    expect((await store.listAudit({ after: seqOf(5), limit: 1 }))[0]?.actor).toBe('nobody');
    expect(await findings()).toEqual([
      { code: 'history-rewritten', seq: seqOf(5), lastSeq: seqOf(8), checkpoint: 2 },
    ]);
  });

  test('checkpoints that were changed or deleted', async () => {
    await instance.tamper(`update audit_checkpoints set hash = '${'f'.repeat(64)}' where number = 1`);
    expect(await findings()).toEqual([{ code: 'checkpoint-changed', seq: seqOf(4), checkpoint: 1 }]);
    await instance.tamper('delete from audit_checkpoints where number = 1');
    expect(await findings()).toEqual([{ code: 'checkpoint-missing', checkpoint: 1 }]);
  });

  test('a gap is not signed over', async () => {
    await instance.tamper(`delete from audit_events where seq = ${seqOf(9)}`);
    expect(await codeOf(checkpointAudit(instance.issuing))).toBe('AUDIT_NOT_WHOLE');
    expect(await instance.issuing.store.listAuditCheckpoints({ limit: 10 })).toHaveLength(2);
  });

  test('and a retired key’s checkpoints still count', async () => {
    const { issuing, keys } = instance;
    const root = await issuing.store.findIssuer('');
    const { publicKeyMultibase: old } = await issuing.signers.signerOf(root?.did ?? '');
    await rotateKey(issuing, keys, { issuer: '', leadMs: 0, actor: 'test' });
    await retireKey(issuing, keys, old, { expires: false, actor: 'test' });
    expect(await checkpointAudit(issuing)).toMatchObject({ number: 3 });
    expect((await issuing.signers.signerOf(root?.did ?? '')).publicKeyMultibase).not.toBe(old);
    expect(await instance.verify()).toMatchObject({ isWhole: true, lastCheckpoint: { number: 3 } });
    expect(await checkpointAudit(issuing)).toBeNull();
  });
});

/** Statements that give these events another actor and every hash that follows from it. */
function rewrite(events: readonly AuditEvent[]): string[] {
  let previousHash = events[0]?.previousHash ?? '';
  return events.map(({ hash: _hash, ...event }) => {
    const forged = { ...event, actor: 'nobody', previousHash };
    previousHash = hashAuditEvent(forged);
    return `update audit_events set actor = 'nobody', previous_hash = '${forged.previousHash}', hash = '${previousHash}' where seq = ${event.seq}`;
  });
}
