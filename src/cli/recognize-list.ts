import { Command } from 'commander';
import { describeGiven, describeReceived } from '../issuer/recognitions/describe-recognition.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { print } from './print.ts';
import { withInstance } from './with-instance.ts';

const PAGE = 200;

/** `lectern recognize list`. */
export function listCommand(): Command {
  return new Command('list')
    .summary('list recognitions, given or received')
    .description('Lists the recognitions that were given here, newest first, or those that were received.')
    .option('--received', 'those that others gave to issuers of this instance; dropped ones too')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  lectern recognize list --received')
    .action(list);
}

async function list({ received, json }: { received?: boolean; json?: boolean }): Promise<void> {
  await withInstance(async ({ issuing }) => {
    const { store } = issuing;
    const all = received
      ? (await readAll((page) => store.listReceived(page, { withDropped: true }))).map((one) => ({
          ...describeReceived(issuing, one),
          by: one.authorityName,
        }))
      : (await readAll((page) => store.listRecognitions(page))).map((one) => describeGiven(issuing, one));
    if (json) return printSafeJson(all);
    if (all.length === 0) print(received ? 'Nothing was received.' : 'Nobody is recognized here yet.');
    for (const one of all) {
      const { kind, subject, recognizes, standing, validFrom, validUntil, id } = one;
      const dates = `${validFrom.slice(0, 10)} to ${validUntil?.slice(0, 10) ?? 'no end'}`;
      const what = kind === 'issuer' ? subject.name : `${subject.name} of ${recognizes.name}`;
      const by = 'authority' in one ? `, by ${one.authority.name}` : '';
      print(showText(`${standing.padEnd(8)}  ${dates.padEnd(24)}  ${what}${by}`));
      print(showText(`          ${id}`));
    }
  });
}

async function readAll<T extends { id: string }>(
  readPage: (page: { after?: string; limit: number }) => Promise<T[]>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await readPage({ limit: PAGE, ...(after === undefined ? {} : { after }) });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
