import { Command } from 'commander';
import { requireBatch } from '../issuer/batch/move-batch.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { findBatch, shortId } from './batch-find.ts';
import { followBatch } from './batch-sign.ts';
import { describeState } from './batch-state-text.ts';
import { summarizeBatch } from './batch-summary.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

/** Batches that a list shows. */
const LATEST = 20;

/** `lectern batch status`. */
export function statusCommand(): Command {
  return new Command('status')
    .summary('say how far a batch is, or list the latest ones')
    .description('Says how far a batch is. Without one, lists the latest batches, newest first.')
    .argument('[batch]', 'its id, the beginning of it, or its file')
    .option('--watch', 'show progress until it is not being signed any more')
    .option('--json', 'print JSON')
    .action(status);
}

async function status(
  name: string | undefined,
  { watch, json }: { watch?: boolean; json?: boolean },
): Promise<void> {
  await withInstance(async ({ issuing }) => {
    if (name === undefined) {
      const batches = await issuing.store.listBatches({ limit: LATEST });
      if (json) return printSafeJson(batches.map(summarizeBatch));
      if (batches.length === 0) print('There are no batches yet. `lectern batch check FILE` makes one.');
      for (const batch of batches) print(describeInList(batch));
      return;
    }
    const found = await findBatch(issuing, name);
    if (watch) await followBatch(issuing, found.id);
    const batch = await requireBatch(issuing, found.id);
    if (json) printSafeJson(summarizeBatch(batch));
    else print(describeInList(batch));
  });
}

function describeInList(batch: BatchRecord): string {
  const day = batch.createdAt.toISOString().slice(0, 16).replace('T', ' ');
  return `${shortId(batch)}  ${day}  ${showText(batch.fileName ?? 'standard input')}  ${describeState(batch)}`;
}
