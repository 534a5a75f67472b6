import { describe, expect, it } from 'vitest';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';
import { canonize } from '../../src/proof/canonize.ts';

/**
 * What canonical plans take for granted (`slot-text.ts`): a text that begins with a scheme means the same after the scheme,
 * whatever follows. No context may have a word of its own for a whole IRI, or take a scheme that IRIs have for a prefix.
 */
interface Definition {
  url: string;
  term: string;
  value: Json;
}

/** The terms that a context defines, those of contexts inside of it too. */
function termsOf(url: string, context: Json | undefined): Definition[] {
  if (Array.isArray(context)) return context.flatMap((entry) => termsOf(url, entry));
  if (!isJsonObject(context)) return [];
  return Object.entries(context).flatMap(([term, value]) => [
    ...(term.startsWith('@') ? [] : [{ url, term, value }]),
    ...(isJsonObject(value) ? termsOf(url, value['@context']) : []),
  ]);
}

const all = [...BUNDLED_CONTEXTS].flatMap(([url, document]) => termsOf(url, document['@context']));

/** Schemes of the IRIs in our credentials, and others that the registry of schemes has and that contexts could mean. */
const SCHEMES = ['https', 'http', 'urn', 'did', 'mailto', 'tel', 'data', 'file', 'ftp', 'tag', 'ipfs', 'ext'];

describe('no bundled context', () => {
  it('is without terms for this test to look at', () => {
    expect(BUNDLED_CONTEXTS.size).toBeGreaterThan(15);
    for (const url of BUNDLED_CONTEXTS.keys()) {
      const isVocabularyOnly = url.endsWith('/undefined-terms/v2') || url.endsWith('/examples/v2');
      if (!isVocabularyOnly) expect([url, all.some((one) => one.url === url)]).toEqual([url, true]);
    }
    // The contexts inside of contexts are looked at: this one is of a type.
    expect(all.some(({ term }) => term === 'identityHash')).toBe(true);
  });

  it('defines a term that a whole IRI could be, or a part of one after its scheme', () => {
    expect(all.filter(({ term }) => /[:/]/.test(term))).toEqual([]);
  });

  it('gives a scheme of real IRIs a meaning as a prefix', () => {
    // `tag` is a term of Open Badges, but one that JSON-LD 1.1 does not take for a prefix: neither a plain text nor `@prefix`.
    const isPrefix = (value: Json) =>
      typeof value === 'string' || (isJsonObject(value) && value['@prefix'] === true);
    const prefixes = all.filter(({ value }) => isPrefix(value));
    expect(prefixes.length).toBeGreaterThan(50);
    expect(prefixes.filter(({ term }) => SCHEMES.includes(term.toLowerCase()))).toEqual([]);
  });

  it('sets a base, by which something that is no IRI would become one', () => {
    const hasBase = (context: Json | undefined): boolean =>
      Array.isArray(context)
        ? context.some(hasBase)
        : isJsonObject(context) &&
          (Object.hasOwn(context, '@base') ||
            Object.values(context).some((value) => isJsonObject(value) && hasBase(value['@context'])));
    expect(
      [...BUNDLED_CONTEXTS].filter(([, document]) => hasBase(document['@context'])).map(([url]) => url),
    ).toEqual([]);
    expect(hasBase([{ a: { '@context': { '@base': 'https://x.example/' } } }])).toBe(true);
  });
});

describe.each([...BUNDLED_CONTEXTS.keys()])('with %s', (url) => {
  it('an IRI with a scheme of real IRIs is what it says, as an id and as a type', async () => {
    const types = SCHEMES.map((scheme) => `${scheme}://t.example/x`);
    const document: JsonObject = {
      '@context': url,
      '@id': 'https://a.example/x',
      '@type': types,
      'urn:p': SCHEMES.map((scheme) => ({ '@id': `${scheme}:a.example/x` })),
    };
    const quads = await canonize(document);
    for (const type of types) expect(quads).toContain(` <${type}> .\n`);
    for (const scheme of SCHEMES)
      expect(quads).toContain(`<https://a.example/x> <urn:p> <${scheme}:a.example/x> .\n`);
  });
});
