import jsonld from 'jsonld';
import type { JsonObject } from '../model/json.ts';
import { contextMemory, hasOrdinaryContexts } from './context-memory.ts';
import { loadContext } from './document-loader.ts';

/** A way to the canonical N-Quads of a document; `canonize` is the reference that every other gives the same as. */
export type Canonize = (document: JsonObject) => Promise<string>;

const canonized = new WeakMap<JsonObject, Promise<string>>();

/**
 * The canonical N-Quads of a JSON-LD document: RDFC-1.0, safe mode (a term that the contexts do not define is an error,
 * not silently dropped), no base IRI, `rdfDirection: i18n-datatype` as the eddsa-rdfc-2022 suite asks. Rejects with
 * jsonld's error, or AppError CONTEXT_NOT_BUNDLED as its cause.
 *
 * Remembered per object, because the structure check and both proofs need the same answer: do not change a document
 * after handing it in.
 */
export function canonize(document: JsonObject): Promise<string> {
  return rememberCanonical(document, processJsonLd);
}

/** What was made for this very object, else what `make` makes of it. */
export function rememberCanonical(document: JsonObject, make: Canonize): Promise<string> {
  const quads = canonized.get(document) ?? make(document);
  canonized.set(document, quads);
  return quads;
}

const OPTIONS = {
  algorithm: 'RDFC-1.0',
  format: 'application/n-quads',
  base: null,
  safe: true,
  rdfDirection: 'i18n-datatype',
  documentLoader: loadContext,
};

async function processJsonLd(document: JsonObject): Promise<string> {
  const expanded = hasOrdinaryContexts(document) ? await expandFromMemory(document) : null;
  const [input, options] =
    expanded === null ? [document, OPTIONS] : [expanded, { ...OPTIONS, skipExpansion: true }];
  return (await jsonld.canonize(input as jsonld.JsonLdDocument, options as object)) as unknown as string;
}

/** Null for what jsonld by itself is to judge. */
async function expandFromMemory(document: JsonObject): Promise<object | null> {
  try {
    return await jsonld.expand(document, { ...OPTIONS, contextResolver: contextMemory } as object);
  } catch (error) {
    // A term that is not defined is none either way.
    if ((error as Error).name === 'jsonld.ValidationError') throw error;
    return null;
  }
}
