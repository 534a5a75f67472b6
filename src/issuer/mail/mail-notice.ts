import { z } from 'zod';
import type { MailRecord, NewMail } from '../../store/mail-store.ts';

/** What every notice names: the issuer (by slug), the credential and its share link, if it has one that is on. */
const ABOUT = {
  issuer: z.string(),
  credential: z.string(),
  link: z.url({ protocol: /^https?$/ }).nullable(),
};
const Day = z.iso.datetime().nullable();
/** What the issuer lets everyone read. A reason's code and a private note have no place here. */
const Sentence = z.string().nullable();

/** What a holder can be told, with what the text needs. It is kept as the mail's payload until it is sent. */
const MailNotice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('issued'), ...ABOUT, validUntil: Day }),
  z.strictObject({ kind: z.literal('renewed'), ...ABOUT, validUntil: Day }),
  z.strictObject({ kind: z.literal('replaced'), ...ABOUT, sentence: Sentence }),
  z.strictObject({ kind: z.literal('withdrawn'), ...ABOUT, sentence: Sentence }),
  z.strictObject({ kind: z.literal('on-hold'), ...ABOUT, sentence: Sentence }),
  z.strictObject({ kind: z.literal('restored'), ...ABOUT }),
  z.strictObject({ kind: z.literal('expiring'), ...ABOUT, validUntil: z.iso.datetime() }),
]);
export type MailNotice = z.infer<typeof MailNotice>;

/**
 * The mail to add for a notice. `occasion` tells one time from the next: the same notice of the same credential on the same
 * occasion is one mail, however often it is added. The key is `<kind>:<credential id>:<occasion>`.
 */
export function mailOfNotice(
  notice: MailNotice,
  about: { holderId: string; credentialId: string; occasion: string; at: Date },
): NewMail {
  const { holderId, credentialId, occasion, at } = about;
  const { kind, ...payload } = MailNotice.parse(notice);
  return {
    key: `${kind}:${credentialId}:${occasion}`,
    kind,
    holderId,
    credentialId,
    payload,
    createdAt: at,
    notBefore: at,
  };
}

/** Null for what this version cannot read: another one may have added it. */
export function noticeOfMail({ kind, payload }: Pick<MailRecord, 'kind' | 'payload'>): MailNotice | null {
  return MailNotice.safeParse({ kind, ...payload }).data ?? null;
}
