import { Argument, Command, Option } from 'commander';
import type { Issuing } from '../issuer/issuing.ts';
import { sendMails } from '../issuer/mail/send-mails.ts';
import { readEach } from '../issuer/read-pages.ts';
import { AppError } from '../model/problem.ts';
import { MAIL_STATES, type MailRecord, type MailState } from '../store/mail-store.ts';
import { actingUser } from './acting-user.ts';
import { readWhole } from './batch-roster-options.ts';
import { count, printSafeJson, showText } from './batch-terminal.ts';
import { print, printJson } from './print.ts';
import { withInstance } from './with-instance.ts';

const PAGE = 200;

/** `lectern mail`: the mails to holders that wait, were sent or failed. */
export function mailCommand(): Command {
  const mail = new Command('mail')
    .summary('send, list, cancel and retry mails to holders')
    .description(
      'Mails to holders. They wait in the store until they are sent, by a running service within a minute or by `lectern mail send`.',
    );
  mail
    .command('send')
    .description('Sends now what is due. What fails for a while is tried again later.')
    .option('--json', 'print JSON')
    .action(send);
  mail
    .command('list')
    .description('Lists mails, newest first. Addresses are shown nowhere.')
    .addOption(new Option('--state <state>', 'only those').choices(MAIL_STATES))
    .addOption(new Option('--limit <number>', 'how many at most').default(50).argParser(readWhole))
    .option('--json', 'print JSON')
    .action(list);
  const ids = () => new Argument('[id...]', 'ids of mails, as `lectern mail list` shows them');
  mail
    .command('cancel')
    .description('Takes waiting mails back. One that is being sent at this moment may still go out.')
    .addArgument(ids())
    .option('--all', 'every one that waits')
    .option('--json', 'print JSON')
    .action((given: string[], flags: MoveFlags) => move(CANCEL, given, flags));
  mail
    .command('retry')
    .description('Lets mails that failed or were cancelled wait again, to be sent as soon as possible.')
    .addArgument(ids())
    .option('--all', 'every one that failed')
    .option('--json', 'print JSON')
    .action((given: string[], flags: MoveFlags) => move(RETRY, given, flags));
  return mail;
}

async function send({ json }: { json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }, { mailFrom }, { smtpUrl }) => {
    const server = requireMailServer(smtpUrl);
    const { openMailer } = await import('../network/open-mailer.ts');
    const mailer = openMailer(server);
    try {
      const report = await sendMails(issuing, { mailer, from: mailFrom }, { actor: actingUser() });
      if (report.stoppedBy !== null) process.exitCode = 1;
      if (json) return printJson(report);
      print(`${report.sent} sent · ${report.failed} failed · ${report.postponed} to be tried again`);
      if (report.stoppedBy !== null)
        print(`The mail server takes no mail (${report.stoppedBy}); \`lectern doctor\` says more.`);
    } finally {
      mailer.close();
    }
  });
}

/** Throws AppError CONFIG_INVALID without one: mails would wait, and people would think that they were sent. */
export function requireMailServer(smtpUrl: string | undefined): string {
  if (smtpUrl !== undefined) return smtpUrl;
  throw new AppError('CONFIG_INVALID', 'There is no mail server: set LECTERN_SMTP_URL.');
}

async function list({
  state,
  limit,
  json,
}: {
  state?: MailState;
  limit: number;
  json?: boolean;
}): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const mails = await issuing.store.listMails({ limit }, state === undefined ? {} : { state });
    if (json) return printSafeJson(mails.map(describeMail));
    if (mails.length === 0) print('There are no such mails.');
    for (const mail of mails) {
      const problem = mail.lastProblem === null ? '' : `  (${mail.lastProblem})`;
      const day = mail.createdAt.toISOString().slice(0, 16).replace('T', ' ');
      const name = showText(mail.holderName);
      print(`${mail.state.padEnd(9)}  ${day}  ${mail.kind.padEnd(9)}  ${mail.id}  ${name}${problem}`);
    }
  });
}

/** Without its payload, which holds the share link. */
function describeMail(mail: MailRecord & { holderName: string }) {
  const { id, state, kind, holderName, credentialId, createdAt, notBefore, attempts, sentAt } = mail;
  return {
    id,
    state,
    kind,
    holderName,
    credential: credentialId,
    createdAt,
    notBefore,
    attempts,
    sentAt,
    problem: mail.lastProblem,
  };
}

interface MoveFlags {
  all?: boolean;
  json?: boolean;
}

interface Move {
  /** Those that `--all` means. */
  from: MailState;
  done: string;
  refused: string;
  act(issuing: Issuing, id: string): Promise<boolean>;
}

const CANCEL: Move = {
  from: 'waiting',
  done: 'cancelled',
  refused: 'There is no such mail, or it does not wait',
  act: ({ store, now }, id) =>
    store.cancelMail(id, { at: now(), actor: actingUser(), action: 'mail-cancelled', subject: id }),
};

const RETRY: Move = {
  from: 'failed',
  done: 'waiting again',
  refused: 'There is no such mail, or it neither failed nor was cancelled',
  act: ({ store, now }, id) =>
    store.retryMail(id, now(), { at: now(), actor: actingUser(), action: 'mail-retried', subject: id }),
};

async function move(how: Move, given: string[], { all, json }: MoveFlags): Promise<void> {
  if (given.length > 0 === (all === true))
    throw new AppError('CONFIG_INVALID', 'Name mails by their ids, or say --all.');
  await withInstance(async ({ issuing }) => {
    const moved: string[] = [];
    const refused: string[] = [];
    for (const id of all ? await listIds(issuing, how.from) : given)
      ((await how.act(issuing, id)) ? moved : refused).push(id);
    if (json) printJson({ moved, refused });
    else print(`${count(moved.length, 'mail')} ${how.done}.`);
    // With --all, what is not there any more was settled meanwhile.
    if (refused.length > 0 && !all)
      throw new AppError('NOT_FOUND', `${how.refused}: ${refused.map(showText).join(', ')}.`);
  });
}

async function listIds({ store }: Issuing, state: MailState): Promise<string[]> {
  const ids: string[] = [];
  const mails = readEach(
    PAGE,
    (page) => store.listMails(page, { state }),
    ({ id }) => id,
  );
  for await (const { id } of mails) ids.push(id);
  return ids;
}
