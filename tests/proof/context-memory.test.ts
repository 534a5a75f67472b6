import fc from 'fast-check';
import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/model/json.ts';
import { canonize } from '../../src/proof/canonize.ts';
import { contextMemory, hasOrdinaryContexts } from '../../src/proof/context-memory.ts';
import { loadContext } from '../../src/proof/document-loader.ts';
import { SharedTerms } from '../../src/proof/shared-terms.ts';
import { type ExpectedCredential, readInteropJson } from '../support/interop.ts';
import { MUTATIONS, pathsOf, pick, seededRandom } from '../support/mutations.ts';
import { buildSample, SAMPLE_KINDS } from '../verify/sample-credentials.ts';

const OPTIONS = {
  algorithm: 'RDFC-1.0',
  format: 'application/n-quads',
  base: null,
  safe: true,
  rdfDirection: 'i18n-datatype',
  documentLoader: loadContext,
};

/** What jsonld gives, by itself unless it is told otherwise; what its error says if it rejects. */
function plainly(document: JsonObject, options: object = {}): Promise<string> {
  return jsonld
    .canonize(document as jsonld.JsonLdDocument, { ...OPTIONS, ...options } as object)
    .then(String)
    .catch((error) => `rejected: ${error}`);
}

const ours = (document: JsonObject) => canonize(document).catch((error) => `rejected: ${error}`);

const counts = { same: 0, rejected: 0 };

async function expectSame(document: JsonObject): Promise<void> {
  // Each processes a copy of its own: jsonld adds to what it is given.
  const quads = await ours(structuredClone(document));
  expect(quads).toBe(await plainly(structuredClone(document)));
  counts[quads.startsWith('rejected: ') ? 'rejected' : 'same']++;
}

const ORDINARY = [...BUNDLED_CONTEXTS.keys()].filter((url) => hasOrdinaryContexts({ '@context': url }));

/** Gives a meaning to every word that has none, so that a document is not refused for one of them. */
const ANY_WORD = 'https://www.w3.org/ns/credentials/undefined-terms/v2';

function termsOf(context: Json | undefined): string[] {
  if (!isJsonObject(context)) return [];
  return Object.entries(context).flatMap(([term, value]) => [
    ...(term.startsWith('@') ? [] : [term]),
    ...(isJsonObject(value) ? termsOf(value['@context']) : []),
  ]);
}

/** Every word of every context, as a member and as a type, so that contexts meet upon one another as nobody would write them. */
function anyDocument(urls: readonly string[]): fc.Arbitrary<JsonObject> {
  const words = [...new Set(urls.flatMap((url) => termsOf(BUNDLED_CONTEXTS.get(url)?.['@context'])))];
  const scoped = words.filter((word) => /^[A-Z]/.test(word));
  const type = fc.oneof(fc.constantFrom(...scoped), fc.constantFrom(...words));
  const { node } = fc.letrec<{ node: JsonObject }>((tie) => ({
    node: fc
      .record(
        {
          '@context': fc.shuffledSubarray([...urls], { minLength: 0, maxLength: 2 }),
          id: fc.constantFrom('urn:a', 'urn:b', 'https://a.example/'),
          type: fc.oneof(type, fc.array(type, { minLength: 1, maxLength: 3 })),
          members: fc.dictionary(
            fc.constantFrom(...words),
            fc.oneof(
              { depthSize: 'small', withCrossShrink: true },
              fc.constantFrom<Json[]>('x', 'urn:c', true, 1, '2026-01-01T00:00:00Z'),
              tie('node'),
              fc.array(tie('node'), { maxLength: 2 }),
            ),
            { maxKeys: 3 },
          ),
        },
        { requiredKeys: ['type', 'members'] },
      )
      .map(({ members, '@context': context, ...rest }) => ({
        ...rest,
        ...(members as JsonObject),
        ...(context !== undefined && context.length > 0 ? { '@context': context } : {}),
      })),
  }));
  return fc
    .tuple(fc.shuffledSubarray([...urls], { minLength: 1, maxLength: 4 }), fc.boolean(), node)
    .map(([contexts, takesAnyWord, document]) => ({
      ...document,
      '@context': takesAnyWord ? [ANY_WORD, ...contexts] : contexts,
    }));
}

