import { AppError } from '../../model/problem.ts';
import { addYears } from '../../program/iso-time.ts';
import type { ReceivedRecognition, RecognitionRecord } from '../../store/recognition-store.ts';
import type { Store } from '../../store/store.ts';
import type { Issuing } from '../issuing.ts';

/** How things stand with a recognition, in one word; the worst first. */
export type RecognitionStanding = 'revoked' | 'dropped' | 'on-hold' | 'expired' | 'not-yet' | 'in-force';

/** Of one that was given or received, at that time. */
export function standingOf(
  recognition: Pick<RecognitionRecord, 'standing' | 'validFrom' | 'validUntil'> &
    Partial<Pick<ReceivedRecognition, 'droppedAt'>>,
  now: Date,
): RecognitionStanding {
  const { standing, droppedAt = null, validFrom, validUntil } = recognition;
  if (standing === 'revoked') return 'revoked';
  if (droppedAt !== null) return 'dropped';
  if (standing === 'suspended') return 'on-hold';
  if (validUntil !== null && validUntil <= now) return 'expired';
  return validFrom > now ? 'not-yet' : 'in-force';
}

/** How long the register goes back: as long as people may have to show what they earned then. */
const REGISTER_YEARS = 10;
/** The most of a page of the register. */
const REGISTER_PAGE = 200;
/** Verifiers read documents of up to 1 MB, and recognitions with a chain inside are not small. */
const REGISTER_PAGE_CHARACTERS = 500_000;

/** One page of what is public: given here, and not over for longer than ten years. Newest first. */
export async function readRegister(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  after?: string,
): Promise<{ recognitions: RecognitionRecord[]; next: string | null }> {
  const notOverBefore = addYears(now(), -REGISTER_YEARS);
  const page = await store.listRecognitions(
    { limit: REGISTER_PAGE + 1, ...(after === undefined ? {} : { after }) },
    { notOverBefore },
  );
  let characters = 0;
  const recognitions = page.slice(0, REGISTER_PAGE).filter(({ body }, index) => {
    characters += body.length;
    return index === 0 || characters <= REGISTER_PAGE_CHARACTERS;
  });
  return { recognitions, next: page.length > recognitions.length ? (recognitions.at(-1)?.id ?? null) : null };
}

/** A page of the register as everyone has it (`GET /recognitions` as JSON): each recognition as it was signed, byte for byte. */
export async function describeRegisterPage(
  issuing: Pick<Issuing, 'store' | 'now' | 'publicUrl'>,
  after?: string,
): Promise<string> {
  const { recognitions, next } = await readRegister(issuing, after);
  const nextUrl = `${registerUrl(issuing.publicUrl)}?after=${encodeURIComponent(next ?? '')}`;
  const parts = [
    `"recognitions":[${recognitions.map(({ body }) => body).join(',')}]`,
    ...(next === null ? [] : [`"next":${JSON.stringify(nextUrl)}`]),
  ];
  return `{${parts.join(',')}}`;
}

/** Rejects with AppError NOT_FOUND. */
export async function requireRecognition(
  store: Pick<Store, 'getRecognition'>,
  id: string,
): Promise<RecognitionRecord> {
  const recognition = await store.getRecognition(id);
  if (recognition === null) throw new AppError('NOT_FOUND', 'No recognition with this id was given here.');
  return recognition;
}

/** Where the world has the register. */
export function registerUrl(publicUrl: string): string {
  return `${publicUrl}/recognitions`;
}

/** Where the world has one that was given here. */
export function recognitionUrl(publicUrl: string, id: string): string {
  return `${registerUrl(publicUrl)}/${id.slice('urn:uuid:'.length)}`;
}
