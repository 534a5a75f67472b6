import { Command } from 'commander';
import { changeCommand } from './status-change.ts';
import { approveCommand, cancelCommand, listCommand } from './status-orders.ts';
import { keepCommand, reviewsCommand } from './status-reviews.ts';
import { showCommand } from './status-show.ts';

/** `lectern status`: credentials after they are issued. */
export function statusCommand(): Command {
  const status = new Command('status')
    .summary('withdraw credentials, put them on hold, restore them')
    .description(
      'Withdraws credentials (for ever), puts them on hold and restores them: one, many, or a whole batch in one step. The signed list is published and read back from outside before the command says that it is done.',
    );
  for (const command of [
    changeCommand(
      'revoke',
      'withdraw credentials, for ever',
      'Withdraws credentials. This cannot be taken back: what was withdrawn in error is issued again.',
    ),
    changeCommand(
      'suspend',
      'put credentials on hold',
      'Puts credentials on hold, where their program allows it (`settings.holds`).',
    ),
    changeCommand(
      'reinstate',
      'restore credentials that are on hold',
      'Restores credentials that are on hold.',
    ),
    listCommand(),
    approveCommand(),
    cancelCommand(),
    showCommand(),
    reviewsCommand(),
    keepCommand(),
  ])
    status.addCommand(command);
  return status;
}
