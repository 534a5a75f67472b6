/**
 * A process of its own for `two-processes.test.ts`: `change-many.ts <database URL> <key directory> <name> <changes> <ids…>`.
 * Changes the standing of these credentials at random until so many changes were carried out, and publishes the lists now and
 * then. Prints the publications.
 */
import { randomInt } from 'node:crypto';
import { publishStatusList } from '../../../src/issuer/publish-status-list.ts';
import { orderStatusChange } from '../../../src/issuer/status/order-status.ts';
import { AppError } from '../../../src/model/problem.ts';
import { openIssuing } from '../../support/open-issuing.ts';

const [databaseUrl = '', keyDir = '', actor = '', changes = '0', ...ids] = process.argv.slice(2);
const { issuing, close } = await openIssuing({
  databaseUrl,
  keyDir,
  clock: {
    get now() {
      return new Date();
    },
  },
});
const published: string[] = [];
let done = 0;
while (done < Number(changes)) {
  const id = ids[randomInt(ids.length)] ?? '';
  const standing = (await issuing.store.getCredential(id))?.standing;
  if (standing === 'revoked') continue;
  // Withdrawing is for ever: seldom, so that there is something left to change.
  const action = randomInt(100) === 0 ? 'revoke' : standing === 'suspended' ? 'reinstate' : 'suspend';
  try {
    const order = await orderStatusChange(issuing, {
      action,
      selection: { credentials: [id] },
      grounds: { reason: 'other' },
      count: 1,
      actor,
    });
    // The other process may have been faster between the look and the change.
    done += order.changed;
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'COUNT_DIFFERS')) throw error;
  }
  if (done % 40 === 0)
    for (const number of [1, 2]) {
      const list = await publishStatusList(issuing, number);
      if (list !== null) published.push(list.body);
    }
}
await close();
process.stdout.write(JSON.stringify(published));
