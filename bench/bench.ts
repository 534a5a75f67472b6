/**
 * Measures what the project promises about speed, each figure as a ratio within this run, and writes `bench/results.json` and a
 * picture for the docs. Quick by default; `-- --full` takes batches of 100,000 rows.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { drawRatios, format } from './draw.ts';
import { createKey } from './materials.ts';
import { measurePageScript } from './page-size.ts';
import { createPostgres } from './postgres.ts';
import { measureReferencePipeline } from './reference-pipeline.ts';
import { measureSigning } from './signing.ts';
import { describeTarget, isKept, type RatioName } from './targets.ts';
import { measureUnderLoad } from './under-load.ts';
import { measureVerifying } from './verifying.ts';
import { measureWhole, type WholeBatch } from './whole.ts';

const isFull = process.argv.includes('--full');
/** Rows of a small, a middle and a large batch. */
const [SMALL, MIDDLE, LARGE] = isFull ? [1_000, 10_000, 100_000] : [500, 1_000, 10_000];
const ROUNDS = isFull ? 15 : 9;

const ratios: Partial<Record<RatioName, number>> = {};
const batches: WholeBatch[] = [];

const key = await createKey();
tell('signing, one core …');
const signing = await measureSigning(key, ROUNDS);
note('batch-sign-vs-reference', signing.reference / signing.planned);
note('batch-sign-vs-floor', signing.planned / signing.floor);
note('single-issue-vs-reference', signing.reference / signing.single);

tell('verifying, one core …');
const verifying = await measureVerifying(key, ROUNDS);
note('verify-many-vs-reference', verifying.reference / verifying.many);
note('verify-one-vs-reference', verifying.reference / verifying.one);

const before = await referencePipeline();
const small = await batch('sqlite', SMALL, 2);
const middle = await batch('sqlite', MIDDLE, 2);
const large = await batch('sqlite', LARGE, 2);
const alone = await batch('sqlite', LARGE, 1);
const onPostgres = await batch('postgres', isFull ? LARGE : LARGE / 2, 2);
const after = await referencePipeline();
// Before and after, because a machine does not stay as fast as it is for the minutes between.
const pipeline = {
  sqlite: (before.sqlite + after.sqlite) / 2,
  postgres: (before.postgres + after.postgres) / 2,
};
note('batch-whole-vs-reference', (pipeline.sqlite * large.credentials) / (large.seconds * 1_000));
note(
  'batch-whole-postgres-vs-reference',
  (pipeline.postgres * onPostgres.credentials) / (onPostgres.seconds * 1_000),
);
note('workers-2-vs-1', alone.signSeconds / large.signSeconds);
note('rows-time-10x', large.seconds / middle.seconds);
note('rows-memory-10x', large.peakMemoryMb / middle.peakMemoryMb);

tell(`a service that signs ${LARGE} rows …`);
const load = await measureUnderLoad(LARGE);
note('share-p99-while-signing', load.signing.share / load.idle.share);
note('verify-p99-while-signing', load.signing.verify / load.idle.verify);
note('verifier-page-js-kb', await measurePageScript());

printTables();
const results = {
  at: new Date().toISOString(),
  node: process.version,
  cpus: `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}`,
  isFull,
  ratios: Object.fromEntries(Object.entries(ratios).map(([name, value]) => [name, Number(value.toFixed(3))])),
  milliseconds: { signing, verifying, pipeline },
  batches: [small, middle, large, alone, onPostgres],
  underLoad: load,
};
await writeFile('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);
await writeFile('docs/pictures/bench.svg', drawRatios(ratios));
tell('bench/results.json and docs/pictures/bench.svg are written.');

async function referencePipeline() {
  tell('the reference pipeline …');
  const postgres = await createPostgres();
  return measureReferencePipeline(key, postgres.url).finally(() => postgres.stop());
}

async function batch(engine: WholeBatch['engine'], rows: number, workers: number): Promise<WholeBatch> {
  tell(`a whole batch of ${rows} rows on ${engine}, ${workers} worker(s) …`);
  const whole = await measureWhole(engine, rows, workers);
  batches.push(whole);
  return whole;
}

function note(name: RatioName, value: number): void {
  ratios[name] = value;
}

function printTables(): void {
  print(`\n${'ratio'.padEnd(36)}${'measured'.padStart(10)}  target`);
  for (const [name, value] of Object.entries(ratios) as [RatioName, number][]) {
    const mark = isKept(name, value) ? '' : '  missed';
    print(`${name.padEnd(36)}${format(value).padStart(10)}  ${describeTarget(name)}${mark}`);
  }
  print(
    `\n${'batch'.padEnd(34)}${'check s'.padStart(9)}${'sign s'.padStart(9)}${'rows/s'.padStart(9)}${'peak MB'.padStart(9)}`,
  );
  for (const { engine, workers, credentials, checkSeconds, signSeconds, seconds, peakMemoryMb } of batches) {
    const name = `${credentials} rows, ${engine}, ${workers} worker(s)`;
    const figures = [
      checkSeconds.toFixed(1),
      signSeconds.toFixed(1),
      (credentials / seconds).toFixed(0),
      peakMemoryMb.toFixed(0),
    ];
    print(`${name.padEnd(34)}${figures.map((figure) => figure.padStart(9)).join('')}`);
  }
  const { idle, signing: busy } = load;
  print(`\np99 of a share page: ${idle.share.toFixed(1)} ms idle, ${busy.share.toFixed(1)} ms while signing`);
  print(
    `p99 of a verification: ${idle.verify.toFixed(1)} ms idle, ${busy.verify.toFixed(1)} ms while signing`,
  );
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
