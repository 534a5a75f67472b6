import { Command, Option } from 'commander';
import { exportAsCsv, exportAsLines } from '../issuer/audit/export-audit.ts';
import { AppError } from '../model/problem.ts';
import type { AuditFilter } from '../store/records.ts';
import { readSince, readUntil } from './audit-dates.ts';
import { assertWritable, writeWhole } from './batch-output.ts';
import { showArgument, tell } from './batch-terminal.ts';
import { printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

const FORMATS = { ndjson: exportAsLines, csv: exportAsCsv };

interface ExportFlags {
  since?: string;
  until?: string;
  action?: string;
  subject?: string;
  format: keyof typeof FORMATS;
  output: string;
  force?: boolean;
  json?: boolean;
}

/** `lectern audit export` */
export function auditExportCommand(): Command {
  return new Command('export')
    .description(
      'Writes the audit log as lines of JSON or as CSV. The whole log as ndjson has its checkpoints with it, and `lectern audit verify --file` verifies it anywhere.',
    )
    .option('--since <date>', 'from this day (UTC) or time on')
    .option('--until <date>', 'to the end of this day (UTC), or up to this time')
    .option('--action <action>', 'only these: credential-issued, batch-approved …')
    .option('--subject <id>', 'only about this: a credential, batch, key, token or issuer by its id')
    .addOption(new Option('--format <format>', 'how').choices(Object.keys(FORMATS)).default('ndjson'))
    .option('--output <file>', 'where to; - for standard output', '-')
    .option('--force', 'write over a file that is there')
    .option('--json', 'print what was written, as JSON (with --output)')
    .action(exportAudit);
}

async function exportAudit(flags: ExportFlags): Promise<void> {
  const { format, output, force = false, json = false } = flags;
  const filter = readFilter(flags);
  if (json && output === '-')
    throw new AppError('CONFIG_INVALID', '--json and a file on standard output do not go together.');
  await assertWritable(output, force);
  await withInstance(async ({ issuing }) => {
    await writeWhole(output, FORMATS[format](issuing, filter), force);
    if (json) printJson({ output, format });
    else if (output !== '-') tell(`The log is in ${showArgument(output)}`);
  });
}

function readFilter({ since, until, action, subject }: ExportFlags): AuditFilter {
  return {
    ...(since === undefined ? {} : { since: readSince(since) }),
    ...(until === undefined ? {} : { until: readUntil(until) }),
    ...(action === undefined ? {} : { action }),
    ...(subject === undefined ? {} : { subject }),
  };
}
