import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approveBatch } from '../../src/issuer/batch/move-batch.ts';
import { waitUntil } from '../support/run-cli.ts';
import { type County, findBatch, foundCounty, longRoster } from './batch-material.ts';

/** Seconds of work for one thread, so that there is a middle of it. */
const MANY = 1_000;

let county: County;
beforeAll(async () => {
  county = await foundCounty();
});
afterAll(() => county.close());

/** A run with one thread that has signed something and not everything. */
async function startRun(name: string) {
  const file = await county.write(name, longRoster(name, MANY));
  const running = county.start(['batch', 'run', file, '--yes', '--workers', '1']);
  await waitUntil(running, async () => {
    const batch = await findBatch(county, name).catch(() => null);
    return (batch?.totals.issued ?? 0) > 0;
  });
  return { file, running };
}

async function countSigned(name: string): Promise<number> {
  const { id, revision } = await findBatch(county, name);
  return (await county.store.countBatchRows(id, revision)).issued;
}

describe('a run that does not get to its end', () => {
  it('is gone on with by the same command after kill -9, and nothing is signed twice', async () => {
    const { file, running } = await startRun('killed.csv');
    await running.kill('SIGKILL');
    const before = await countSigned('killed.csv');
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(MANY);
    expect((await findBatch(county, 'killed.csv')).state).toBe('signing');
    const again = await county.lectern(['batch', 'run', file, '--yes']);
    expect([again.code, again.stdout.split('\n')[0]]).toEqual([0, `${MANY} signed`]);
    const { id, revision } = await findBatch(county, 'killed.csv');
    const ids = new Set<string>();
    for (let after: number | undefined, rows = 1; rows > 0; ) {
      const page = await county.store.listBatchRows(id, revision, {
        limit: 500,
        ...(after === undefined ? {} : { after }),
      });
      for (const { shareId } of page) if (shareId !== null) ids.add(shareId);
      after = page.at(-1)?.position;
      rows = page.length;
    }
    expect(ids.size).toBe(MANY);
    const audit = await county.store.listAudit({ limit: 10_000 });
    const named = audit
      .filter(({ action }) => action === 'batch-credentials-issued')
      .flatMap(({ details }) => (details?.['issued'] ?? []) as string[]);
    expect([named.length, new Set(named).size]).toEqual([MANY, MANY]);
  });

  it('stops at Ctrl+C after what is under way, says how to go on, and goes on', async () => {
    const { running } = await startRun('interrupted.csv');
    const { code, stdout, stderr } = await running.kill('SIGINT');
    const { id } = await findBatch(county, 'interrupted.csv');
    expect([code, stderr]).toEqual([130, expect.stringContaining(`lectern batch resume ${id.slice(0, 8)}`)]);
    expect(stdout).toMatch(/^\d+ signed · \d+ not signed yet\n/);
    // Nothing is leased: going on does not wait.
    const resumed = await county.ask<{ counts: object }>(['batch', 'resume', id.slice(0, 8)]);
    expect(resumed.counts).toMatchObject({ issued: MANY, ready: 0, reserved: 0 });
  });

  it('is paused and cancelled from elsewhere', async () => {
    const { file, running } = await startRun('paused.csv');
    expect(await county.ask(['batch', 'pause', file])).toMatchObject({ state: 'paused' });
    const paused = await running.ended;
    expect([paused.code, paused.stderr]).toEqual([1, expect.stringContaining('lectern batch resume')]);
    const signed = await countSigned('paused.csv');
    expect(signed).toBeLessThan(MANY);
    await wait(300);
    expect(await countSigned('paused.csv')).toBe(signed);
    const status = await county.lectern(['batch', 'status', file, '--watch']);
    expect([status.code, status.stdout]).toEqual([
      0,
      expect.stringContaining(`paused, ${signed} of ${MANY}`),
    ]);
    const cancelled = await county.lectern(['batch', 'cancel', file]);
    expect([cancelled.code, cancelled.stdout]).toEqual([
      0,
      expect.stringContaining(`stopped at ${signed} of ${MANY}: It was cancelled.`),
    ]);
    expect((await county.lectern(['batch', 'pause', file])).code).toBe(1);
    expect(await countSigned('paused.csv')).toBe(signed);
    const list = await county.ask<object[]>(['batch', 'status']);
    expect(list[0]).toMatchObject({
      fileName: 'paused.csv',
      state: 'failed',
      problem: { code: 'CANCELLED' },
    });
  });

  it('resume starts nothing that nobody agreed to', async () => {
    const file = await county.write('unstarted.csv', longRoster('unstarted', 2));
    await county.lectern(['batch', 'check', file]);
    const { code, stderr } = await county.lectern(['batch', 'resume', file]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('lectern batch run')]);
  });
});

describe('two people', () => {
  const init = ['init', '--name', 'Test County', '--site', 'https://county.example'];

  it('are asked for, and not asked for again when the profile changes', async () => {
    expect(await county.ask([...init, '--two-people'])).toMatchObject({ twoPeople: true });
    expect(await county.ask(init)).toMatchObject({ twoPeople: true });
    expect((await county.lectern(init)).stdout).toContain('two people');
  });

  it('check and approve; one alone does not', async () => {
    const file = await county.write('two.csv', longRoster('two', 3));
    const checked = await county.lectern(['batch', 'check', file, '--full', 'never']);
    const batch = await findBatch(county, 'two.csv');
    expect([checked.code, checked.stdout]).toEqual([
      0,
      expect.stringContaining(`lectern batch approve ${batch.id.slice(0, 8)} --revision 1`),
    ]);
    const alone = await county.lectern(['batch', 'run', file, '--yes']);
    expect([alone.code, alone.stdout, alone.stderr]).toEqual([
      2,
      '',
      expect.stringContaining('someone else has to approve'),
    ]);
    expect((await county.lectern(['batch', 'approve', file])).code).toBe(1);
    const { store } = county;
    await approveBatch({ store, now: () => new Date() }, batch.id, { revision: 1, actor: 'token:colleague' });
    expect(await county.ask(['batch', 'status', file])).toMatchObject({
      state: 'approved',
      approvedBy: 'token:colleague',
    });
    // The file as it was approved: looking at it again does not void that.
    expect(await county.ask(['batch', 'run', file, '--yes'])).toMatchObject({ counts: { issued: 3 } });
  });

  it('are not got around by cancelling and going on', async () => {
    const file = await county.write('around.csv', longRoster('around', 2));
    await county.lectern(['batch', 'check', file]);
    await county.lectern(['batch', 'cancel', file]);
    for (const command of [
      ['resume', file],
      ['run', file, '--yes'],
    ])
      expect((await county.lectern(['batch', ...command])).code).not.toBe(0);
    expect(await countSigned('around.csv')).toBe(0);
    // It is checked anew, and waits for someone else again.
    expect(await findBatch(county, 'around.csv')).toMatchObject({ state: 'checked', revision: 2 });
  });

  it('are let go of', async () => {
    expect(await county.ask([...init, '--no-two-people'])).toMatchObject({ twoPeople: false });
    const file = await county.write('one.csv', longRoster('one', 2));
    await county.lectern(['batch', 'check', file]);
    expect((await county.lectern(['batch', 'approve', file, '--revision', '7'])).code).toBe(1);
    expect(await county.ask(['batch', 'approve', file])).toMatchObject({ state: 'approved' });
    expect((await county.lectern(['batch', 'run', join(county.dir, 'one.csv'), '--yes'])).code).toBe(0);
  });
});
