import { Command, Option } from 'commander';
import type { Issuing } from '../issuer/issuing.ts';
import { tellOfReplacement } from '../issuer/mail/tell-holders.ts';
import { Corrections, ReplaceGrounds } from '../issuer/replace/corrections.ts';
import { planRename, renameHolder } from '../issuer/replace/rename-holder.ts';
import { type Replaced, replaceCredential } from '../issuer/replace/replace-credential.ts';
import { planCorrections, replaceMany } from '../issuer/replace/replace-many.ts';
import { confirmStatus } from '../issuer/status/confirm-status.ts';
import { readId } from '../issuer/status/select-credentials.ts';
import { AppError } from '../model/problem.ts';
import type { FetchDocument } from '../model/verification.ts';
import { ROSTER_LIMITS } from '../roster/roster-limits.ts';
import { actingUser } from './acting-user.ts';
import { openProgress } from './batch-progress.ts';
import { openRosterFile } from './batch-roster-file.ts';
import { count, printSafeJson, showText, tell } from './batch-terminal.ts';
import { assertSomeoneIsThere, confirmNumber, readCount } from './confirm-number.ts';
import { requireMailServer } from './mail.ts';
import { print } from './print.ts';
import { readOptions } from './read-options.ts';
import { withInstance } from './with-instance.ts';

interface ReplaceFlags {
  file?: string;
  person?: string;
  name?: string;
  level?: string;
  role?: string;
  term?: string;
  cohort?: string;
  hours?: number;
  note?: string;
  statement?: string;
  count?: number;
  mail?: boolean;
  json?: boolean;
}

/** Done, but the world does not see it yet. */
const NOT_SEEN = 2;

/** `lectern replace`: corrected credentials in the place of others. */
export function replaceCommand(): Command {
  return new Command('replace')
    .summary('correct a credential: issue it anew, withdraw the old one')
    .description(
      'Issues a corrected credential with the same day of award; the old one is withdrawn as replaced, and its links and QR codes open the new one. One credential, every credential of a person who has another name, or many from a file.',
    )
    .argument('[credential]', 'its id or share link')
    .option(
      '--file <csv>',
      'many: a column `credential` (id or share link) and columns of what is to be right',
    )
    .option('--person <id>', 'all of a person: her external id or e-mail address; with --name, her new name')
    .option('--name <name>', 'the name as it is to stand on it')
    .option('--level <code>', 'rubric level that was reached')
    .option('--role <role>')
    .option('--term <term>')
    .option('--cohort <cohort>')
    .addOption(new Option('--hours <hours>').argParser(Number))
    .option('--note <text>', 'why, for your records only')
    .option('--statement <sentence>', 'shown to whoever checks the old one; nothing by default')
    .addOption(
      new Option('--count <n>', 'do it without asking, if it is about so many credentials').argParser(
        readCount,
      ),
    )
    .option('--mail', 'tell the holders by mail')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nA full credential is issued anew with the part that it names.\nExit codes: 0 done and read back from outside · 1 not done, or not all · 2 done, but not seen from outside yet · 64 wrong usage',
    )
    .action(replace);
}

async function replace(credential: string | undefined, flags: ReplaceFlags): Promise<void> {
  const ways = [credential, flags.file, flags.person].filter((way) => way !== undefined);
  if (ways.length !== 1)
    throw new AppError(
      'CONFIG_INVALID',
      'Name one credential, or a person with --person, or a file with --file.',
    );
  await withInstance(async ({ issuing, fetchOutside }, _config, { smtpUrl }) => {
    if (flags.mail) requireMailServer(smtpUrl);
    const replaced =
      credential !== undefined
        ? await replaceOneNamed(issuing, credential, flags)
        : flags.person !== undefined
          ? await renamePerson(issuing, flags.person, flags)
          : await replaceFromFile(issuing, flags.file ?? '', flags);
    if (replaced !== null) await report(issuing, replaced, fetchOutside, flags);
  });
}

async function replaceOneNamed(issuing: Issuing, named: string, flags: ReplaceFlags): Promise<Replaced[]> {
  const { name, level, role, term, cohort, hours } = flags;
  const corrections = readOptions(Corrections, { name, level, role, term, cohort, hours });
  if (Object.keys(corrections).length === 0)
    throw new AppError('CONFIG_INVALID', 'Say what is to be right: --name, --level, …');
  const id = await readId(issuing.store, issuing.publicUrl, named);
  return replaceCredential(issuing, id, {
    corrections,
    grounds: groundsOf(flags),
    actor: actingUser(),
  });
}

