import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { IssuedCredential } from '../issuer/finish-issuance.ts';
import type { Issuing } from '../issuer/issuing.ts';
import { makeManyRecords } from '../issuer/record/make-many-records.ts';
import { makeRecord } from '../issuer/record/make-record.ts';
import { readId, selectCredentials } from '../issuer/status/select-credentials.ts';
import { presentMembers } from '../model/present-members.ts';
import { AppError } from '../model/problem.ts';
import { actingUser } from './acting-user.ts';
import { openProgress } from './batch-progress.ts';
import { count, printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

interface RecordFlags {
  externalId?: string;
  email?: string;
  out?: string;
  all?: boolean;
  issuer: string;
  json?: boolean;
}

/** Some of `--all` could not be made. */
const NOT_WHOLE = 2;

/** `lectern record`: everything that a teacher has, in one signed file. */
export function recordCommand(): Command {
  return new Command('record')
    .summary('make the full record of a full credential: it and all its parts in one signed file')
    .description(
      'Makes the full record (CLR 2.0) of a full credential in force: one signed file that holds it and every credential that it is composed of, as they were signed, with the recognitions of the issuer. It has a share link of its own. The same again gives the same record; after a correction or a new recognition it is a new one.',
    )
    .argument('[credential]', 'the full credential: its id or share link')
    .option('--external-id <id>', 'the full credential of this person')
    .option('--email <address>', 'the full credential of this person')
    .option('--all', 'of every full credential in force that has no current record')
    .option('--out <file>', 'write the record to this file, or - for standard output')
    .option('--issuer <slug>', "with a person or --all: the issuer; without it the instance's own", '')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExit codes: 0 made, or there already · 1 not made · 2 with --all: some could not be made · 64 wrong usage',
    )
    .action(record);
}

async function record(named: string | undefined, flags: RecordFlags): Promise<void> {
  const { externalId, email, all, out } = flags;
  const ways = [named !== undefined, externalId !== undefined || email !== undefined, all === true];
  if (ways.filter(Boolean).length !== 1)
    throw new AppError('CONFIG_INVALID', 'Name one credential, or one person, or say --all.');
  if (all && out !== undefined)
    throw new AppError('CONFIG_INVALID', '--out is for one record. Each of --all has a link of its own.');
  await withInstance(async ({ issuing }) => {
    if (all) return makeAll(issuing, flags);
    const id =
      named === undefined
        ? await findFull(issuing, flags)
        : await readId(issuing.store, issuing.publicUrl, named);
    const made = await makeRecord(issuing, id, { actor: actingUser() });
    await report(issuing, id, made, flags);
  });
}

/** The one full credential of a person that is not withdrawn. */
async function findFull(issuing: Issuing, { issuer, externalId, email }: RecordFlags): Promise<string> {
  const selected = await selectCredentials(issuing, issuer, presentMembers({ externalId, email }));
  const fulls = selected.filter(({ kind, standing }) => kind === 'full' && standing !== 'revoked');
  const [full] = fulls;
  if (full === undefined)
    throw new AppError('CREDENTIAL_NOT_FOUND', 'This person has no full credential in force here.');
  if (fulls.length > 1)
    throw new AppError(
      'REQUEST_INVALID',
      'This person has more than one full credential. Name one by its id:',
      {
        problems: fulls.map(({ id }) => ({ code: 'candidate', detail: id })),
      },
    );
  return full.id;
}

async function report(
  issuing: Issuing,
  fullId: string,
  { credential, share }: IssuedCredential,
  { out, json }: RecordFlags,
): Promise<void> {
  const shareUrl = share === null || share.turnedOffAt !== null ? null : `${issuing.publicUrl}/c/${share.id}`;
  if (out === '-') return print(credential.body);
  if (out !== undefined) await write(out, credential.body);
  if (json)
    return printSafeJson({
      id: credential.id,
      of: fullId,
      shareUrl,
      ...(out === undefined ? {} : { file: out }),
    });
  print(`${showText(credential.name)}, ${showText(credential.holderName ?? '')}`);
  print(`id    ${credential.id}`);
  print(`link  ${shareUrl ?? 'turned off by its owner'}`);
  if (out !== undefined) print(`file  ${showText(out)}`);
}

/** For its owner's eyes: there is a name in it. */
async function write(path: string, body: string): Promise<void> {
  try {
    await writeFile(path, body, { mode: 0o600 });
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The record was made, but its file could not be written there.', {
      cause,
    });
  }
}

async function makeAll(issuing: Issuing, { issuer, json }: RecordFlags): Promise<void> {
  const progress = openProgress('looked at');
  const { made, already, refused } = await makeManyRecords(issuing, {
    issuer,
    actor: actingUser(),
    onProgress: progress.show,
  }).finally(progress.close);
  if (refused.length > 0) process.exitCode = NOT_WHOLE;
  if (json) return printSafeJson({ made, already, refused });
  print(`${count(made.length, 'full record')} made; ${already} there already.`);
  for (const { of, problems } of refused) {
    print(`not made of ${of}:`);
    for (const { path, detail } of problems)
      print(`  ${path === undefined ? '' : `${path}: `}${showText(detail)}`);
  }
}
