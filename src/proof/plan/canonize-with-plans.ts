import { type Canonize, canonize, rememberCanonical } from '../canonize.ts';
import type { PlanBook } from './plan-book.ts';

/** `canonize` for many documents of a few shapes: from a plan where one is sure, from the reference otherwise. */
export function canonizeWithPlans(plans: PlanBook): Canonize {
  return (document) =>
    rememberCanonical(
      document,
      async () => (await plans.find(document))?.nquads ?? canonize({ ...document }),
    );
}
