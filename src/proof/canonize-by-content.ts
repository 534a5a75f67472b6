import type { JsonObject } from '../model/json.ts';
import { canonize, rememberCanonical } from './canonize.ts';

/** Together; what is longer than a tenth of it is not kept at all. */
const MOST_CHARACTERS = 4_000_000;

const canonized = new Map<string, Promise<string>>();
let characters = 0;

/**
 * `canonize` for what is met again with the same content: a credential that is linted, signed by each suite and verified, proof
 * options of what was signed together, a status list that has not changed. The canonical form is a function of the content alone, so
 * nothing can be out of date.
 */
export function canonizeByContent(document: JsonObject): Promise<string> {
  return rememberCanonical(document, () => {
    const content = JSON.stringify(document);
    if (content.length > MOST_CHARACTERS / 10) return canonize({ ...document });
    const quads = canonized.get(content) ?? canonize({ ...document });
    // A Map iterates in order of insertion: the first is the one that was not asked for longest.
    if (canonized.delete(content)) characters -= content.length;
    canonized.set(content, quads);
    characters += content.length;
    for (const stalest of canonized.keys()) {
      if (characters <= MOST_CHARACTERS) break;
      canonized.delete(stalest);
      characters -= stalest.length;
    }
    return quads;
  });
}
