import { Command } from 'commander';
import { policyFileOf } from '../config.ts';
import { utf8 } from '../model/bytes.ts';
import { findCredentialLink } from '../model/credential-link.ts';
import type { JsonObject } from '../model/json.ts';
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
import { describeFinding, describeTrust } from '../present/describe-trust.ts';
import { ENGLISH } from '../present/words/english/english.ts';
import { LANGUAGES } from '../present/words/words.ts';
import type { VerifyOptions } from '../verify/check.ts';
import { worstVerdict } from '../verify/decide-verdict.ts';
import { findLeads } from '../verify/find-leads.ts';
import { fetchSharedParts, readSecured } from '../verify/read-secured.ts';
import { verifyBytes } from '../verify/verify-bytes.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { choosePolicy, openPolicy, trustThisMachine } from './open-policy.ts';
import { print, printProblem } from './print.ts';
import { readInput } from './read-input.ts';
import { readReceiptOrder, writeReceipt } from './write-receipt.ts';

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
  policy?: string;
  recognitions?: string[];
  receipt?: string;
  checkedBy?: string;
  language?: string;
}

/** `lectern verify`: credentials from files, links or standard input. */
export function verifyCommand(): Command {
  return new Command('verify')
    .summary('verify credentials')
    .description(
      'Verifies credentials: are they unchanged, who issued them, is the issuer recognized, are they in force and complete? Of ' +
        'several that are given together, those that build on others find their parts. Needs no instance and keeps nothing.',
    )
    .argument(
      '<file|url|-...>',
      'file (JSON, JWT, baked PNG or SVG, PDF with a credential attached, ZIP of such), link, or - for standard input',
    )
    .option('--json', 'print the whole answer as JSON; of several, a list in their order')
    .option(
      '--policy <file>',
      'whom you trust and what you ask for (`lectern policy`); else LECTERN_POLICY, else policy.json in the data directory',
    )
    .option('--recognitions <files...>', 'recognitions of issuers that did not come with the credential')
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
    .option(
      '--receipt <file>',
      'write a receipt of the answer for the personnel file: .pdf or .html, a new file',
    )
    .option('--checked-by <name>', 'name of whoever checks, for the receipt')
    .option('--language <language>', `of the receipt: ${LANGUAGES.join(' or ')}`, 'en')
    .addHelpText(
      'after',
      '\nExit codes: 0 valid · 1 a finding against it · 2 cannot tell · 3 unreadable · 64 wrong usage\nOf several files, the worst of those that are no part or recognition of another.',
    )
    .action(verify);
}

interface Given {
  bytes: Uint8Array<ArrayBuffer>;
  /** Every credential in it. */
  secured: (JsonObject | string)[];
  /** What a share link offers beside it. */
  parts: (JsonObject | string)[];
}

async function verify(sources: string[], flags: VerifyFlags): Promise<void> {
  try {
    const receipt = flags.receipt === undefined ? null : readReceiptOrder({ ...flags, file: flags.receipt });
    const { fetchBytes, ...options } = await readOptions(flags);
    const given: Given[] = [];
    for (const source of sources) given.push(await readSource(source, fetchBytes));
    const operator =
      flags.policy === undefined
        ? await choosePolicy(policyFileOf(process.env))
        : await openPolicy(flags.policy);
    const policy = operator ?? trustThisMachine(given.flatMap(readTexts));
    const results: VerificationResult[] = [];
    for (const one of given) {
      const others = given.filter((other) => other !== one).flatMap(({ secured }) => secured);
      const companions = [...one.parts, ...others];
      results.push(await verifyBytes(one.bytes, { ...options, policy, companions }));
    }
    if (flags.json) printSafeJson(results.length === 1 ? results[0] : results);
    else
      for (const [index, result] of results.entries()) {
        if (results.length > 1) print(`${index > 0 ? '\n' : ''}== ${showText(sources[index] ?? '')}`);
        printResult(result);
      }
    if (receipt !== null) await writeReceipt(receipt, { sources, results, policy, policyFile: flags.policy });
    process.exitCode = EXIT_CODES[await worstOfLeads(results, given)];
  } catch (error) {
    printProblem(error);
    // Never 1, which says that something was found against a credential: nothing was looked at.
    process.exitCode = error instanceof AppError && error.code !== 'NOT_FOUND' ? WRONG_USAGE : CANNOT_TELL;
  }
}

/** Also of what is packed inside its file. */
function readTexts({ bytes, secured }: Given): Uint8Array[] {
  return [bytes, ...secured.map((one) => utf8(JSON.stringify(one)))];
}

/** Parts of what is there too, and endorsements of it, are in its answer. */
async function worstOfLeads(
  results: readonly VerificationResult[],
  given: readonly Given[],
): Promise<Verdict> {
  const answers = results.map((result, index) => {
    const [secured, ...others] = given[index]?.secured ?? [];
    return { result, secured: others.length === 0 ? secured : undefined };
  });
  return worstVerdict((await findLeads(answers)).map(({ result }) => result.verdict));
}

async function readSource(source: string, fetchBytes: FetchBytes): Promise<Given> {
  const isLink = /^https?:\/\//.test(source);
  const link = findCredentialLink(source);
  const bytes = isLink ? await readLink(link, fetchBytes) : await readInput(source);
  const parts = isLink ? await fetchSharedParts(link, bytes, fetchBytes) : [];
  return { bytes, secured: await readSecured(bytes), parts };
}

async function readOptions({
  documents,
  checks,
  now,
  name,
  email,
  recognitions = [],
}: VerifyFlags): Promise<VerifyOptions & { fetchBytes: FetchBytes }> {
  const at = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(at.getTime())) throw usage('--now must be a time such as 2026-11-21T12:00:00Z.');
  const names = checks?.split(',').map((entry) => entry.trim());
  const known = names?.filter((entry): entry is CheckName => CHECK_NAMES.some((check) => check === entry));
  if (names?.length !== known?.length) throw usage(`--checks takes: ${CHECK_NAMES.join(', ')}.`);
  const world = documents === undefined ? openNetwork() : await openDocumentArchive(documents);
  const person = { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
  const statements: (JsonObject | string)[] = [];
  for (const file of recognitions) statements.push(...(await readSecured(await readInput(file))));
  return {
    ...world,
    now: at,
    recognitions: statements,
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
  const { headline, sentence, advice } = describeOutcome(result, ENGLISH);
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
    if (result.trust !== undefined) print(showText(describeTrust(result.trust, ENGLISH)));
    print();
  }
  for (const { check, outcome, code, detail, findings = [] } of result.checks) {
    print(
      `  ${MARKS[outcome]} ${check.padEnd(13)}${outcome === 'passed' ? '' : `${detail ?? ''} (${code ?? outcome})`}`,
    );
    for (const finding of findings.filter(({ rule, part }) => rule !== undefined || part !== undefined))
      print(showText(`      ${MARKS[finding.outcome]} ${describeFinding(finding, ENGLISH)}`));
  }
  printParts(result.parts, '  ');
}

function printParts(parts: readonly VerificationResult[], indent: string): void {
  for (const { verdict, credential, parts: inner } of parts) {
    print(
      showText(`${indent}${verdict === 'valid' ? '✓' : '✗'} ${credential?.name ?? 'A part'}: ${verdict}`),
    );
    printParts(inner, `${indent}  `);
  }
}

function usage(detail: string): AppError {
  return new AppError('CONFIG_INVALID', detail);
}
