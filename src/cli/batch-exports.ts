import { type Command, Option } from 'commander';
import { listResults } from '../issuer/batch/list-results.ts';
import { writeErrors, writeResults } from '../issuer/batch/write-results.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { AppError } from '../model/problem.ts';
import { writeQrSheet } from '../present/qr-sheet.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { assertWritable, writeWhole } from './batch-output.ts';
import { readWhole } from './batch-roster-options.ts';
import { showArgument, tell } from './batch-terminal.ts';

/** Files that a command writes about a batch. */
export interface ExportFlags {
  results?: string;
  errors?: string;
  qrSheet?: string;
  perPage?: number;
  force?: boolean;
}

const QR_CODES_A_PAGE = 8;

export function addErrorsOption(command: Command): Command {
  return command
    .option('--errors <file>', 'write the rows to fix as CSV, each with what is wrong; - for standard output')
    .option('--force', 'write over files that are there');
}

export function addExportOptions(command: Command): Command {
  return addErrorsOption(command)
    .option('--results <file>', 'write every result and its share link as CSV; - for standard output')
    .option('--qr-sheet <file>', 'write a page of QR codes to print, as HTML; - for standard output')
    .addOption(new Option('--per-page <n>', `QR codes a page (${QR_CODES_A_PAGE})`).argParser(readWhole));
}

/** Whether a file goes to standard output, so that nothing else may. */
export function printsExport({ results, errors, qrSheet }: ExportFlags): boolean {
  return [results, errors, qrSheet].includes('-');
}

/** Asked before anything is done. Rejects with AppError CONFIG_INVALID. */
export async function assertExports(flags: ExportFlags & { json?: boolean }, input?: string): Promise<void> {
  const paths = [flags.results, flags.errors, flags.qrSheet].filter((path) => path !== undefined);
  if (new Set(paths).size < paths.length)
    throw new AppError('CONFIG_INVALID', 'Each file needs a name of its own.');
  if (flags.json === true && printsExport(flags))
    throw new AppError('CONFIG_INVALID', '--json and a file on standard output do not go together.');
  for (const path of paths) await assertWritable(path, flags.force === true, input);
}

/** Writes the files that were asked for, of the batch as it is now, and says so. */
export async function writeExports(issuing: Issuing, batch: BatchRecord, flags: ExportFlags): Promise<void> {
  const { results, errors, qrSheet, perPage = QR_CODES_A_PAGE, force = false } = flags;
  const write = async (path: string | undefined, pieces: () => AsyncIterable<string>, what: string) => {
    if (path === undefined) return;
    await writeWhole(path, pieces(), force);
    if (path !== '-') tell(`${what} ${showArgument(path)}`);
  };
  await write(results, () => writeResults(issuing, batch), 'Results and links are in');
  await write(errors, () => writeErrors(issuing, batch), 'Rows to fix are in');
  const title = batch.fileName ?? 'QR codes';
  const sheet = () =>
    writeQrSheet(listResults(issuing, batch, ['issued']), { title, perPage, sample: issuing.sample });
  await write(qrSheet, sheet, 'QR codes to print are in');
}
