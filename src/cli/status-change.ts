import { Command, Option } from 'commander';
import { CHANGE_REASONS, ChangeGrounds } from '../issuer/status/change-reason.ts';
import { orderStatusChange, previewStatusChange } from '../issuer/status/order-status.ts';
import { Selection } from '../issuer/status/select-credentials.ts';
import type { StatusAction } from '../store/records.ts';
import { actingUser } from './acting-user.ts';
import { count, tell } from './batch-terminal.ts';
import { assertSomeoneIsThere, confirmNumber, readCount } from './confirm-number.ts';
import { requireMailServer } from './mail.ts';
import { readOptions } from './read-options.ts';
import { reportOrder } from './status-report.ts';
import { withInstance } from './with-instance.ts';

interface ChangeFlags {
  batch?: string;
  achievement?: string;
  program?: string;
  externalId?: string;
  email?: string;
  issuedFrom?: string;
  issuedBefore?: string;
  issuer: string;
  reason: string;
  note?: string;
  statement?: string;
  since?: string;
  count?: number;
  mail?: boolean;
  json?: boolean;
}

const DEEDS: Readonly<Record<StatusAction, string>> = {
  revoke: 'withdraw them',
  suspend: 'put them on hold',
  reinstate: 'restore them',
};

const QUESTIONS: Readonly<Record<StatusAction, (many: string) => string>> = {
  revoke: (many) => `Withdraw ${many}, for ever?`,
  suspend: (many) => `Put ${many} on hold?`,
  reinstate: (many) => `Restore ${many}?`,
};

/** `lectern status revoke|suspend|reinstate`. */
export function changeCommand(action: StatusAction, summary: string, description: string): Command {
  return new Command(action)
    .summary(summary)
    .description(description)
    .argument('[credentials...]', 'ids (urn:uuid:…) or share links')
    .option('--batch <id>', 'all of this batch')
    .option('--achievement <code>', 'all of this achievement')
    .option('--program <code>', 'all of this program')
    .option('--external-id <id>', 'all of this person')
    .option('--email <address>', 'all of this person')
    .option('--issued-from <date>', 'recorded on that day or later (UTC)')
    .option('--issued-before <date>', 'recorded before that day (UTC)')
    .option('--issuer <slug>', 'issuer under this instance', '')
    .addOption(
      new Option('--reason <code>', 'why, for your records')
        .choices([...CHANGE_REASONS])
        .makeOptionMandatory(),
    )
    .option('--note <text>', 'for your records only')
    .option('--statement <sentence>', 'shown to whoever checks it; nothing by default')
    .option('--since <date>', 'since when it holds, as people read it; now without it')
    .addOption(
      new Option('--count <n>', 'do it without asking, if it is about so many credentials').argParser(
        readCount,
      ),
    )
    .option('--mail', 'tell the holders by mail')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nSeveral conditions mean those that meet all of them.\nExit codes: 0 done and read back from outside · 1 not done · 2 done, but not seen from outside yet, or waiting for a second person · 64 wrong usage',
    )
    .action((credentials: string[], flags: ChangeFlags) => change(action, credentials, flags));
}

async function change(action: StatusAction, credentials: string[], flags: ChangeFlags): Promise<void> {
  const selection = readOptions(Selection, {
    ...(credentials.length === 0 ? {} : { credentials }),
    batch: flags.batch,
    achievement: flags.achievement,
    program: flags.program,
    externalId: flags.externalId,
    email: flags.email,
    issuedFrom: flags.issuedFrom,
    issuedBefore: flags.issuedBefore,
  });
  const { reason, note, statement, since } = flags;
  const grounds = readOptions(ChangeGrounds, { reason, note, statement, effectiveAt: since });
  if (flags.count === undefined) assertSomeoneIsThere(DEEDS[action], '--count');
  await withInstance(async ({ issuing, fetchOutside }, _config, { smtpUrl }) => {
    if (flags.mail) requireMailServer(smtpUrl);
    const asked = { action, selection, issuer: flags.issuer };
    const { due, unchanged, alongside } = await previewStatusChange(issuing, asked);
    const many = count(due.length, 'credential');
    if (!flags.json) {
      if (unchanged.length > 0)
        tell(`${count(unchanged.length, 'credential')} of those meant stay as they are.`);
      if (alongside.length > 0)
        tell(
          `${count(alongside.length, 'full credential')} that build on them are withdrawn with them, as their program says.`,
        );
      if (statement !== undefined) tell(`Whoever checks will read: “${statement}”`);
    }
    if (
      flags.count === undefined &&
      due.length > 0 &&
      !(await confirmNumber(QUESTIONS[action](many), due.length))
    ) {
      tell('Nothing was changed.');
      process.exitCode = 1;
      return;
    }
    const order = await orderStatusChange(issuing, {
      ...asked,
      grounds,
      count: flags.count ?? due.length,
      actor: actingUser(),
    });
    await reportOrder(issuing, order, fetchOutside, flags);
  });
}
