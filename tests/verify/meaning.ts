import jsonld from 'jsonld';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import { type Json, type JsonObject, valuesOf } from '../../src/model/json.ts';

/**
 * What is signed, by the reference: the document's canonical N-Quads, and of each proof its canonical options with its
 * value. A document that has none (safe mode refuses it) means nothing.
 */
export async function meaningOf(document: JsonObject): Promise<string> {
  const { proof, ...unsecured } = document;
  try {
    const proofs = valuesOf(proof).map(async (entry) => {
      const { proofValue, ...options } = entry as JsonObject;
      return `${await canonizeOptions({ '@context': document['@context'] as Json, ...options })}${JSON.stringify(proofValue)}`;
    });
    return JSON.stringify([await canonize(unsecured), [...new Set(await Promise.all(proofs))].sort()]);
  } catch (error) {
    return `none: ${error}`;
  }
}

const ofOptions = new Map<string, Promise<string>>();

/** Of proofs that nobody changed there are many. */
function canonizeOptions(options: JsonObject): Promise<string> {
  const content = JSON.stringify(options);
  const quads = ofOptions.get(content) ?? canonize(options);
  ofOptions.set(content, quads);
  return quads;
}

async function canonize(document: JsonObject): Promise<string> {
  const options = {
    algorithm: 'RDFC-1.0',
    format: 'application/n-quads',
    base: null,
    safe: true,
    documentLoader: async (url: string) => {
      const context = BUNDLED_CONTEXTS.get(url);
      if (context === undefined) throw new Error('not bundled');
      return { contextUrl: null, documentUrl: url, document: context };
    },
  };
  return jsonld.canonize(document, options as object);
}
