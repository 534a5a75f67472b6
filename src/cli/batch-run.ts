import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { openBatchQueue } from '../issuer/batch/batch-queue.ts';
import { readReport } from '../issuer/batch/batch-report.ts';
import { hasToBeChecked } from '../issuer/batch/check-batch.ts';
import { measureBatch } from '../issuer/batch/measure-batch.ts';
import { startBatch } from '../issuer/batch/move-batch.ts';
import { type Issuing, requireIssuer } from '../issuer/issuing.ts';
import { AppError } from '../model/problem.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { actingUser } from './acting-user.ts';
import { CHECK_CODES, codeOfError, describeCheck, printCheck, printNextSteps } from './batch-check.ts';
import { checkFile } from './batch-check-file.ts';
import { addExportOptions, assertExports, type ExportFlags } from './batch-exports.ts';
import { findBatch, findBatchOfFile, isFileName, shortId } from './batch-find.ts';
import { findInBatch } from './batch-findings.ts';
import { finishSigning } from './batch-finish.ts';
import { openRosterFile } from './batch-roster-file.ts';
import { addRosterOptions, type RosterFlags, readRosterFlags, readWhole } from './batch-roster-options.ts';
import { count, printSafeJson, tell } from './batch-terminal.ts';
import { assertSomeoneIsThere, confirmNumber } from './confirm-number.ts';
import { printProblem } from './print.ts';
import { withInstance } from './with-instance.ts';

export interface SigningFlags extends ExportFlags {
  workers?: number;
  json?: boolean;
}

type RunFlags = RosterFlags & SigningFlags & { yes?: boolean; skipErrors?: boolean };

/** `lectern batch run`: check, ask, sign. */
export function runCommand(): Command {
  const command = new Command('run')
    .summary('check a roster, ask, and sign what is ready')
    .description(
      'Checks a roster as `lectern batch check` does (unless it is checked already), asks, and signs every credential that is ready. What is interrupted is gone on with by the same command; nothing is signed twice.',
    )
    .argument('<file|batch>', 'the roster, - for standard input, or a batch by its id')
    .option('--yes', 'sign without asking; needed where there is no terminal')
    .option('--skip-errors', 'sign what is ready although other rows have to be fixed');
  addSigningOptions(addRosterOptions(command));
  return command
    .addHelpText(
      'after',
      '\nExit codes: 0 all signed that was ready · 1 some refused, rows to fix, or nothing ready · 2 questions to answer, or someone has to approve · 3 not a roster · 64 wrong usage · 130 interrupted',
    )
    .action(run);
}

export function addSigningOptions(command: Command): Command {
  return addExportOptions(command)
    .addOption(new Option('--workers <n>', 'threads that sign (one a core)').argParser(readWhole))
    .option('--json', 'print JSON');
}

async function run(name: string, flags: RunFlags): Promise<void> {
  const isFile = await isFileName(name);
  await assertExports(flags, isFile ? name : undefined);
  if (flags.yes !== true) assertSomeoneIsThere('sign');
  try {
    await withInstance(async ({ issuing }, config) => {
      const batch = isFile ? await checkOrFind(issuing, name, flags) : await findNamed(issuing, name, flags);
      if (!(await isToBeSigned(issuing, batch, isFile ? name : null, flags))) return;
      if (batch.state !== 'signing' && batch.state !== 'done') {
        await using queue = disposable(await openBatchQueue(config.databaseUrl));
        await startBatch(issuing, queue.opened, batch.id, actingUser());
      } else if (batch.state === 'signing') tell('It is being signed already: this goes on with it.');
      await finishSigning(issuing, batch.id, flags.workers ?? availableParallelism(), flags);
    });
  } catch (error) {
    printProblem(error);
    process.exitCode =
      error instanceof AppError && error.code === 'APPROVAL_NEEDED'
        ? CHECK_CODES.waiting
        : codeOfError(error);
  }
}

/** Without a word about how to read it, a file that is checked is taken as it was checked, or approved. */
async function checkOrFind(issuing: Issuing, name: string, flags: RunFlags): Promise<BatchRecord> {
  const wishes = readRosterFlags(flags);
  await using file = await openRosterFile(name, wishes.limits.maxBytes);
  const known = wishes.isSilent ? await findBatchOfFile(issuing, file, flags.issuer) : null;
  if (known !== null && !hasToBeChecked(known)) return known;
  // Awaited: the file stays open until then.
  return await checkFile(issuing, file, wishes, flags.issuer);
}

async function findNamed(issuing: Issuing, name: string, flags: RunFlags): Promise<BatchRecord> {
  if (!readRosterFlags(flags).isSilent)
    throw new AppError(
      'CONFIG_INVALID',
      'How a roster is to be read is said with its file, not with its batch.',
    );
  return findBatch(issuing, name);
}

/** Says what stands against it, or asks. */
async function isToBeSigned(
  issuing: Issuing,
  batch: BatchRecord,
  file: string | null,
  { yes, skipErrors, json }: RunFlags,
): Promise<boolean> {
  if (batch.state === 'signing' || batch.state === 'done') return true;
  const report = readReport(batch.report);
  const findings = await findInBatch(issuing, batch);
  const refuse = async (code: number, reason: string) => {
    process.exitCode = code;
    if (json) printSafeJson(await describeCheck(issuing, batch, findings, file));
    else await printNextSteps(issuing, batch, findings, file, tell);
    tell(reason);
    return false;
  };
  if (!json) {
    await printCheck(issuing, batch, findings, tell);
    tell();
  }
  if (report === null || hasToBeChecked(batch)) {
    if (findings.questions.length > 0)
      return refuse(CHECK_CODES.waiting, 'Nothing was signed: answer first.');
    return refuse(CHECK_CODES.toFix, 'Nothing was signed: the file has to be checked first.');
  }
  const { done, all } = measureBatch(batch);
  if (all === done) return refuse(CHECK_CODES.toFix, 'Nothing was signed: nothing is ready.');
  if (report.counts.toFix > 0 && skipErrors !== true && batch.startedAt === null) {
    const reason = `Nothing was signed: there are rows to fix. --skip-errors signs the others.`;
    return refuse(CHECK_CODES.toFix, reason);
  }
  const { needsApproval } = await requireIssuer(issuing.store, batch.issuerSlug);
  if (needsApproval && batch.approvedAt === null) {
    const reason = `Nothing was signed: someone else has to approve it first, with lectern batch approve ${shortId(batch)}`;
    return refuse(CHECK_CODES.waiting, reason);
  }
  if (yes === true || (await confirmNumber(`Sign ${count(all - done, 'credential')}?`, all - done)))
    return true;
  tell('Nothing was signed.');
  process.exitCode = CHECK_CODES.toFix;
  return false;
}

function disposable<T extends { close(): Promise<void> }>(opened: T): AsyncDisposable & { opened: T } {
  return { opened, [Symbol.asyncDispose]: () => opened.close() };
}
