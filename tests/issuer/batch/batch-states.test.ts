import { expect, onTestFinished, test } from 'vitest';
import { check, expectCounted, longRoster, line, openBench, sign, outcomesOf, rowsOf, work } from './batch-bench.ts';
import { startBatch } from '../../../src/issuer/batch/move-batch.ts';
import { csv } from './batch-bench.ts';

test('probe: due at check, not at signing', async () => {
  const bench = await openBench();
  onTestFinished(() => bench.close());
  const batch = await check(bench, longRoster([line('A B', 'tlms-1'), line('C D', 'tlms-1')]).replaceAll('\r\n', ',\r\n'));
  console.log(batch.state, batch.problem, JSON.stringify(batch.report));
  const header = ['name', 'email', 'credential', 'level', 'date', 'assessors', 'evidence_summary', 'expires_on'];
  const b2 = await check(bench, csv([header, [...line('A B', 'tlms-1'), '2026-11-21'], [...line('C D', 'tlms-1'), '']]));
  console.log(b2.state, b2.problem, JSON.stringify(b2.report));
  bench.clock.now = new Date('2026-11-22T12:00:00Z');
  await startBatch(bench.issuing, bench.queue, b2.id, 'test');
  const done = await Promise.race([work(bench), new Promise((r) => setTimeout(() => r('hangs'), 6000))]);
  console.log(done, await outcomesOf(bench, b2), await bench.issuing.store.getBatch(b2.id), (await rowsOf(bench, b2)).map(r=>r.problems));
});
