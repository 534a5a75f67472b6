/**
 * A process for `kill-changes.test.ts`: `kill-child.ts <database URL> <key directory> <what> [ids…]`. Does it again and again,
 * and says what is done: whatever it said must be true, whenever it is killed.
 */
import { rotateKey } from '../../../src/issuer/keys/rotate-key.ts';
import { publishStatusList } from '../../../src/issuer/publish-status-list.ts';
import { replaceCredential } from '../../../src/issuer/replace/replace-credential.ts';
import { orderStatusChange } from '../../../src/issuer/status/order-status.ts';
import { AppError } from '../../../src/model/problem.ts';
import { openIssuing } from '../../support/open-issuing.ts';

const [databaseUrl = '', keyDir = '', what = '', ...ids] = process.argv.slice(2);
const { issuing, keys } = await openIssuing({
  databaseUrl,
  keyDir,
  clock: {
    get now() {
      return new Date();
    },
  },
});
const say = (text: string) => process.stdout.write(`${text}\n`);
say('ready');
for (;;) {
  const id = ids.shift();
  if (id === undefined) break;
  try {
    if (what === 'revoke') {
      const selection = { credentials: [id] };
      await orderStatusChange(issuing, {
        action: 'revoke',
        selection,
        grounds: { reason: 'other' },
        count: 1,
        actor: 'c',
      });
      await publishAll();
    } else if (what === 'replace')
      await replaceCredential(issuing, id, { corrections: { role: 'Coach' }, grounds: {}, actor: 'c' });
    else await rotateKey(issuing, keys, { issuer: '', leadMs: 0, actor: 'c' });
    say(id);
  } catch (error) {
    // Carried out before the last kill; the list may not have been published then.
    if (!(error instanceof AppError) || !['COUNT_DIFFERS', 'STANDING_CONFLICT'].includes(error.code))
      throw error;
    await publishAll();
    say(id);
  }
}
say('end');
process.exit();

async function publishAll(): Promise<void> {
  for (const { number } of await issuing.store.listStatusLists()) await publishStatusList(issuing, number);
}
