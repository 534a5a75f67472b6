import { Command, InvalidArgumentError, Option } from 'commander';
import {
  MOST_EXPIRING_DAYS,
  notifyExpiring,
  type Reminder,
  reminderOf,
  walkExpiring,
} from '../issuer/mail/notify-expiring.ts';
import type { ExpiringCredential } from '../store/mail-store.ts';
import { actingUser } from './acting-user.ts';
import { count, printSafeJson, showText, tell } from './batch-terminal.ts';
import { assertSomeoneIsThere, confirmNumber } from './confirm-number.ts';
import { requireMailServer } from './mail.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

interface ExpiringFlags {
  days: number;
  mail?: boolean;
  yes?: boolean;
  json?: boolean;
}

const WORDS: Record<Reminder, string> = {
  due: 'not told yet',
  told: 'told',
  renewed: 'renewed',
  'no-address': 'no address',
};

/** `lectern expiring`: what ends soon, and telling its holders. */
export function expiringCommand(): Command {
  return new Command('expiring')
    .summary('list what expires soon, and mail its holders')
    .description(
      'Lists the credentials that end soon, first to end first. With --mail their holders are told, each once: not those who have renewed already, nor those without an address.',
    )
    .addOption(
      new Option('--days <number>', 'ending within so many days from now').default(90).argParser(readDays),
    )
    .option('--mail', 'tell the holders, after asking')
    .option('--yes', 'with --mail: do not ask')
    .option('--json', 'print JSON')
    .action(expiring);
}

async function expiring({ days, mail, yes, json }: ExpiringFlags): Promise<void> {
  if (mail && !yes) assertSomeoneIsThere('mail holders');
  await withInstance(async ({ issuing }, _, { smtpUrl }) => {
    if (mail) requireMailServer(smtpUrl);
    const credentials: ExpiringCredential[] = [];
    for await (const credential of walkExpiring(issuing, days)) credentials.push(credential);
    const due = credentials.filter((credential) => reminderOf(credential) === 'due').length;
    const link = ({ shareId }: ExpiringCredential) =>
      shareId === null ? null : `${issuing.publicUrl}/c/${shareId}`;
    if (!json) {
      printTable(
        credentials.map((credential) => [
          credential.validUntil.toISOString().slice(0, 10),
          showText(credential.holderName ?? '(no name)'),
          showText(credential.name),
          link(credential) ?? '(no link)',
          WORDS[reminderOf(credential)],
        ]),
      );
      tell(`${count(credentials.length, 'credential')} in the next ${count(days, 'day')}.`);
    }
    const added = mail ? await tellHolders(due) : 0;
    if (json)
      printSafeJson({
        days,
        credentials: credentials.map((credential) => ({
          id: credential.id,
          holderName: credential.holderName,
          name: credential.name,
          validUntil: credential.validUntil,
          link: link(credential),
          reminder: reminderOf(credential),
        })),
        added,
      });

    async function tellHolders(number: number): Promise<number> {
      if (number === 0) {
        tell('There is nobody to tell.');
        return 0;
      }
      if (!yes && !(await confirmNumber(`Add ${count(number, 'mail')} to holders?`, number))) {
        process.exitCode = 1;
        tell('Nobody is mailed.');
        return 0;
      }
      const added = await notifyExpiring(issuing, days, actingUser());
      tell(
        `${count(added, 'mail')} added: a running service sends within a minute, \`lectern mail send\` now.`,
      );
      return added;
    }
  });
}

/** Columns as wide as what they hold. */
function printTable(rows: readonly string[][]): void {
  const widths =
    rows[0]?.map((_, i) => rows.reduce((most, row) => Math.max(most, row[i]?.length ?? 0), 0)) ?? [];
  for (const row of rows)
    print(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

function readDays(value: string): number {
  const days = Number(value);
  if (Number.isInteger(days) && days >= 1 && days <= MOST_EXPIRING_DAYS) return days;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_EXPIRING_DAYS}.`);
}
