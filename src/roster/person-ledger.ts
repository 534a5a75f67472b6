import { nameKey } from '../program/award-request.ts';

/** A row's person, as far as she or he is named; '' where the row says nothing. */
export interface RosterPerson {
  name: string;
  email: string;
  externalId: string;
}

/** The keys whose rows contradict each other; names as `nameKey`. */
export interface PersonFindings {
  emailsOfTwoPeople: string[];
  emailsOfTwoIds: string[];
  idsOfTwoPeople: string[];
  idsOfTwoEmails: string[];
  namesOfTwoEmails: string[];
}

export interface PersonLedger {
  note(person: RosterPerson): void;
  find(): PersonFindings;
}

/** Most keys have one companion and need no set of their own: memory is what bounds the size of a roster. */
interface Companions {
  first: Map<string, string>;
  others: Map<string, Set<string>>;
}

/** More companions than this of one key change nothing in what is said about it. */
const ENOUGH = 10;

/** Collects the people of a roster and finds what only the whole file shows. */
export function openPersonLedger(): PersonLedger {
  const byEmail: Companions = { first: new Map(), others: new Map() };
  const byId: Companions = { first: new Map(), others: new Map() };
  const byName: Companions = { first: new Map(), others: new Map() };
  return {
    note({ name, email, externalId }) {
      const key = nameKey(name);
      if (email !== '') noteCompanion(byEmail, email, writePair(key, externalId));
      if (externalId !== '') noteCompanion(byId, externalId, writePair(key, email));
      if (key !== '' && email !== '') noteCompanion(byName, key, writePair(email, externalId));
    },
    find: () => ({
      emailsOfTwoPeople: keysWith(byEmail, (a, b) => differ(a[0], b[0]) && !differ(a[1], b[1])),
      emailsOfTwoIds: keysWith(byEmail, (a, b) => differ(a[1], b[1])),
      idsOfTwoPeople: keysWith(byId, (a, b) => differ(a[0], b[0])),
      idsOfTwoEmails: keysWith(byId, (a, b) => differ(a[1], b[1])),
      namesOfTwoEmails: keysWith(byName, (a, b) => differ(a[0], b[0]) && (a[1] === '' || a[1] !== b[1])),
    }),
  };
}

type Pair = readonly [string, string];

function writePair(first: string, second: string): string {
  return `${first}\n${second}`;
}

function readPair(text: string): Pair {
  const end = text.indexOf('\n');
  return [text.slice(0, end), text.slice(end + 1)];
}

function noteCompanion({ first, others }: Companions, key: string, companion: string): void {
  const known = first.get(key);
  if (known === undefined) first.set(key, companion);
  else if (known !== companion) {
    const more = others.get(key) ?? new Set();
    others.set(key, more.size < ENOUGH ? more.add(companion) : more);
  }
}

function keysWith({ first, others }: Companions, contradict: (a: Pair, b: Pair) => boolean): string[] {
  return [...others].flatMap(([key, more]) => {
    const pairs = [first.get(key) ?? '', ...more].map(readPair);
    return pairs.some((a, i) => pairs.slice(i + 1).some((b) => contradict(a, b))) ? [key] : [];
  });
}

/** A blank says nothing, so it differs from nothing. */
function differ(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b;
}
