import type { NewMail } from '../../store/mail-store.ts';
import type { CredentialRecord, StatusAction } from '../../store/records.ts';
import type { StatusOrder } from '../../store/standing-store.ts';
import type { Issuing } from '../issuing.ts';
import { listChanged } from '../status/fallen-parts.ts';
import { type MailNotice, mailOfNotice } from './mail-notice.ts';

type Telling = Pick<Issuing, 'store' | 'publicUrl' | 'now'>;

const PAGE = 500;
const KINDS = { revoke: 'withdrawn', suspend: 'on-hold', reinstate: 'restored' } as const satisfies Record<
  StatusAction,
  MailNotice['kind']
>;

/** Adds a mail for the holder of each credential that an order changed; the same order again adds none. Resolves to how many. */
export async function tellOfChange(telling: Telling, order: StatusOrder, actor: string): Promise<number> {
  const kind = KINDS[order.action];
  const changed = await listChanged(telling, order.id);
  return tell(
    telling,
    changed.map(({ id }) => id),
    (about) => (kind === 'restored' ? { kind, ...about } : { kind, ...about, sentence: order.statement }),
    order.id,
    actor,
  );
}

/** Adds a mail for the holder of each of these new credentials, which took the place of others: the same link, corrected. */
export async function tellOfReplacement(
  telling: Telling,
  credentialIds: readonly string[],
  sentence: string | null,
  actor: string,
): Promise<number> {
  return tell(
    telling,
    credentialIds,
    (about) => ({ kind: 'replaced', ...about, sentence }),
    'replacement',
    actor,
  );
}

type About = { issuer: string; credential: string; link: string | null };

async function tell(
  telling: Telling,
  ids: readonly string[],
  describe: (about: About) => MailNotice,
  occasion: string,
  actor: string,
): Promise<number> {
  const { store, now } = telling;
  let added = 0;
  for (let first = 0; first < ids.length; first += PAGE) {
    const at = now();
    const mails: NewMail[] = [];
    for (const id of ids.slice(first, first + PAGE)) {
      const record = await store.getCredential(id);
      const holder = record?.holderId == null ? null : await store.getHolder(record.holderId);
      if (record === null || holder === null || holder.email === null) continue;
      const notice = describe(await describeCredential(telling, record));
      mails.push(mailOfNotice(notice, { holderId: holder.id, credentialId: id, occasion, at }));
    }
    const audit = { at, actor, action: 'mails-added', subject: occasion, details: { mails: mails.length } };
    added += (await store.addMails(mails, audit)).length;
  }
  return added;
}

async function describeCredential(
  { store, publicUrl }: Telling,
  { id, name, issuerSlug }: CredentialRecord,
): Promise<About> {
  const shares = await store.listSharesOfCredential(id);
  const open = shares.find(({ turnedOffAt }) => turnedOffAt === null);
  return {
    issuer: issuerSlug,
    credential: name,
    link: open === undefined ? null : `${publicUrl}/c/${open.id}`,
  };
}
