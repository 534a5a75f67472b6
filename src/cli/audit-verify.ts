import { createReadStream } from 'node:fs';
import { Command } from 'commander';
import {
  type CheckpointKeys,
  ownCheckpointKeys,
  readCheckpointKeys,
} from '../issuer/audit/checkpoint-keys.ts';
import { openAuditExport } from '../issuer/audit/read-audit-export.ts';
import { openAuditLog } from '../issuer/audit/read-audit-log.ts';
import { type AuditLogSource, type AuditReport, verifyAudit } from '../issuer/audit/verify-audit.ts';
import { isJsonObject, parseJson } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { didWebOf } from '../proof/did-url.ts';
import { openProgress } from './batch-progress.ts';
import { count } from './batch-terminal.ts';
import { print, printJson } from './print.ts';
import { readInput } from './read-input.ts';
import { withInstance } from './with-instance.ts';

interface VerifyFlags {
  file?: string;
  didDocument?: string;
  checkpoint: string[];
  json?: boolean;
}

/** `lectern audit verify` */
export function auditVerifyCommand(): Command {
  return new Command('verify')
    .description(
      'Follows the whole audit log and names what was changed, dropped, moved or put in. Checkpoints are checked with the keys of this instance’s DID document, retired ones too.',
    )
    .option(
      '--file <export>',
      'verify what `lectern audit export` wrote, without a database; - for standard input',
    )
    .option('--did-document <file>', 'check signatures with the keys of this DID document')
    .option(
      '--checkpoint <file>',
      'a checkpoint that was kept elsewhere: the log must agree with it; may be repeated',
      (value: string, all: string[]) => [...all, value],
      [],
    )
    .option('--json', 'print the whole answer as JSON')
    .addHelpText('after', '\nExit codes: 0 whole · 1 something was found · 64 wrong usage, or no export')
    .action(verify);
}

async function verify(flags: VerifyFlags): Promise<void> {
  const given = flags.didDocument === undefined ? null : await readDidDocument(flags.didDocument);
  const kept = await Promise.all(flags.checkpoint.map(readKeptCheckpoint));
  const follow = async (source: AuditLogSource, keys: CheckpointKeys | null) => {
    const progress = openProgress('checked');
    const all = source.counter ?? 0;
    try {
      const onProgress = (events: number) => progress.show(events, Math.max(all, events));
      return await verifyAudit(source, { keys, kept, onProgress });
    } finally {
      progress.close();
    }
  };
  const report =
    flags.file === undefined
      ? await withInstance(async ({ issuing }) => {
          const own = () => ownCheckpointKeys(issuing.signers, didWebOf(issuing.publicUrl));
          return follow(await openAuditLog(issuing.store), given ?? (await own()));
        })
      : await follow(await openAuditExport(openFile(flags.file)), given);
  if (flags.json) printJson(report);
  else printReport(report);
  process.exitCode = report.isWhole ? 0 : 1;
}

function printReport(report: AuditReport): void {
  const { isWhole, events, checkpoints, signatures, last, lastCheckpoint, findings, unlisted } = report;
  print(`${count(events, 'event')}, ${count(checkpoints, 'checkpoint')}.`);
  if (signatures === 'not-checked')
    print('Signatures were not checked: give the issuer’s DID document with --did-document.');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  print(
    isWhole
      ? 'Whole: nothing was changed, dropped, moved or put in.'
      : `Not whole: ${count(errors.length, 'finding')}${unlisted > 0 ? ' and more' : ''}.`,
  );
  for (const { detail } of errors) print(`  ${detail}`);
  if (unlisted > 0) print(`  … and ${unlisted} more.`);
  for (const { detail } of warnings) print(`Warning: ${detail}`);
  if (last === null) return;
  print(
    lastCheckpoint === null
      ? 'No checkpoint agrees with it: whoever can write to the database could have rewritten all of it.'
      : `${signatures === 'checked' ? 'Signed' : 'A checkpoint agrees with it'} up to event ${lastCheckpoint.seq} (checkpoint ${lastCheckpoint.number}, ${lastCheckpoint.at}); ${count(last.seq - lastCheckpoint.seq, 'event')} since.`,
  );
}

async function* openFile(file: string): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
  try {
    yield* chunks;
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The export cannot be read.', { cause });
  }
}

async function readDidDocument(file: string): Promise<CheckpointKeys> {
  const parsed = parseJson(await readText(file));
  return readCheckpointKeys(parsed.ok ? parsed.value : null);
}

/** As `lectern audit checkpoint` prints it, with --json or without. */
async function readKeptCheckpoint(file: string): Promise<string> {
  const text = (await readText(file)).trim();
  const parsed = parseJson(text);
  const body = parsed.ok && isJsonObject(parsed.value) ? parsed.value['body'] : text;
  if (typeof body !== 'string') throw new AppError('CONFIG_INVALID', 'This is no checkpoint.');
  return body;
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readInput(file));
  } catch (cause) {
    // Never exit code 1, which says that something was found: nothing was looked at.
    throw new AppError('CONFIG_INVALID', 'A file that was named cannot be read.', { cause });
  }
}