describe('canonize gives what jsonld gives', () => {
  it('for every credential and document of the interop set', async () => {
    const files = readInteropJson<ExpectedCredential[]>('expected.json').map(({ file }) => file);
    expect(files.length).toBeGreaterThan(20);
    for (const file of files.filter((name) => name.endsWith('.json'))) {
      const { proof, ...document } = readInteropJson(file);
      await expectSame(document);
      for (const one of [proof].flat().filter((value) => value !== undefined && isJsonObject(value))) {
        await expectSame({ '@context': document['@context'] as Json, ...(one as JsonObject) });
      }
    }
    for (const file of Object.values(readInteropJson<Record<string, string>>('documents/index.json'))) {
      await expectSame(readInteropJson(`documents/${file}`));
    }
  });

  it('for our credentials, changed in hundreds of ways', async () => {
    const random = seededRandom(20261122);
    const samples = SAMPLE_KINDS.map((kind) => buildSample(kind, 'did:web:badges.example.org'));
    for (const sample of samples) await expectSame(sample);
    for (let run = 0; run < 200; run++) {
      const document = structuredClone(pick(random, samples));
      if (pick(random, MUTATIONS).apply(document, pick(random, pathsOf(document)), random)) {
        await expectSame(document);
      }
    }
  });

  it('for whatever can be made of the words of its contexts', async () => {
    await fc.assert(fc.asyncProperty(anyDocument(ORDINARY), expectSame), { numRuns: 350 });
    const usual = ORDINARY.filter((url) =>
      /credentials\/v2$|context-3\.0\.3|clr|suites|data-integrity\/v2/.test(url),
    );
    await fc.assert(fc.asyncProperty(anyDocument(usual), expectSame), { numRuns: 350 });
    // Most that is made up so has a word without a meaning, or one that may not have another.
    expect(counts.same).toBeGreaterThan(300);
    expect(counts.rejected).toBeGreaterThan(100);
  });
});

describe('what became of a context', () => {
  /** Contexts as no bundled one is, which tell apart what is remembered. */
  const base = (terms: JsonObject): JsonObject => ({
    '@version': 1.1,
    id: '@id',
    type: '@type',
    a: 'urn:a',
    A: { '@id': 'urn:A', '@context': {} },
    ...terms,
  });
  const indexed = (context: JsonObject) => ({
    '@id': 'urn:p',
    '@container': '@index',
    '@context': context,
  });

  it('for a property, which may change protected terms, is not what becomes of it for a type', async () => {
    const T = indexed({ a: 'urn:another' });
    const context = base({ a: { '@id': 'urn:a', '@protected': true }, T, n: 'urn:n' });
    const first = { id: 'urn:1', type: 'A', T: { x: { a: 'v' } } };
    const both = { '@context': context, ...first, n: { id: 'urn:2', type: ['A', 'T'], a: 'v' } };
    expect(await plainly({ '@context': context, ...first }, { contextResolver: contextMemory })).toBe(
      await plainly({ '@context': context, ...first }),
    );
    const said = await plainly(both, { contextResolver: contextMemory });
    expect(said).toContain('redefine a protected term');
    expect(said).toBe(await plainly(both));
  });

  it('is told by what it goes back to', async () => {
    const q = { '@id': 'urn:q', '@context': {} };
    const context = base({ p: indexed({ a: 'urn:another' }), n: 'urn:n', q });
    const members = { a: 'v', n: { id: 'urn:3', a: 'w' } };
    const document = {
      '@context': context,
      id: 'urn:1',
      q: { id: 'urn:6', type: 'A', q: { id: 'urn:7', p: { x: { id: 'urn:2', ...members } } } },
      n: { id: 'urn:4', type: 'A', p: { x: { id: 'urn:5', ...members } } },
    };
    expect(await plainly(document, { contextResolver: contextMemory })).toBe(await plainly(document));
  });

  it('is not asked of contexts that a document brings along, imports or names elsewhere', () => {
    const credentials = 'https://www.w3.org/ns/credentials/v2';
    expect(hasOrdinaryContexts({ '@context': [credentials], a: [{ '@context': credentials }] })).toBe(true);
    const strange: Json[] = [
      null,
      {},
      1,
      'https://a.example/',
      [credentials, { a: 'urn:a' }],
      [[credentials]],
      'https://w3id.org/security/v2',
    ];
    for (const context of strange) {
      expect(hasOrdinaryContexts({ '@context': context })).toBe(false);
      expect(hasOrdinaryContexts({ '@context': credentials, a: [[{ '@context': context }]] })).toBe(false);
    }
    expect(ORDINARY.length).toBe(BUNDLED_CONTEXTS.size - 1);
  });
});

it('terms that were shared are changed apart', () => {
  const terms = new SharedTerms([['a', 1]]);
  expect(terms.name).toBeUndefined();
  terms.giveName();
  const [one, other] = [terms.share(), terms.share()];
  expect([one.name, other.name]).toEqual([terms.name, terms.name]);
  one.set('b', 2);
  terms.delete('a');
  expect([one, other, terms].map((some) => [some.get('a'), some.has('b')])).toEqual([
    [1, true],
    [1, false],
    [undefined, false],
  ]);
  expect([one.name, terms.name]).toEqual([undefined, undefined]);
  one.giveName();
  expect(one.name).not.toBe(other.name);
});
