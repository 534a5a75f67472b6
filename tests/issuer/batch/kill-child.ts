/**
 * A worker in a process of its own, to be killed: plain Node, so nothing in it may need a build. Says `ready`, waits for a line,
 * works until no batch is being signed, says `done`.
 */
import { once } from 'node:events';
import { openBatchQueue } from '../../../src/issuer/batch/batch-queue.ts';
import { workOnBatches } from '../../../src/issuer/batch/work-on-batches.ts';
import { openIssuing } from '../../support/open-issuing.ts';

const [databaseUrl = '', keyDir = '', leaseMs = ''] = process.argv.slice(2);
const clock = {
  get now() {
    return new Date();
  },
};
const { issuing } = await openIssuing({ databaseUrl, keyDir, clock });
const queue = await openBatchQueue(databaseUrl, Number(leaseMs));
process.stdout.write('ready\n');
await once(process.stdin, 'data');
await workOnBatches(issuing, queue, {
  signal: new AbortController().signal,
  onFailure: (error) => process.stderr.write(`${String(error)}\n`),
});
process.stdout.write('done\n');
process.exit(0);
