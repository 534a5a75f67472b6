import { z } from 'zod';
import { isJsonObject, type JsonObject, valuesOf } from '../../model/json.ts';
import { AppError, type Subproblem } from '../../model/problem.ts';
import { line } from '../../program/bounded-text.ts';
import { readCredential } from '../../verify/read-credential.ts';

/** More than any recognition needs, also with those that its authority itself received. */
const MAX_BYTES = 1_000_000;

const dateTime = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const Id = z
  .string()
  .max(2_000)
  .refine((text) => URL.canParse(text) && !/\p{Cc}/u.test(text), 'Must be a URL or a URN.');
const Named = z.object({ id: Id, name: line(300).optional() });

/** What we have to know of a recognition that somebody else wrote. */
const Recognition = z.object({
  id: Id,
  type: z.array(z.string()),
  name: line(300).optional(),
  issuer: Named.or(Id.transform((id) => ({ id, name: undefined }))),
  validFrom: dateTime,
  validUntil: dateTime.optional(),
  credentialSubject: z.object({
    id: Id,
    type: z.string().or(z.array(z.string())),
    name: line(300).optional(),
    creator: Named.optional(),
  }),
});
export type Recognition = z.infer<typeof Recognition>;

/**
 * The recognition in bytes that somebody handed in, as it is and as far as it matters here; nothing of it is believed yet.
 * Throws AppError RECOGNITION_NOT_ACCEPTED that names every problem and repeats nothing.
 */
export function readRecognition(bytes: Uint8Array): { credential: JsonObject; said: Recognition } {
  if (bytes.length > MAX_BYTES) throw notAccepted('too-large', 'A recognition has at most 1 MB.');
  const read = readCredential(bytes);
  if (read.kind === 'unreadable') throw notAccepted(read.code, read.detail);
  if (read.kind === 'jwt')
    throw notAccepted(
      'jwt',
      'It is a JWT. Ask for it as JSON with a proof inside, which travels in credentials.',
    );
  const { credential } = read;
  if (
    !valuesOf(credential['type']).includes('EndorsementCredential') ||
    (!isJsonObject(credential['proof'] ?? null) && !Array.isArray(credential['proof']))
  )
    throw notAccepted('not-a-recognition', 'It is no signed EndorsementCredential.');
  const [subject, ...more] = valuesOf(credential['credentialSubject']);
  const parsed = Recognition.safeParse({
    ...credential,
    type: valuesOf(credential['type']),
    credentialSubject: more.length === 0 ? (subject ?? null) : null,
  });
  if (parsed.success) return { credential, said: parsed.data };
  const problems = parsed.error.issues.map(({ path }) => ({
    path: path.join('.'),
    code: 'invalid',
    detail: 'It is missing, or not as an EndorsementCredential has it.',
  }));
  throw new AppError('RECOGNITION_NOT_ACCEPTED', 'This is not a recognition that we can read.', { problems });
}

export function notAccepted(code: string, detail: string, problems: Subproblem[] = []): AppError {
  return new AppError('RECOGNITION_NOT_ACCEPTED', detail, {
    problems: problems.length === 0 ? [{ code, detail }] : problems,
  });
}
