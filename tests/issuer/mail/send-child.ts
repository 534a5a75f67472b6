/**
 * A process of its own for `send-mails.test.ts`: sends what is due and prints the report; or kills itself between a server's
 * "taken" and the record of it.
 */
import { sendMails } from '../../../src/issuer/mail/send-mails.ts';
import { openMailer } from '../../../src/network/open-mailer.ts';
import { openIssuing } from '../../support/open-issuing.ts';

export interface SendOrder {
  databaseUrl: string;
  keyDir: string;
  now: string;
  smtpUrl: string;
  dies?: boolean;
}

const order: SendOrder = JSON.parse(process.argv[2] ?? '{}');
const { issuing, close } = await openIssuing({
  ...order,
  clock: { now: new Date(order.now) },
  wrapStore: (store) => ({
    ...store,
    settleMail(...args) {
      if (order.dies) process.kill(process.pid, 'SIGKILL');
      return store.settleMail(...args);
    },
  }),
});
const mailer = openMailer(order.smtpUrl);
const report = await sendMails(issuing, { mailer, from: null }, { actor: 'child' });
mailer.close();
await close();
console.log(JSON.stringify(report));
