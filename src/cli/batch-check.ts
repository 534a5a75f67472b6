import { Command, Option } from 'commander';
import { findPositionOfLine, previewRow } from '../issuer/batch/preview-row.ts';
import { type Issuing, requireIssuer } from '../issuer/issuing.ts';
import { AppError } from '../model/problem.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { checkFile } from './batch-check-file.ts';
import { describeFindings } from './batch-check-text.ts';
import {
  addErrorsOption,
  assertExports,
  type ExportFlags,
  printsExport,
  writeExports,
} from './batch-exports.ts';
import { type BatchFindings, findInBatch } from './batch-findings.ts';
import { listNextSteps } from './batch-next-steps.ts';
import { openRosterFile } from './batch-roster-file.ts';
import { addRosterOptions, type RosterFlags, readRosterFlags, readWhole } from './batch-roster-options.ts';
import { describeState } from './batch-state-text.ts';
import { summarizeBatch } from './batch-summary.ts';
import { printSafeJson, tell } from './batch-terminal.ts';
import { print, printProblem } from './print.ts';
import { withInstance } from './with-instance.ts';

type CheckFlags = RosterFlags & ExportFlags & { preview?: number; json?: boolean };

export const CHECK_CODES = { ready: 0, toFix: 1, waiting: 2, noRoster: 3, wrongUsage: 64 } as const;

/** `lectern batch check`: the dry run. */
export function checkCommand(): Command {
  const command = new Command('check')
    .summary('say what would be signed, and what is wrong; sign nothing')
    .description(
      'Reads a roster (CSV, as spreadsheet and gradebook programs save it) and says what each row would become. Nothing is signed. The same file is always the same batch.',
    )
    .argument('<file>', 'the roster, or - for standard input');
  addErrorsOption(addRosterOptions(command));
  return command
    .addOption(
      new Option(
        '--preview <line>',
        'print the credential that this line of the file becomes, without signature, and nothing else',
      ).argParser(readWhole),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 ready · 1 rows to fix, or nothing ready · 2 questions to answer · 3 not a roster · 64 wrong usage',
    )
    .action(check);
}

async function check(name: string, flags: CheckFlags): Promise<void> {
  const wishes = readRosterFlags(flags);
  await assertExports(flags, name);
  if (flags.preview !== undefined && printsExport(flags))
    throw new AppError('CONFIG_INVALID', '--preview and a file on standard output do not go together.');
  await using file = await openRosterFile(name, wishes.limits.maxBytes);
  try {
    await withInstance(async ({ issuing }) => {
      const batch = await checkFile(issuing, file, wishes, flags.issuer);
      const findings = await findInBatch(issuing, batch);
      // First, so that the code is right even when there is no such line to preview.
      process.exitCode = codeOf(findings);
      const preview =
        flags.preview === undefined ? undefined : await previewLine(issuing, batch, flags.preview);
      if (flags.json) {
        const batchAndNext = await describeCheck(issuing, batch, findings, name);
        printSafeJson({ ...batchAndNext, ...(preview === undefined ? {} : { preview }) });
      } else if (preview !== undefined) printSafeJson(preview);
      else {
        const write = printsExport(flags) ? tell : print;
        await printCheck(issuing, batch, findings, write);
        await printNextSteps(issuing, batch, findings, name, write);
      }
      if (findings.report !== null) await writeExports(issuing, batch, flags);
    });
  } catch (error) {
    printProblem(error);
    process.exitCode = codeOfError(error);
  }
}

/** What a check found, for machines. */
export async function describeCheck(
  issuing: Issuing,
  batch: BatchRecord,
  findings: BatchFindings,
  file: string | null,
) {
  const { needsApproval } = await requireIssuer(issuing.store, batch.issuerSlug);
  return {
    batch: summarizeBatch(batch),
    needsApproval,
    ...findings,
    next: listNextSteps(batch, findings, file, needsApproval),
  };
}

/** What a check found, for people. */
export async function printCheck(
  issuing: Issuing,
  batch: BatchRecord,
  findings: BatchFindings,
  write: (line: string) => void,
): Promise<void> {
  const achievements = await issuing.store.listAchievements();
  const names = new Map(achievements.map(({ code, name }) => [code, name]));
  for (const line of describeFindings(batch, findings, names)) write(line);
  if (batch.state === 'draft' || batch.state === 'checked') return;
  write('');
  write(`This was found when it was checked. Now it is ${describeState(batch)}.`);
}

export async function printNextSteps(
  issuing: Issuing,
  batch: BatchRecord,
  findings: BatchFindings,
  file: string | null,
  write: (line: string) => void,
): Promise<void> {
  const { needsApproval } = await requireIssuer(issuing.store, batch.issuerSlug);
  const steps = listNextSteps(batch, findings, file, needsApproval);
  if (steps.length > 0) write('');
  for (const step of steps) write(step);
}

async function previewLine(issuing: Issuing, batch: BatchRecord, line: number): Promise<unknown> {
  const position = batch.report === null ? null : await findPositionOfLine(issuing, batch, line);
  if (position === null) throw new AppError('CONFIG_INVALID', 'No credential comes from this line.');
  return previewRow(issuing, batch, position);
}

export function codeOf({ report, questions }: BatchFindings): number {
  if (questions.length > 0) return CHECK_CODES.waiting;
  const { ready, toFix } = report?.counts ?? { ready: 0, toFix: 0 };
  return ready > 0 && toFix === 0 ? CHECK_CODES.ready : CHECK_CODES.toFix;
}

export function codeOfError(error: unknown): number {
  if (!(error instanceof AppError)) return 1;
  if (error.code === 'ROSTER_INVALID') return CHECK_CODES.noRoster;
  return ['CONFIG_INVALID', 'REQUEST_INVALID', 'ISSUER_UNKNOWN'].includes(error.code)
    ? CHECK_CODES.wrongUsage
    : 1;
}
