import { type RecognitionStanding, standingOf } from '../recognitions/list-recognitions.ts';
import type { Register } from './read-whole-register.ts';
import type { RegisterEntry, RegisterProfile } from './register-entry.ts';
import { foldText } from './search-text.ts';

/** What an issuer is recognized for: as a whole, or for one achievement. */
export interface RecognizedFor {
  entry: RegisterEntry;
  standing: RecognitionStanding;
  /** The beginning of the first of the recognitions that follow each other without a gap. */
  since: Date;
}

/** An issuer of the register with all that it is, was or will be recognized for. */
export interface RegisterIssuer {
  /** As the newest recognition says that is in force, else the newest. */
  profile: RegisterProfile;
  isRecognized: boolean;
  /** Those in force first. A recognition that another one goes on from is not told beside it. */
  recognitions: RecognizedFor[];
}

/** One for each issuer that the register names; those that are recognized now first, then by name. */
export function listRegisterIssuers({ entries }: Register, at: Date): RegisterIssuer[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const issuers = [...Map.groupBy(entries, ({ issuer }) => issuer.did).values()].map((own) =>
    describeIssuer(own, byId, at),
  );
  return issuers.sort(
    (one, other) =>
      Number(other.isRecognized) - Number(one.isRecognized) ||
      compareText(foldText(one.profile.name), foldText(other.profile.name)) ||
      compareText(one.profile.did, other.profile.did),
  );
}

/** The standing of each entry, and since when it holds. */
export function describeEntry(
  entry: RegisterEntry,
  byId: ReadonlyMap<string, RegisterEntry>,
  at: Date,
): RecognizedFor {
  let first = entry;
  const seen = new Set([entry.id]);
  for (;;) {
    const before = first.renews === null ? undefined : byId.get(first.renews);
    if (before === undefined || seen.has(before.id) || !adjoins(before, first)) break;
    seen.add(before.id);
    first = before;
  }
  return { entry, standing: standingOf(entry, at), since: first.validFrom };
}

function describeIssuer(
  own: readonly RegisterEntry[],
  byId: ReadonlyMap<string, RegisterEntry>,
  at: Date,
): RegisterIssuer {
  const all = own.map((entry) => describeEntry(entry, byId, at));
  const isInForce = ({ standing }: RecognizedFor) => standing === 'in-force';
  const goneOn = new Set(all.filter(isInForce).map(({ entry }) => entry.renews));
  const told = all.filter(({ entry }) => !goneOn.has(entry.id));
  const inForce = told.filter(isInForce);
  const others = told.filter((one) => !isInForce(one));
  const [latest] = [...inForce, ...all];
  if (latest === undefined) throw new Error('an issuer of the register has a recognition');
  return {
    profile: latest.entry.issuer,
    isRecognized: inForce.length > 0,
    recognitions: [...inForce, ...others],
  };
}

/** Nobody was without a recognition between the two; a day of grace, because recognitions begin and end with days. */
function adjoins(before: RegisterEntry, after: RegisterEntry): boolean {
  if (before.standing === 'revoked') return false;
  return before.validUntil === null || after.validFrom.getTime() - before.validUntil.getTime() <= 86_400_000;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
