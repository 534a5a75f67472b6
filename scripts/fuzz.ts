import { parseArgs } from 'node:util';
import { fuzzReaders } from '../tests/support/fuzz-readers.ts';

/** `npm run fuzz -- --runs 200000 [--seed 7] [--only pdf]`: changed files against every reader, and a table of what came of it. */
const { values } = parseArgs({
  options: { runs: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' } },
});
const reports = await fuzzReaders(Number(values.runs ?? 20_000), Number(values.seed ?? 1), values.only);
console.table(
  reports.map(({ format, runs, answers, found, changed, slowestMs, failures }) => ({
    format,
    runs,
    answers,
    found,
    'changed, verified': changed,
    'slowest ms': Math.round(slowestMs),
    failures: failures.length,
  })),
);
for (const { format, failures } of reports)
  for (const failure of failures.slice(0, 20)) console.error(`${format}, ${failure}`);
process.exitCode = reports.some(({ failures }) => failures.length > 0) ? 1 : 0;
