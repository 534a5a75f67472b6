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
  /** Null: this document is for the reference. */
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
  const shelves = new Map<string, { plans: CanonicalPlan[]; misses: number; patience: number }>();
  const counts = { filled: 0, fellBack: 0 };
  let plans = 0;
  let attempts = 0;

  return {
    counts,
    async find(document) {
      const kind = kindOf(document);
      let shelf = shelves.get(kind);
      if (shelf === undefined) {
        if (shelves.size >= MOST_ATTEMPTS) return null;
        shelf = { plans: [], misses: 0, patience };
        shelves.set(kind, shelf);
      }
      for (const plan of shelf.plans) {
        const texts = readTexts(plan, document);
        if (texts !== null) return fill(plan, texts);
      }
      if (shelf.misses++ < shelf.patience || plans >= MOST_PLANS || attempts >= MOST_ATTEMPTS) return null;
      shelf.misses = 0;
      attempts++;
      const plan = await compilePlan(document, hash);
      if (plan === null) {
        // Its like would fail too, each time at the price of ten.
        shelf.patience = shelf.patience * 2 + 10;
        return null;
      }
      plans++;
      shelf.plans.unshift(plan);
      return fill(plan, [...plan.template]);
    },
  };

  function fill(plan: CanonicalPlan, texts: string[]): Fit | null {
    const nquads = plan.canonize(texts);
    if (nquads === null) counts.fellBack++;
    else counts.filled++;
    return nquads === null ? null : { plan, texts, nquads };
  }
}

/** Documents of different kinds have different shapes for certain; most of one kind have one of a few. */
function kindOf(document: JsonObject): string {
  const subject = document['credentialSubject'];
  const achievement = isJsonObject(subject) ? subject['achievement'] : undefined;
  const id = isJsonObject(achievement) ? achievement['id'] : undefined;
  return JSON.stringify([document['type'] ?? null, id ?? null]);
}