async function renamePerson(
  issuing: Issuing,
  person: string,
  flags: ReplaceFlags,
): Promise<Replaced[] | null> {
  const { name } = flags;
  if (name === undefined) throw new AppError('CONFIG_INVALID', 'Say the new name with --name.');
  const holder = await issuing.store.findHolder(
    person.includes('@') ? { email: person } : { externalId: person },
  );
  if (holder === null) throw new AppError('NOT_FOUND', 'There is no such person here.');
  const { due, past } = await planRename(issuing, holder.id, name);
  if (due.length === 0 && past.length === 0) {
    tell('Everything of hers has that name already.');
    return [];
  }
  if (past.length > 0)
    tell(
      `Links to ${count(past.length, 'credential')} that are withdrawn or expired will be turned off: they show the old name.`,
    );
  const isMeant = await ask(
    flags,
    `Issue ${count(due.length, 'credential')} anew under that name?`,
    due.length,
  );
  if (!isMeant) return null;
  const renamed = await renameHolder(issuing, holder.id, {
    name,
    grounds: groundsOf(flags),
    count: flags.count ?? due.length,
    actor: actingUser(),
  });
  for (const { id, detail } of renamed.refused) tell(`${id} still has the old name: ${detail}`);
  if (renamed.refused.length > 0) process.exitCode = 1;
  return renamed.replaced;
}

async function replaceFromFile(
  issuing: Issuing,
  path: string,
  flags: ReplaceFlags,
): Promise<Replaced[] | null> {
  await using file = await openRosterFile(path, ROSTER_LIMITS.maxBytes);
  const plan = await planCorrections(issuing, file.source);
  for (const { line, problems } of plan.problems)
    for (const { detail } of problems) tell(`line ${line}: ${detail}`);
  if (plan.ignored.length > 0)
    tell(`Columns that mean nothing here and are left out: ${plan.ignored.join(', ')}.`);
  if (plan.problems.length > 0) {
    tell(`${count(plan.problems.length, 'line')} to fix; nothing was changed.`);
    process.exitCode = 1;
    return null;
  }
  if (!(await ask(flags, `Issue ${count(plan.due.length, 'credential')} anew?`, plan.due.length)))
    return null;
  const progress = openProgress('issued anew');
  const { replaced, refused } = await replaceMany(issuing, plan, actingUser(), progress.show).finally(
    progress.close,
  );
  for (const { line, problems } of refused)
    for (const { detail } of problems) tell(`line ${line}: ${detail}`);
  if (refused.length > 0) process.exitCode = 1;
  return replaced;
}

async function ask({ count: stated }: ReplaceFlags, question: string, due: number): Promise<boolean> {
  if (stated !== undefined) {
    if (stated !== due)
      throw new AppError('COUNT_DIFFERS', `This would issue ${due} credentials anew, not ${stated}.`);
    return true;
  }
  assertSomeoneIsThere('issue them anew', '--count');
  if (await confirmNumber(question, due)) return true;
  tell('Nothing was changed.');
  process.exitCode = 1;
  return false;
}

function groundsOf({ note, statement }: ReplaceFlags): ReplaceGrounds {
  return readOptions(ReplaceGrounds, { note, statement });
}

async function report(
  issuing: Issuing,
  replaced: readonly Replaced[],
  fetchOutside: FetchDocument,
  { json, mail, statement = null }: Pick<ReplaceFlags, 'json' | 'mail'> & { statement?: string | null },
): Promise<void> {
  if (replaced.length === 0 && !json) return;
  const credentialIds = replaced.map(({ old }) => old);
  const confirmation = await confirmStatus(issuing, { action: 'revoke', credentialIds }, fetchOutside);
  if (replaced.length > 0 && !confirmation.isConfirmed) process.exitCode ??= NOT_SEEN;
  const fresh = replaced.map(({ issued }) => issued.credential.id);
  const mails = mail ? await tellOfReplacement(issuing, fresh, statement, actingUser()) : 0;
  const links = replaced.map(({ old, issued: { credential, share } }) => ({
    replaced: old,
    id: credential.id,
    name: credential.name,
    holderName: credential.holderName,
    shareUrl: share === null || share.turnedOffAt !== null ? null : `${issuing.publicUrl}/c/${share.id}`,
  }));
  if (json) return printSafeJson({ replaced: links, confirmation, mails });
  if (mail) print(`${count(mails, 'mail')} to holders will be sent.`);
  for (const { name, holderName, id, shareUrl } of links) {
    print(`Issued anew  ${showText(name)}, ${showText(holderName ?? '')}`);
    print(`  id    ${id}`);
    print(`  link  ${shareUrl ?? 'turned off by its owner'}`);
  }
  if (!confirmation.isConfirmed)
    print(
      'The old ones are recorded as replaced, but the list is not seen from outside yet: is the service running?',
    );
}
