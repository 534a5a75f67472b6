import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { openBatchQueue } from '../issuer/batch/batch-queue.ts';
import { approveBatch, cancelBatch, pauseBatch, startBatch } from '../issuer/batch/move-batch.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { AppError } from '../model/problem.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { actingUser } from './acting-user.ts';
import { assertExports } from './batch-exports.ts';
import { findBatch, shortId } from './batch-find.ts';
import { finishSigning } from './batch-finish.ts';
import { readWhole } from './batch-roster-options.ts';
import { addSigningOptions, type SigningFlags } from './batch-run.ts';
import { describeState } from './batch-state-text.ts';
import { summarizeBatch } from './batch-summary.ts';
import { printSafeJson } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

const BATCH = ['<batch>', 'its id, the beginning of it, or its file'] as const;

interface MoveFlags {
  json?: boolean;
  revision?: number;
}

export function approveCommand(): Command {
  return new Command('approve')
    .summary('approve what was checked, where two people are asked for')
    .description(
      'Approves a batch as it was checked. Where the issuer asks for two people (`lectern init --two-people`), this is someone other than who checked it.',
    )
    .argument(...BATCH)
    .addOption(
      new Option('--revision <n>', 'only if it is still this check, which you looked at').argParser(
        readWhole,
      ),
    )
    .option('--json', 'print JSON')
    .action((name: string, flags: MoveFlags) =>
      move(name, flags, (issuing, { id, revision }) =>
        approveBatch(issuing, id, { revision: flags.revision ?? revision, actor: actingUser() }),
      ),
    );
}

export function pauseCommand(): Command {
  return new Command('pause')
    .summary('stop signing after what is under way')
    .description('Stops a batch after the credentials that are under way, wherever it is being signed.')
    .argument(...BATCH)
    .option('--json', 'print JSON')
    .action((name: string, flags: MoveFlags) =>
      move(name, flags, (issuing, { id }) => pauseBatch(issuing, id, actingUser())),
    );
}

export function cancelCommand(): Command {
  return new Command('cancel')
    .summary('end a batch: what is not signed will not be')
    .description('Ends a batch. What is signed stays signed; what is not signed is not going to be.')
    .argument(...BATCH)
    .option('--json', 'print JSON')
    .action((name: string, flags: MoveFlags) =>
      move(name, flags, (issuing, { id }) => cancelBatch(issuing, id, actingUser())),
    );
}

export function resumeCommand(): Command {
  const command = new Command('resume')
    .summary('go on with a batch that was paused, stopped or interrupted')
    .description(
      'Goes on with a batch that was paused, stopped or interrupted, with threads of this process. Nothing is signed twice.',
    )
    .argument(...BATCH);
  return addSigningOptions(command).action(resume);
}

async function resume(name: string, flags: SigningFlags): Promise<void> {
  await assertExports(flags);
  await withInstance(async ({ issuing }, { databaseUrl }) => {
    const batch = await findBatch(issuing, name);
    if (batch.startedAt === null)
      throw new AppError(
        'BATCH_STATE',
        `This batch has not been started: lectern batch run ${shortId(batch)} starts it.`,
      );
    if (batch.state === 'paused' || batch.state === 'failed') {
      const queue = await openBatchQueue(databaseUrl);
      await startBatch(issuing, queue, batch.id, actingUser()).finally(() => queue.close());
    }
    await finishSigning(issuing, batch.id, flags.workers ?? availableParallelism(), flags);
  });
}

async function move(
  name: string,
  { json }: MoveFlags,
  act: (issuing: Issuing, batch: BatchRecord) => Promise<BatchRecord>,
): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const batch = await act(issuing, await findBatch(issuing, name));
    if (json) printSafeJson(summarizeBatch(batch));
    else print(`Batch ${shortId(batch)}: ${describeState(batch)}.`);
  });
}
