import { isJsonObject, type JsonObject, parseJson } from '../../model/json.ts';
import type { ReceivedRecognition } from '../../store/recognition-store.ts';
import type { Store } from '../../store/store.ts';
import type { Issuing } from '../issuing.ts';

/** Recognitions that travel with what is issued: those of the issuer, and those of the achievement. */
export interface Staples {
  issuer: ReceivedRecognition[];
  achievement: ReceivedRecognition[];
}

/** What an intent keeps of them: their texts never change, so the ids alone give the same bytes after a crash. */
export type StapleIds = { issuer?: string[]; achievement?: string[] };

/** As they stand in a credential. */
export interface StapledBodies {
  issuer: JsonObject[];
  achievement: JsonObject[];
}

/** So many of each kind travel with a credential, those received last first: it has to stay a file that people can send. */
const MOST_OF_A_KIND = 8;
const PAGE = 100;

/** The received recognitions that a credential issued now takes with it: in force, of this issuer and of this achievement of it. */
export async function readStaples(
  { store, now }: Pick<Issuing, 'store' | 'now'>,
  asked: { issuerDid: string; achievementId?: string },
): Promise<Staples> {
  return chooseStaples(await listReceivedOf(store, asked.issuerDid), asked, now());
}

/** Everything that this issuer has received and not dropped, newest first. */
export async function listReceivedOf(
  store: Pick<Store, 'listReceived'>,
  issuerDid: string,
): Promise<ReceivedRecognition[]> {
  const all: ReceivedRecognition[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const page = await store.listReceived(
      { limit: PAGE, ...(after === undefined ? {} : { after }) },
      { issuerDid },
    );
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

/** Those of the received ones that a credential of this achievement takes with it at that time. */
export function chooseStaples(
  received: readonly ReceivedRecognition[],
  { issuerDid, achievementId }: { issuerDid: string; achievementId?: string },
  at: Date,
): Staples {
  const inForce = received.filter(
    (one) =>
      one.issuerDid === issuerDid &&
      one.standing === 'in-force' &&
      one.droppedAt === null &&
      one.validFrom <= at &&
      (one.validUntil === null || one.validUntil > at),
  );
  const of = (kind: ReceivedRecognition['kind'], subjectId: string | undefined) =>
    inForce.filter((one) => one.kind === kind && one.subjectId === subjectId).slice(0, MOST_OF_A_KIND);
  return { issuer: of('issuer', issuerDid), achievement: of('achievement', achievementId) };
}

/** Undefined where there is nothing to take along, so that what is stored then is what it always was. */
export function stapleIds({ issuer, achievement }: Staples): StapleIds | undefined {
  if (issuer.length + achievement.length === 0) return undefined;
  const ids = (all: ReceivedRecognition[]) => all.map(({ id }) => id);
  return {
    ...(issuer.length === 0 ? {} : { issuer: ids(issuer) }),
    ...(achievement.length === 0 ? {} : { achievement: ids(achievement) }),
  };
}

/** The texts behind the ids, also of what was dropped since. */
export async function loadStaples(
  { issuer = [], achievement = [] }: StapleIds,
  readOne: (id: string) => Promise<JsonObject>,
): Promise<StapledBodies> {
  return {
    issuer: await Promise.all(issuer.map(readOne)),
    achievement: await Promise.all(achievement.map(readOne)),
  };
}

/** A received recognition as it was signed. */
export async function readStaple(store: Pick<Store, 'getReceived'>, id: string): Promise<JsonObject> {
  const received = await store.getReceived(id);
  const parsed = received === null ? null : parseJson(received.body);
  if (parsed?.ok !== true || !isJsonObject(parsed.value))
    throw new Error('a recognition that an intent names is kept');
  return parsed.value;
}
