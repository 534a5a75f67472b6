import { Command, Option } from 'commander';
import type { IssuedCredential } from '../issuer/finish-issuance.ts';
import { issueCredential } from '../issuer/issue-credential.ts';
import { parseJson } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import { type AwardRequest, parseAwardRequest } from '../program/award-request.ts';
import { actingUser } from './acting-user.ts';
import { print, printJson } from './print.ts';
import { readInput } from './read-input.ts';
import { withInstance } from './with-instance.ts';

interface IssueFlags {
  achievement?: string;
  holder?: string;
  email?: string;
  externalId?: string;
  level?: string;
  assessors?: number;
  role?: string;
  term?: string;
  cohort?: string;
  hours?: number;
  awarded?: string;
  validUntil?: string;
  evidenceUrl?: string;
  evidence?: string;
  issuer: string;
  idempotencyKey?: string;
  json?: boolean;
}

/** `lectern issue`: one credential, from flags or from a JSON file. */
export function issueCommand(): Command {
  // What is no number goes on as it is, to be named together with the other problems.
  const number = (value: string) => (Number.isNaN(Number(value)) ? value : Number(value));
  return new Command('issue')
    .summary('issue one credential')
    .description(
      'Issues one credential by its program’s rules, and prints its share link. The same request twice is one credential.',
    )
    .argument('[file]', 'the award as JSON (the body of POST /api/credentials), or - for standard input')
    .option('--achievement <code>', 'what is awarded, e.g. tlms-1')
    .option('--holder <name>', 'the teacher’s name, as it is to stand on the credential')
    .option('--email <address>', 'tells people apart; not in the credential unless the program says so')
    .option('--external-id <id>', 'your own stable id of the person; never published')
    .option('--level <code>', 'rubric level that was reached')
    .addOption(new Option('--assessors <count>', 'how many assessed').argParser(number))
    .option('--role <role>', 'role served in')
    .option('--term <term>', 'term served')
    .option('--cohort <cohort>')
    .addOption(new Option('--hours <hours>', 'hours in the program').argParser(number))
    .option('--awarded <date>', 'YYYY-MM-DD; today without it')
    .option('--valid-until <date>', 'YYYY-MM-DD, the last valid day')
    .option('--evidence-url <url>', 'https link to evidence')
    .option('--evidence <text>', 'what the evidence is, in words')
    .option('--issuer <slug>', 'issuer under this instance', '')
    .option('--idempotency-key <key>', 'to issue the same again on purpose, give another key')
    .option('--json', 'print JSON')
    .action(issue);
}

async function issue(file: string | undefined, flags: IssueFlags): Promise<void> {
  const given = awardFromFlags(flags);
  const hasFlags = Object.values(given).some((value) => !isEmptyObject(value));
  if (file !== undefined && hasFlags)
    throw new AppError('CONFIG_INVALID', 'Give the award as a file or as flags, not both.');
  const parsed = parseAwardRequest(file === undefined ? given : await readAward(file));
  if (!parsed.ok)
    throw new AppError('REQUEST_INVALID', 'The award has problems.', { problems: parsed.problems });
  await withInstance(async ({ issuing }) => {
    const issued = await issueCredential(issuing, parsed.request, {
      actor: actingUser(),
      issuer: flags.issuer,
      ...(flags.idempotencyKey === undefined ? {} : { idempotencyKey: flags.idempotencyKey }),
    });
    report(issued, issuing.publicUrl, flags.json === true);
  });
}

function report({ credential, share }: IssuedCredential, publicUrl: string, json: boolean): void {
  const shareUrl = share === null ? null : `${publicUrl}/c/${share.id}`;
  if (json) {
    printJson({ id: credential.id, shareUrl, credential: JSON.parse(credential.body) });
    return;
  }
  print(`Issued  ${credential.name}`);
  print(`to      ${credential.holderName}`);
  print(`id      ${credential.id}`);
  print(`link    ${shareUrl}`);
}

async function readAward(file: string): Promise<unknown> {
  const parsed = parseJson(new TextDecoder().decode(await readInput(file)));
  if (!parsed.ok) throw new AppError('REQUEST_INVALID', 'The file is not JSON.');
  return parsed.value;
}

function awardFromFlags(flags: IssueFlags): Partial<AwardRequest> | object {
  const { achievement, holder, email, externalId, assessors, awarded, evidenceUrl, evidence } = flags;
  const { level, role, term, cohort, hours, validUntil } = flags;
  const given = {
    achievement,
    holder: defined({ name: holder, email, externalId }),
    level,
    assessors: assessors === undefined ? undefined : { count: assessors },
    role,
    term,
    cohort,
    hours,
    awardedDate: awarded,
    validUntil,
    evidence:
      evidenceUrl === undefined && evidence === undefined
        ? undefined
        : [defined({ url: evidenceUrl, narrative: evidence })],
  };
  return defined(given);
}

function isEmptyObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function defined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
