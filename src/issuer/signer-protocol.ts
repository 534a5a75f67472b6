import { z } from 'zod';
import { decodeBase64Url } from '../model/bytes.ts';

/** What `lectern signer` and its clients say to each other; docs/keys.md describes it for those who write another signer. */
export const SIGNER_HELLO = { protocol: 'lectern-signer', version: 1 } as const;

/** Of one message, in both directions. */
export const MOST_MESSAGE_BYTES = 1024 * 1024;
/** We sign 64 bytes, two hashes; a signer that signs anything of any size would be of use to others. */
export const MOST_SIGNED_BYTES = 64 * 1024;

const PublicKey = z.string().regex(/^z6Mk[1-9A-HJ-NP-Za-km-z]{44}$/);
const Controller = z
  .string()
  .max(2_000)
  .regex(/^did:[a-z0-9]+:[\x21-\x7e]+$/);
const Time = z.iso.datetime();
const Data = z
  .string()
  .max(Math.ceil((MOST_SIGNED_BYTES * 4) / 3))
  .transform((text, context) => {
    try {
      return decodeBase64Url(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'It must be base64url.' });
      return z.NEVER;
    }
  });

export const SignerRequest = z.discriminatedUnion('request', [
  z.strictObject({ request: z.literal('listKeys') }),
  z.strictObject({ request: z.literal('sign'), key: PublicKey, data: Data }),
  z.strictObject({ request: z.literal('createKey'), controller: Controller, created: Time }),
  z.strictObject({ request: z.literal('destroyKey'), key: PublicKey }),
]);
/** As it travels. */
export type SignerRequest = z.input<typeof SignerRequest>;

const Key = z.strictObject({
  publicKeyMultibase: PublicKey,
  controller: Controller,
  created: Time.transform((text) => new Date(text)),
  isEncrypted: z.boolean(),
});

/** Of each request, what answers it. */
export const SignerAnswers = {
  listKeys: z.strictObject({ keys: z.array(Key) }),
  sign: z.strictObject({
    signature: Data.refine((signature) => signature.length === 64),
  }),
  createKey: z.strictObject({ key: Key }),
  destroyKey: z.strictObject({ destroyed: z.boolean() }),
};

/**
 * Why a request was not carried out. Words are for the signer's own log: what it says to a client is one of these.
 *
 * - `malformed`: it is no request of this protocol; the connection is closed.
 * - `unavailable`: there is no such key, or it cannot be opened.
 * - `refused`: a key like this must not be made here, because it would lie unencrypted.
 * - `failed`: something that nobody expected.
 */
export const SignerRefusal = z.strictObject({
  error: z.enum(['malformed', 'unavailable', 'refused', 'failed']),
});
export type SignerRefusal = z.infer<typeof SignerRefusal>;
