import { Command } from 'commander';
import { addExportOptions, assertExports, type ExportFlags } from './batch-exports.ts';
import { findBatch } from './batch-find.ts';
import { reportBatch } from './batch-finish.ts';
import { withInstance } from './with-instance.ts';

/** `lectern batch report`: what became of a batch, and files about it. */
export function reportCommand(): Command {
  const command = new Command('report')
    .summary('say what became of a batch; write results, rows to fix, QR codes')
    .description(
      'Says what became of a batch so far, and writes files about it: results with share links, rows to fix, QR codes to print.',
    )
    .argument('<batch>', 'its id, the beginning of it, or its file');
  return addExportOptions(command).option('--json', 'print JSON').action(report);
}

async function report(name: string, flags: ExportFlags & { json?: boolean }): Promise<void> {
  await assertExports(flags, name);
  await withInstance(async ({ issuing }) => {
    await reportBatch(issuing, await findBatch(issuing, name), flags);
  });
}
