import { z } from 'zod';
import { line, prose, Slug } from '../../program/bounded-text.ts';

/** Of a method that verifiers can follow; a longer one is nobody's. */
const Did = z
  .string()
  .trim()
  .max(300)
  .regex(/^did:(web|key):[A-Za-z0-9._:%-]+$/, 'Must be a DID of method web or key.');

/** As `HttpsUrl`, and http for localhost, where everyone tries it first. */
const Url = z
  .string()
  .trim()
  .max(2_000)
  .refine(
    (text) =>
      /^(https:\/\/|http:\/\/localhost(?=[:/]|$))[^\s@<>"{}|\\^`\p{Cc}\p{Cs}]+$/iu.test(text) &&
      URL.canParse(text),
    'Must be a complete https address.',
  );

const Profile = z.strictObject({
  id: Did,
  name: line(300),
  url: Url.optional(),
  email: z.email().max(320).optional(),
  phone: line(50).optional(),
});

/** A recognition to give: of an issuer, or, with `achievement`, of that one only. Days are UTC. */
export const RecognitionRequest = z
  .strictObject({
    /** The issuer that is recognized. */
    recognizes: Profile,
    achievement: z
      .strictObject({
        id: Url,
        name: line(300),
        humanCode: line(100).optional(),
        version: line(100).optional(),
      })
      .optional(),
    /** First and last valid day; from now on, and without an end, unless given. */
    validFrom: z.iso.date().optional(),
    validUntil: z.iso.date().optional(),
    /** For everyone: what it rests on, or how far it goes. */
    comment: prose(2_000).optional(),
    /** Slug of the issuer under this instance that gives it. */
    issuer: z.literal('').or(Slug).optional(),
  })
  .refine(
    ({ validFrom, validUntil }) =>
      validFrom === undefined || validUntil === undefined || validFrom <= validUntil,
    { path: ['validUntil'], error: 'Must not be before it begins.' },
  );
export type RecognitionRequest = z.infer<typeof RecognitionRequest>;

/** What a renewal says anew; the subject is as it was. */
export const RecognitionRenewal = z.strictObject({
  validUntil: z.iso.date().optional(),
  comment: prose(2_000).optional(),
});
export type RecognitionRenewal = z.infer<typeof RecognitionRenewal>;
