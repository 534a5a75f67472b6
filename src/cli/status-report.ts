import type { Issuing } from '../issuer/issuing.ts';
import { tellOfChange } from '../issuer/mail/tell-holders.ts';
import { STATUS_LIST_TTL_MS } from '../issuer/publish-status-list.ts';
import { confirmStatusOrder } from '../issuer/status/confirm-status.ts';
import type { FetchDocument } from '../model/verification.ts';
import type { StatusAction } from '../store/records.ts';
import type { StatusOrder } from '../store/standing-store.ts';
import { actingUser } from './acting-user.ts';
import { count, printSafeJson } from './batch-terminal.ts';
import { print } from './print.ts';

/** Done, but the world does not see it yet; or it waits for someone. */
const NOT_SEEN = 2;

const DONE: Readonly<Record<StatusAction, string>> = {
  revoke: 'withdrawn',
  suspend: 'on hold',
  reinstate: 'restored',
};

const ANSWERS = {
  unreachable: 'cannot be had from outside: is the service running and its name reachable?',
  'not-genuine': 'cannot be verified from outside: run lectern doctor',
  differs: 'is an older copy: a cache on the way keeps it longer than it may',
};

/** Publishes what an order changed, reads it back from outside, and says which of the two is true. */
export async function reportOrder(
  issuing: Issuing,
  order: StatusOrder,
  fetchOutside: FetchDocument,
  { json, mail }: { json?: boolean | undefined; mail?: boolean | undefined },
): Promise<void> {
  const confirmation =
    order.state === 'applied' ? await confirmStatusOrder(issuing, order, fetchOutside) : null;
  if (confirmation?.isConfirmed !== true) process.exitCode = NOT_SEEN;
  const mails = mail && order.state === 'applied' ? await tellOfChange(issuing, order, actingUser()) : 0;
  if (json) return printSafeJson({ ...order, confirmation, mails });
  if (confirmation === null) {
    print(`Change ${order.id} of ${count(order.credentials, 'credential')} waits for a second person:`);
    print(`  lectern status approve ${order.id}`);
    return;
  }
  if (mail) print(`${count(mails, 'mail')} to holders will be sent.`);
  const changed = count(order.changed, 'credential');
  if (confirmation.isConfirmed) {
    print(
      `${changed} ${DONE[order.action]}. Everyone who checks sees it; whoever looked just before, within ${STATUS_LIST_TTL_MS / 60_000} minutes.`,
    );
    return;
  }
  print(`${changed} recorded as ${DONE[order.action]}, but not seen from outside yet:`);
  for (const { url, answer } of confirmation.lists)
    if (answer !== 'confirmed') print(`  ${url} ${ANSWERS[answer]}`);
  print(`Look again with: lectern status list`);
}
