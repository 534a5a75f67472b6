/**
 * A thread that signs batches: an instance of its own, with a connection of its own, in the environment of the process that
 * started it. It ends when no batch is being signed any more, or when it is told to.
 */
import { parentPort } from 'node:worker_threads';
import { openInstance } from '../compose.ts';
import { openBatchQueue } from '../issuer/batch/batch-queue.ts';
import { workOnBatches } from '../issuer/batch/work-on-batches.ts';
import { readSettingsOfThread } from './read-settings.ts';

const port = parentPort;
if (port === null) throw new Error('this runs as a worker thread');
const ending = new AbortController();
port.on('message', () => ending.abort());
// Waiting to be told to end must not keep the thread alive.
port.unref();

const { config, secrets } = readSettingsOfThread();
const instance = await openInstance(config, secrets);
const queue = await openBatchQueue(config.databaseUrl);
try {
  await workOnBatches(instance.issuing, queue, {
    signal: ending.signal,
    onFailure: (error) => port.postMessage({ failure: describe(error) }),
  });
} finally {
  await queue.close();
  await instance.close();
}

/** Without members that repeat values of a row. */
function describe(error: unknown): { name: string; message: string; stack?: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: 'not an error' };
  const { name, message, stack } = error;
  return { name, message, ...(stack === undefined ? {} : { stack }) };
}
