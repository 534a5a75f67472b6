import type { Issuing } from '../issuer/issuing.ts';
import type { BatchRecord } from '../store/batch-store.ts';
import { type ExportFlags, printsExport, writeExports } from './batch-exports.ts';
import { shortId } from './batch-find.ts';
import { describeOutcome, findOutcome } from './batch-outcome.ts';
import { signHere } from './batch-sign.ts';
import { printSafeJson, tell } from './batch-terminal.ts';
import { print } from './print.ts';

/** As a shell says it of what Ctrl+C ended. */
const INTERRUPTED = 130;

/** Signs what is left of a started batch, says what became of it, and writes the files that were asked for. */
export async function finishSigning(
  issuing: Issuing,
  id: string,
  workers: number,
  flags: ExportFlags & { json?: boolean },
): Promise<void> {
  const { batch, isInterrupted } = await signHere(issuing, id, workers);
  if (isInterrupted) process.exitCode = INTERRUPTED;
  else if (batch.state !== 'done' || batch.totals.refused > 0) process.exitCode = 1;
  await reportBatch(issuing, batch, flags);
  const goOn = `Go on with: lectern batch resume ${shortId(batch)}`;
  if (batch.state === 'signing') tell(`${goOn} (a running \`lectern serve\` goes on by itself)`);
  if (batch.state === 'paused' || batch.state === 'failed') tell(goOn);
}

/** The report as it stands, and files about it. */
export async function reportBatch(
  issuing: Issuing,
  batch: BatchRecord,
  flags: ExportFlags & { json?: boolean },
): Promise<void> {
  const outcome = await findOutcome(issuing, batch);
  const write = printsExport(flags) ? tell : print;
  if (flags.json) printSafeJson(outcome);
  else for (const line of describeOutcome(batch, outcome)) write(line);
  await writeExports(issuing, batch, flags);
}
