import { Command } from 'commander';
import { AppError } from '../model/problem.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type FetchBytes,
  FetchFailure,
  type Verdict,
  type VerificationResult,
} from '../model/verification.ts';
import { type DocumentArchive, openDocumentArchive } from '../network/document-archive.ts';
import { createFetchBytes } from '../network/fetch-bytes.ts';
import { createFetchDocument } from '../network/fetch-document.ts';
import { describeOutcome, linkToReplacement } from '../present/describe-outcome.ts';
import type { VerifyOptions } from '../verify/check.ts';
import { verifyBytes } from '../verify/verify-bytes.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { print, printProblem } from './print.ts';
import { readInput } from './read-input.ts';

/** For scripts: 0 valid, 1 a finding against it, 2 cannot tell, 3 unreadable. */
const EXIT_CODES: Record<Verdict, 0 | 1 | 2 | 3> = {
  valid: 0,
  'not-genuine': 1,
  revoked: 1,
  replaced: 1,
  suspended: 1,
  expired: 1,
  'not-yet-valid': 1,
  incomplete: 1,
  'wrong-person': 1,
  'not-accepted': 1,
  'unknown-issuer': 2,
  'status-unknown': 2,
  'key-unknown': 2,
  'unsupported-proof': 2,
  sample: 2,
  unreadable: 3,
};

const CANNOT_TELL = 2;
const WRONG_USAGE = 64;

interface VerifyFlags {
  json?: boolean;
  documents?: string;
  checks?: string;
  now?: string;
  name?: string;
  email?: string;
}

/** `lectern verify`: one credential, from a file, a link or standard input. */
export function verifyCommand(): Command {
  return new Command('verify')
    .summary('verify a credential')
    .description(
      'Verifies a credential: is it unchanged, who issued it, is it in force? Needs no instance and keeps nothing.',
    )
    .argument('<file|url|->', 'file (JSON or JWT), link, or - for standard input')
    .option('--json', 'print the whole answer as JSON')
    .option(
      '--documents <dir>',
      'archive of DID documents and status lists (index.json: URL → file), used instead of the network',
    )
    .option(
      '--checks <names>',
      `only these, comma-separated (structure and proof always): ${CHECK_NAMES.join(', ')}`,
    )
    .option('--now <time>', 'verify as of this time (ISO 8601)')
    .option('--name <name>', 'is it this person? Compared in memory')
    .option('--email <address>', 'is it this person? Compared in memory')
    .addHelpText(
      'after',
      '\nExit codes: 0 valid · 1 a finding against it · 2 cannot tell · 3 unreadable · 64 wrong usage',
    )
    .action(verify);
}

async function verify(source: string, flags: VerifyFlags): Promise<void> {
  try {
    const { fetchBytes, ...options } = await readOptions(flags);
    const bytes = /^https?:\/\//.test(source) ? await readLink(source, fetchBytes) : await readInput(source);
    const result = await verifyBytes(bytes, options);
    if (flags.json) printSafeJson(result);
    else printResult(result);
    process.exitCode = EXIT_CODES[result.verdict];
  } catch (error) {
    printProblem(error);
    // Never 1, which says that something was found against a credential: nothing was looked at.
    process.exitCode = error instanceof AppError && error.code !== 'NOT_FOUND' ? WRONG_USAGE : CANNOT_TELL;
  }
}

async function readOptions({
  documents,
  checks,
  now,
  name,
  email,
}: VerifyFlags): Promise<VerifyOptions & { fetchBytes: FetchBytes }> {
  const at = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(at.getTime())) throw usage('--now must be a time such as 2026-11-21T12:00:00Z.');
  const names = checks?.split(',').map((entry) => entry.trim());
  const known = names?.filter((entry): entry is CheckName => CHECK_NAMES.some((check) => check === entry));
  if (names?.length !== known?.length) throw usage(`--checks takes: ${CHECK_NAMES.join(', ')}.`);
  const world = documents === undefined ? openNetwork() : await openDocumentArchive(documents);
  const person = { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
  return {
    ...world,
    now: at,
    ...(known === undefined ? {} : { checks: known }),
    ...(name === undefined && email === undefined ? {} : { person }),
  };
}

function openNetwork(): DocumentArchive {
  const options = { allowLocalhost: true };
  return { fetchDocument: createFetchDocument(options), fetchBytes: createFetchBytes(options) };
}

async function readLink(link: string, fetchBytes: FetchBytes): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await fetchBytes(link);
  } catch (cause) {
    if (!(cause instanceof FetchFailure)) throw cause;
    throw new AppError('NOT_FOUND', 'No credential could be had from this link.', { cause });
  }
}

const MARKS: Record<CheckResult['outcome'], string> = {
  passed: '✓',
  failed: '✗',
  warning: '!',
  unknown: '?',
  skipped: '–',
};

function printResult(result: VerificationResult): void {
  const { headline, sentence, advice } = describeOutcome(result);
  print(showText(`${headline}. ${sentence}`));
  if (advice !== '') print(showText(advice));
  const replacementUrl = linkToReplacement(result);
  if (replacementUrl !== undefined) print(`The corrected one: ${replacementUrl}`);
  print();
  const { credential } = result;
  if (credential !== undefined && result.verdict !== 'not-genuine') {
    print(
      showText(
        `It says: ${credential.name ?? 'no name'}, to ${credential.holderName ?? 'nobody by name'}, by ${credential.issuer.id ?? 'nobody'}`,
      ),
    );
    print();
  }
  for (const { check, outcome, code, detail } of result.checks) {
    print(
      `  ${MARKS[outcome]} ${check.padEnd(13)}${outcome === 'passed' ? '' : `${detail ?? ''} (${code ?? outcome})`}`,
    );
  }
}

function usage(detail: string): AppError {
  return new AppError('CONFIG_INVALID', detail);
}
