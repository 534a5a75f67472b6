import { Command } from 'commander';
import { approveStatusOrder, cancelStatusOrder } from '../issuer/status/order-status.ts';
import { actingUser } from './acting-user.ts';
import { printSafeJson, showText } from './batch-terminal.ts';
import { requireMailServer } from './mail.ts';
import { print } from './print.ts';
import { reportOrder } from './status-report.ts';
import { withInstance } from './with-instance.ts';

const MOST_SHOWN = 50;

/** `lectern status list`. */
export function listCommand(): Command {
  return new Command('list')
    .summary('changes of status, newest first')
    .description(
      'Lists changes of status, newest first: who, what, when, why, and what waits for a second person.',
    )
    .option('--waiting', 'only what waits for a second person')
    .option('--json', 'print JSON')
    .action(({ waiting, json }: { waiting?: boolean; json?: boolean }) =>
      withInstance(async ({ issuing }) => {
        const orders = await issuing.store.listStatusOrders({
          limit: MOST_SHOWN,
          ...(waiting ? { state: 'waiting' as const } : {}),
        });
        if (json) return printSafeJson(orders);
        if (orders.length === 0) print(waiting ? 'Nothing waits.' : 'There are no changes of status yet.');
        for (const { id, state, action, credentials, changed, reason, createdBy, createdAt } of orders)
          print(
            `${id}  ${createdAt.toISOString()}  ${state.padEnd(9)}  ${action.padEnd(9)}  ${state === 'applied' ? changed : credentials}  ${reason}  ${showText(createdBy)}`,
          );
      }),
    );
}

/** `lectern status approve`. */
export function approveCommand(): Command {
  return new Command('approve')
    .summary('carry out a change that waits for a second person')
    .description('Carries out a change that waits, by someone other than who ordered it.')
    .argument('<id>', 'the change, as lectern status list names it')
    .option('--mail', 'tell the holders by mail')
    .option('--json', 'print JSON')
    .action((id: string, flags: { mail?: boolean; json?: boolean }) =>
      withInstance(async ({ issuing, fetchOutside }, _config, { smtpUrl }) => {
        if (flags.mail) requireMailServer(smtpUrl);
        const order = await approveStatusOrder(issuing, id, actingUser());
        await reportOrder(issuing, order, fetchOutside, flags);
      }),
    );
}

/** `lectern status cancel`. */
export function cancelCommand(): Command {
  return new Command('cancel')
    .summary('give up a change that waits')
    .description('Gives up a change that waits for a second person. What is carried out stays.')
    .argument('<id>', 'the change, as lectern status list names it')
    .option('--json', 'print JSON')
    .action((id: string, { json }: { json?: boolean }) =>
      withInstance(async ({ issuing }) => {
        const order = await cancelStatusOrder(issuing, id, actingUser());
        if (json) printSafeJson(order);
        else print(`Change ${order.id} is cancelled; nothing was changed.`);
      }),
    );
}
