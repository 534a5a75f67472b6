import type { JsonObject } from '../model/json.ts';
import { canonize, rememberCanonical } from './canonize.ts';

const MOST_REMEMBERED = 200;
const LONGEST = 50_000;

const canonized = new Map<string, Promise<string>>();

/**
 * `canonize` for what is met again and again with the same content: proof options of credentials that were signed together, a
 * status list that has not changed. The canonical form is a function of the content alone, so nothing can be out of date.
 */
export function canonizeByContent(document: JsonObject): Promise<string> {
  return rememberCanonical(document, () => {
    const content = JSON.stringify(document);
    if (content.length > LONGEST) return canonize({ ...document });
    const quads = canonized.get(content) ?? canonize({ ...document });
    // A Map iterates in order of insertion: the first is the one that was not asked for longest.
    canonized.delete(content);
    canonized.set(content, quads);
    for (const stalest of canonized.keys()) {
      if (canonized.size <= MOST_REMEMBERED) break;
      canonized.delete(stalest);
    }
    return quads;
  });
}
