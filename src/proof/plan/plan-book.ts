import { isJsonObject, type JsonObject } from '../../model/json.ts';
import { type CanonicalPlan, compilePlan, readTexts } from './compile-plan.ts';
import type { HashText } from './fill-quads.ts';

/** A document that a plan knows the shape of. */
export interface Fit {
  plan: CanonicalPlan;
  texts: string[];
  nquads: string;
}

/** Plans for the shapes that have been seen. Kept by whoever meets many documents of a few shapes. */
export interface PlanBook {
  /** Null: this document is for the reference. Do not change a document after handing it in: a plan may be made from it. */
  find(document: JsonObject): Promise<Fit | null>;
  /** How many documents a plan served, and how many of a shape that has a plan it could not serve for certain. */
  counts: { filled: number; fellBack: number };
}

export interface PlanBookOptions {
  /** SHA-256 in hex. */
  hash: HashText;
  /**
   * A plan is made for a document after so many of its kind that no plan knew. Making one costs as much as processing some
   * ten documents.
   */
  patience: number;
}

/** Strangers choose the shapes of what they hand in: neither memory nor work for plans may grow with them. */
const MOST_PLANS = 256;
const MOST_ATTEMPTS = 1_000;

export function createPlanBook({ hash, patience }: PlanBookOptions): PlanBook {
  const shelves = new Map<string, Shelf>();
  const counts = { filled: 0, fellBack: 0 };
  let plans = 0;
  let attempts = 0;

  return {
    counts,
    async find(document) {
      const shelf = shelfOf(document);
      if (shelf === null) return null;
      const known = findOn(shelf, document);
      if (known !== undefined) return known;
      if (shelf.misses++ < shelf.patience) return null;
      // Of many that ask at the same time, one makes the plan.
      await shelf.underway;
      const made = findOn(shelf, document);
      if (made !== undefined) return made;
      shelf.underway = addPlan(shelf, document);
      await shelf.underway;
      return findOn(shelf, document) ?? null;
    },
  };

  function shelfOf(document: JsonObject): Shelf | null {
    const kind = kindOf(document);
    const key = kind.length > LONGEST_KEY ? hash(kind) : kind;
    let shelf = shelves.get(key);
    if (shelf === undefined) {
      if (shelves.size >= MOST_ATTEMPTS) return null;
      shelf = { plans: [], misses: 0, patience, underway: undefined };
      shelves.set(key, shelf);
    }
    return shelf;
  }

  /** Undefined: no plan knows the shape. Null: one does, and is not sure. */
  function findOn(shelf: Shelf, document: JsonObject): Fit | null | undefined {
    for (const plan of shelf.plans) {
      const texts = readTexts(plan, document);
      if (texts === null) continue;
      const nquads = plan.canonize(texts);
      if (nquads === null) counts.fellBack++;
      else counts.filled++;
      return nquads === null ? null : { plan, texts, nquads };
    }
    return undefined;
  }

  async function addPlan(shelf: Shelf, document: JsonObject): Promise<void> {
    if (plans >= MOST_PLANS || attempts >= MOST_ATTEMPTS) return;
    attempts++;
    plans++;
    const plan = await compilePlan(document, hash);
    if (plan !== null) {
      shelf.misses = 0;
      shelf.plans.unshift(plan);
      return;
    }
    plans--;
    // Its like would fail too, each time at the price of ten.
    shelf.misses = 0;
    shelf.patience = shelf.patience * 2 + 10;
  }
}

/** Documents of one kind. `underway`: the plan that is being made. */
interface Shelf {
  plans: CanonicalPlan[];
  misses: number;
  patience: number;
  underway: Promise<void> | undefined;
}

/** Strangers write what a kind is told by. */
const LONGEST_KEY = 300;

/** Documents of different kinds have different shapes for certain; most of one kind have one of a few. */
function kindOf(document: JsonObject): string {
  const subject = document['credentialSubject'];
  const achievement = isJsonObject(subject) ? subject['achievement'] : undefined;
  const id = isJsonObject(achievement) ? achievement['id'] : undefined;
  return JSON.stringify([document['type'] ?? null, id ?? null]);
}
