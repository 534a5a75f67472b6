import { Command } from 'commander';
import { checkpointAudit } from '../issuer/audit/checkpoint-audit.ts';
import { describeStoredEvent } from '../issuer/audit/export-format.ts';
import { readTimeLine } from '../issuer/audit/read-time-line.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { AppError } from '../model/problem.ts';
import type { StoredAuditEvent } from '../store/records.ts';
import { auditExportCommand } from './audit-export.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { describeEvent } from './audit-words.ts';
import { findBatch } from './batch-find.ts';
import { printSafeJson, tell } from './batch-terminal.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

/** `lectern audit`: what was done here, by whom, and the proof that nobody changed it since. */
export function auditCommand(): Command {
  const audit = new Command('audit')
    .summary('verify, export and read the audit log')
    .description('The audit log: every change, who made it, and the proof that nobody rewrote it since.')
    .addCommand(auditVerifyCommand())
    .addCommand(auditExportCommand());
  audit
    .command('show')
    .description('Shows what was done to one thing, in order, in plain words.')
    .argument('<subject>', 'id of a credential, batch, key or issuer; name of a token; file of a batch')
    .option('--json', 'print the events as JSON')
    .action(show);
  audit
    .command('checkpoint')
    .description(
      'Signs where the log stands, if anything is new, and prints the last checkpoint. The service does so every hour. Kept elsewhere, it proves what the log was: `lectern audit verify --checkpoint`.',
    )
    .option('--json', 'print JSON')
    .action(checkpoint);
  return audit;
}

async function show(subject: string, { json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const events = await findTimeLine(issuing, subject);
    if (json) return printSafeJson(events.map(describeStoredEvent));
    for (const event of events) print(describeEvent(event));
  });
}

/** Batches may be named as in other commands: by the beginning of the id, or by the file. */
async function findTimeLine({ store }: Issuing, subject: string): Promise<StoredAuditEvent[]> {
  const events = await readTimeLine(store, subject);
  if (events.length > 0) return events;
  const batch = await findBatch({ store }, subject).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'BATCH_UNKNOWN') return null;
    throw error;
  });
  if (batch === null) throw new AppError('NOT_FOUND', 'The log has nothing about this.');
  return readTimeLine(store, batch.id);
}

async function checkpoint({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const made = await checkpointAudit(issuing);
    const last = made ?? (await issuing.store.lastAuditCheckpoint());
    if (last === null) throw new AppError('NOT_FOUND', 'There is nothing in the log yet.');
    if (json) return printJson({ ...last, isNew: made !== null });
    print(last.body);
    tell(
      `Checkpoint ${last.number} ${made === null ? 'covers everything already' : 'is signed'}: events 1 to ${last.seq}.`,
    );
  });
}
