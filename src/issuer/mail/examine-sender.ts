import type { Examination } from '../../model/examination.ts';
import type { Store } from '../../store/store.ts';

/** Whether the mail of every issuer has a sender; without one it waits. */
export async function examineSender(
  store: Pick<Store, 'listIssuers'>,
  from: string | null,
): Promise<Examination> {
  const subject = 'mail sender';
  if (from !== null) return { subject, outcome: 'ok', detail: 'LECTERN_MAIL_FROM' };
  const without = (await store.listIssuers()).filter(({ email }) => email === null);
  return without.length === 0
    ? { subject, outcome: 'ok', detail: 'the address of each issuer' }
    : {
        subject,
        outcome: 'failing',
        detail: `${without.map(({ did }) => did).join(', ')} has no address: give \`lectern init\` --email, or set LECTERN_MAIL_FROM.`,
      };
}
