import type { ExpiringCredential } from '../../store/mail-store.ts';
import type { Issuing } from '../issuing.ts';
import { type PageOf, readEach } from '../read-pages.ts';
import { mailOfNotice } from './mail-notice.ts';

const DAY_MS = 24 * 60 * 60_000;
const PAGE = 200;
/** How far ahead anyone may ask what expires. */
export const MOST_EXPIRING_DAYS = 3_650;

/** Whether the holder is to be told that a credential ends, and if not, why. */
export type Reminder = 'due' | 'told' | 'renewed' | 'no-address';

/** Why a holder is told of an end, or is not. */
export function reminderOf({ isTold, isRenewed, canBeMailed }: ExpiringCredential): Reminder {
  if (isTold) return 'told';
  if (isRenewed) return 'renewed';
  return canBeMailed ? 'due' : 'no-address';
}

/** What ends within so many days from now, first to end first. */
export function listExpiring(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  days: number,
  page: PageOf<string>,
): Promise<ExpiringCredential[]> {
  const from = now();
  return store.listExpiring(from, new Date(from.getTime() + days * DAY_MS), page);
}

/** All of them, page by page. */
export function walkExpiring(
  issuing: Pick<Issuing, 'store' | 'now'>,
  days: number,
): AsyncGenerator<ExpiringCredential> {
  return readEach(
    PAGE,
    (page) => listExpiring(issuing, days, page),
    ({ id }) => id,
  );
}

/**
 * Adds a mail for each holder of a credential that ends within so many days, who has an address, was not told yet and has not
 * renewed it. Returns how many were added. Run again, or by several processes at once, it tells nobody twice.
 */
export async function notifyExpiring(
  issuing: Pick<Issuing, 'store' | 'now' | 'publicUrl'>,
  days: number,
  actor: string,
): Promise<number> {
  const { store, publicUrl } = issuing;
  let added = 0;
  for await (const credential of walkExpiring(issuing, days)) {
    const { id, holderId, shareId } = credential;
    if (reminderOf(credential) !== 'due' || holderId === null) continue;
    const at = issuing.now();
    const validUntil = credential.validUntil.toISOString();
    const mail = mailOfNotice(
      {
        kind: 'expiring',
        issuer: credential.issuerSlug,
        credential: credential.name,
        link: shareId === null ? null : `${publicUrl}/c/${shareId}`,
        validUntil,
      },
      { holderId, credentialId: id, occasion: validUntil, at },
    );
    const details = { kind: mail.kind, days };
    const ids = await store.addMails([mail], { at, actor, action: 'mail-added', subject: id, details });
    added += ids.length;
  }
  return added;
}
