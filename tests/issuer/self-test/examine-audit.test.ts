import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkpointAudit } from '../../../src/issuer/audit/checkpoint-audit.ts';
import { examineAudit } from '../../../src/issuer/self-test/examine-audit.ts';
import { type AuditInstance, openAuditInstance } from '../../support/audit-instances.ts';
import { ENGINES } from '../../support/engines.ts';
import { auditOf } from '../../support/store-fixtures.ts';

describe.each(ENGINES)('the audit log in a self-test on %s', (engine) => {
  let instance: AuditInstance;
  beforeEach(async () => {
    instance = await openAuditInstance(engine);
    await note(3);
    await checkpointAudit(instance.issuing);
    await note(2);
  });
  afterEach(() => instance.close());

  async function note(events: number): Promise<number> {
    const { store } = instance.issuing;
    for (let i = 0; i < events; i++)
      await store.appendAudit({ ...auditOf('noted', `x${i}`, instance.clock.now), details: { i } });
    return (await store.readAuditHead()).counter;
  }
  const change = (seq: number) => instance.tamper(`update audit_events set actor = 'x' where seq = ${seq}`);
  /** Which events were read, at the least. */
  function watchReading(): () => number {
    const { store } = instance.issuing;
    const { listStoredAudit } = store;
    let first = Number.POSITIVE_INFINITY;
    store.listStoredAudit = async (page) => {
      const events = await listStoredAudit(page);
      if (page.limit > 1) first = Math.min(first, ...events.map(({ seq }) => seq));
      return events;
    };
    return () => first;
  }

  it('is followed from the last checkpoint that agreed, and from there on the next time', async () => {
    const covered = (await instance.issuing.store.lastAuditCheckpoint())?.seq ?? 0;
    const first = await examineAudit(instance.issuing, null);
    expect(first.examination).toMatchObject({ subject: 'audit log', outcome: 'ok' });
    expect(first.position).toMatchObject({ seq: covered, checkpoint: 1 });
    await note(2);
    const covers = (await checkpointAudit(instance.issuing))?.seq;
    await note(1);
    const firstRead = watchReading();
    const second = await examineAudit(instance.issuing, first.position);
    expect(second.examination).toMatchObject({ outcome: 'ok', detail: expect.stringContaining('5 are new') });
    expect(firstRead()).toBe(covered + 1);
    expect(second.position).toMatchObject({ seq: covers, checkpoint: 2 });
    // Nothing new, and no new checkpoint.
    const third = await examineAudit(instance.issuing, second.position);
    expect(third).toMatchObject({ examination: { outcome: 'ok' }, position: second.position });
  });

  it('names an event that was changed, and what comes next is followed as a whole', async () => {
    const { position } = await examineAudit(instance.issuing, null);
    const last = await note(1);
    await change(last - 1);
    const found = await examineAudit(instance.issuing, position);
    expect(found).toMatchObject({ examination: { outcome: 'failing' }, position: null });
    expect(found.examination.detail).toContain(`Event ${last - 1} `);
  });

  it('names an event that was changed before the checkpoint: from there the whole log is followed', async () => {
    const { position } = await examineAudit(instance.issuing, null);
    if (position === null) throw new Error('a checkpoint agreed');
    await change(position.seq);
    const found = await examineAudit(instance.issuing, position);
    expect(found.examination).toMatchObject({ outcome: 'failing' });
    expect(found.examination.detail).toContain(`Event ${position.seq} `);
    expect((await examineAudit(instance.issuing, null)).examination.outcome).toBe('failing');
  });

  it('finds a tail that is missing, a checkpoint that was taken away, and one that does not count', async () => {
    const { position } = await examineAudit(instance.issuing, null);
    const last = await note(2);
    await checkpointAudit(instance.issuing);
    await note(1);
    await checkpointAudit(instance.issuing);
    const examine = async () => (await examineAudit(instance.issuing, position)).examination;
    expect((await examine()).outcome).toBe('ok');
    await instance.tamper('delete from audit_checkpoints where number = 2');
    expect((await examine()).detail).toContain('Checkpoint 2 is missing');
    await instance.tamper(`update audit_checkpoints set body = 'x' where number = 3`);
    expect((await examine()).detail).toContain('Checkpoint 3');
    await instance.tamper(`delete from audit_events where seq > ${last}`);
    expect((await examine()).detail).toContain(`event ${last + 1}`);
  });

  it('ends when it is told to', async () => {
    const ending = AbortSignal.abort(new Error('over'));
    await expect(examineAudit(instance.issuing, null, ending)).rejects.toThrow('over');
  });
});
