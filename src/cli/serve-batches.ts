import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { openBatchChecks } from '../http/batches/batch-checks.ts';
import type { BatchDeps } from '../http/batches/batch-deps.ts';
import { emptySpool } from '../http/batches/spool-file.ts';
import { openBatchQueue } from '../issuer/batch/batch-queue.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { startBatchThreads } from './batch-threads.ts';

/** What a service has for batches: their queue, the threads that sign, the checks that are under way. */
export interface BatchService {
  deps: BatchDeps;
  /** Ends what goes on by itself, after the jobs under way; requests can still be answered. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A batch that was being signed when a process was killed goes on from here by itself. */
export async function openBatchService(issuing: Issuing, config: Config, log: Logger): Promise<BatchService> {
  const spoolDir = join(config.dataDir, 'spool');
  await emptySpool(spoolDir);
  const queue = await openBatchQueue(config.databaseUrl);
  const checks = openBatchChecks(issuing, log);
  const threads = startBatchThreads(issuing.store, config.batchWorkers, (err) =>
    log.error({ err }, 'signing a batch failed'),
  );
  const ending = new AbortController();
  const stop = async () => {
    ending.abort();
    await Promise.all([threads.close(), checks.close()]);
  };
  return {
    deps: { queue, wake: threads.wake, spoolDir, checks, ending: ending.signal },
    stop,
    async close() {
      await stop();
      await queue.close();
    },
  };
}
