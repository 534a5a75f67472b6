/**
 * One whole batch in a process of its own: a roster's text becomes durable, shareable credentials. Prints what it took as JSON.
 * Arguments: roster file, number of threads. Its instance comes from the environment, as everyone's.
 */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from '../src/cli/batch-threads.ts';
import { readConfig } from '../src/config.ts';
import { openBatchQueue } from '../src/issuer/batch/batch-queue.ts';
import { checkBatch } from '../src/issuer/batch/check-batch.ts';
import { startBatch } from '../src/issuer/batch/move-batch.ts';
import { foundIssuer } from '../src/issuer/found-issuer.ts';
import { openKeyDirectory } from '../src/issuer/key-directory.ts';
import { openSigners } from '../src/issuer/open-signers.ts';
import { fetchOwnDocumentsFirst } from '../src/issuer/own-documents.ts';
import { publishShipped } from '../src/issuer/publish-program.ts';
import { openStore } from '../src/store/open-store.ts';

const [roster = '', workers = '1'] = process.argv.slice(2);
const { config } = readConfig(process.env);
const store = await openStore(config.databaseUrl);
await store.migrate();
const keys = openKeyDirectory(config.keyDir);
const base = {
  store,
  signers: openSigners({ store, holder: keys, now: () => new Date() }),
  publicUrl: config.publicUrl,
  now: () => new Date(),
  sample: false,
};
const issuing = {
  ...base,
  fetchDocument: fetchOwnDocumentsFirst(base, async () => {
    throw new Error('the bench needs no network');
  }),
};
await foundIssuer(issuing, {
  slug: '',
  name: 'Example County Office of Education',
  url: 'https://county.example',
  email: null,
  actor: 'bench',
  keys,
});
await publishShipped(issuing, ['sonoma-like'], 'bench');
const queue = await openBatchQueue(config.databaseUrl);

const begun = performance.now();
const batch = await checkBatch(issuing, {
  source: { open: () => createReadStream(roster) },
  fileName: null,
  issuer: '',
  settings: {},
  actor: 'bench',
});
const checked = performance.now();
if (batch.state !== 'checked') throw new Error(`the roster of the bench is ${batch.state}`);
await startBatch(issuing, queue, batch.id, 'bench');
await Promise.all(Array.from({ length: Number(workers) }, runThread));
const signed = performance.now();
const { state, totals } = (await store.getBatch(batch.id)) ?? batch;
if (state !== 'done' || totals.refused > 0) throw new Error(`the batch of the bench is ${state}`);
process.stdout.write(
  JSON.stringify({
    credentials: totals.issued,
    fallBacks: totals.fallBacks,
    checkSeconds: (checked - begun) / 1_000,
    signSeconds: (signed - checked) / 1_000,
    seconds: (signed - begun) / 1_000,
    peakMemoryMb: process.resourceUsage().maxRSS / 1_024,
  }),
);
await queue.close();
await store.close();

/** As `lectern serve` does it. */
function runThread(): Promise<void> {
  return new Promise((ended, failed) => {
    const thread = new Worker(resolve('dist/server/batch-thread.js'), { resourceLimits: THREAD_LIMITS });
    thread.on('message', ({ failure }) => failed(new Error(failure.message)));
    thread.on('error', failed);
    thread.on('exit', () => ended());
  });
}
