import { BUNDLED_CONTEXTS } from '../model/contexts.ts';
import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';

export interface RemoteDocument {
  contextUrl: null;
  documentUrl: string;
  document: JsonObject;
  tag: 'static';
}

/**
 * The closed JSON-LD document loader: bundled contexts and nothing else, ever. A signature depends on the context's exact
 * meaning, so an unknown one is refused by name (AppError CONTEXT_NOT_BUNDLED), never fetched.
 */
export async function loadContext(url: string): Promise<RemoteDocument> {
  const document = BUNDLED_CONTEXTS.get(url);
  if (document === undefined) {
    throw new AppError(
      'CONTEXT_NOT_BUNDLED',
      `The JSON-LD context ${printableUrl(url)} is not one that Lectern knows.`,
    );
  }
  return { contextUrl: null, documentUrl: url, document, tag: 'static' };
}

/** The name of the context, when it is short and plain enough to be shown. */
function printableUrl(url: string): string {
  return /^https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]{1,150}$/.test(url) ? `<${url}>` : '(not a URL)';
}
