import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { createPlanBook, type PlanBook } from '../../src/proof/plan/plan-book.ts';
import { MUTATIONS, pathsOf, pick, type Random, seededRandom, valueAt } from '../support/mutations.ts';
import { buildSample, SAMPLE_KINDS } from '../verify/sample-credentials.ts';
import { hostileText, hostileValues, put, reference, sha256Hex, withValues } from './hostile-texts.ts';

/**
 * Plan books against jsonld, over documents that nobody planned for. One half of the cases; the other is in
 * `canonical-plan.test.ts`. The achievements are small here, because the reference pays for them every time.
 */
const counts = { cases: 0, served: 0, rejected: 0 };

const DID = 'did:web:badges.example.org';
const small: JsonObject[] = SAMPLE_KINDS.map((kind) => {
  const document = buildSample(kind, DID);
  const subject = document['credentialSubject'] as JsonObject;
  const { id, type, name, description, criteria } = subject['achievement'] as JsonObject;
  subject['achievement'] = { id, type, name, description, criteria } as JsonObject;
  return document;
});

/** Whenever the book answers, the reference answers, and the same. */
async function expectSame(book: PlanBook, document: JsonObject): Promise<boolean> {
  counts.cases++;
  const fit = await book.find(structuredClone(document));
  if (fit === null) return false;
  const expected = await reference(document);
  if (expected === null) counts.rejected++;
  expect(fit.nquads).toBe(expected);
  counts.served++;
  return true;
}

const newBook = (patience: number) => createPlanBook({ hash: sha256Hex, patience });

describe.each(small.map((document, i) => ({ document, kind: SAMPLE_KINDS[i] })))('$kind', ({ document }) => {
  it('gives what the reference gives, whatever stands in the slots', async () => {
    const book = newBook(0);
    expect(await expectSame(book, document)).toBe(true);
    // Of another shape there are few, and making plans for them is what costs.
    const few = newBook(1_000);
    for (const plan of [book]) {
      await fc.assert(
        fc.asyncProperty(hostileValues(document), async (values) => {
          const isText = values.every(([, value]) => typeof value === 'string');
          await expectSame(isText ? plan : few, withValues(document, values));
        }),
        { numRuns: 700 },
      );
    }
  });
});

/** A change of what a plan lets vary, and of nothing else. */
function varied(document: JsonObject, random: Random, texts: readonly string[]): JsonObject {
  const copy = structuredClone(document);
  for (const path of pathsOf(copy)) {
    if (random() < 0.6 || typeof path.at(-1) !== 'string') continue;
    const value = valueAt(copy, path);
    if (typeof value !== 'string') continue;
    const [prefix = ''] = /^[A-Za-z]+:(\/\/)?/.exec(value) ?? [];
    if (
      path.some((step) =>
        ['@context', 'type', 'issuer', 'achievement', 'credentialSchema'].includes(String(step)),
      )
    )
      continue;
    put(
      copy,
      path,
      prefix === '' || random() < 0.05 ? pick(random, texts) : `${prefix}v${Math.floor(random() * 5)}`,
    );
  }
  return copy;
}

describe('mutated documents', () => {
  it.each([0, 2])('patience %i', async (patience) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.array(hostileText, { minLength: 8, maxLength: 8 }),
        async (seed, texts) => {
          const random = seededRandom(seed);
          const mutated = structuredClone(pick(random, small));
          for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
            try {
              pick(random, MUTATIONS).apply(mutated, pick(random, pathsOf(mutated)), random);
            } catch {
              // Two mutations can be impossible together; one of them is enough.
            }
          }
          const book = newBook(patience);
          for (let n = 0; n <= patience; n++) await expectSame(book, mutated);
          for (let n = 0; n < 4; n++) await expectSame(book, varied(mutated, random, texts));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('members and values of any kind anywhere', async () => {
    const members = [
      '@id @type @index @value @language @graph @included @nest @reverse __proto__ toString toJSON',
      'image id type name schema:name https://schema.org/name urn:p a/b  proof',
    ].flatMap((names) => names.split(' '));
    const values = fc.oneof(
      hostileText,
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
      fc.constantFrom('https://a.example/x', 'urn:x', DID),
    );
    const change = fc.tuple(fc.nat(), fc.constantFrom(...members), values, values);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...small),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        async (document, changes) => {
          const book = newBook(0);
          for (const turn of [2, 3]) {
            const copy = structuredClone(document);
            for (const [at, member, ...both] of changes) {
              const objects = pathsOf(copy).filter((path) => isPlainObject(valueAt(copy, path)));
              put(
                copy,
                [...(objects[at % objects.length] ?? []), member],
                structuredClone(both[turn - 2] as Json),
              );
            }
            await expectSame(book, copy);
          }
        },
      ),
      { numRuns: 80 },
    );
  });
});

function isPlainObject(value: Json): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('what the reference sees in more than the texts', () => {
  const evidence = (id: string, more: JsonObject = {}): JsonObject => ({
    ...(small[0] as JsonObject),
    evidence: [{ id, ...('@type' in more ? {} : { type: ['Evidence'], name: 'n' }), ...more }],
  });
  const context = (terms: JsonObject, id: string, more: JsonObject): JsonObject => {
    const document = evidence(id, more);
    return { ...document, '@context': [...(document['@context'] as Json[]), terms] };
  };
  /** Each item has a node inside of it that only its text and its neighbours tell from the other's. */
  const nested = (...texts: [string, string]): JsonObject => ({
    ...evidence('urn:e'),
    evidence: texts.map((text, i) => ({
      type: ['Evidence'],
      name: `Item ${i}`,
      'urn:inner': { 'urn:text': text, 'urn:innermost': { 'urn:number': `${i}` } },
    })),
  });
  const related = (id: string): JsonObject => ({
    ...evidence('https://e.example/a', { '@index': 'x' }),
    relatedResource: [{ id, '@index': 'y', mediaType: 'text/plain' }],
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['one node with two values of @index', related('https://e.example/b'), related('https://e.example/a')],
    [
      'a term that looks like an IRI and means nothing',
      context({ 'https://t.example/x': null, p: { '@id': 'urn:p', '@type': '@vocab' } }, 'urn:e', {
        p: 'https://t.example/y',
      }),
      context({ 'https://t.example/x': null, p: { '@id': 'urn:p', '@type': '@vocab' } }, 'urn:e', {
        p: 'https://t.example/x',
      }),
    ],
    [
      'a type that looks like an IRI and has a context',
      context(
        { 'https://t.example/T': { '@id': 'https://t.example/T', '@context': { narrative: 'urn:other' } } },
        'urn:e',
        { '@type': 'https://t.example/y', narrative: 'x' },
      ),
      context(
        { 'https://t.example/T': { '@id': 'https://t.example/T', '@context': { narrative: 'urn:other' } } },
        'urn:e',
        { '@type': 'https://t.example/T', narrative: 'x' },
      ),
    ],
    [
      'a scheme that a context takes for a prefix',
      context({ ex: { '@id': 'https://t.example/', '@prefix': true } }, 'ex:a', {}),
      context({ ex: { '@id': 'https://t.example/', '@prefix': true } }, 'ex://a', {}),
    ],
    [
      'an IRI that only starts like the others',
      evidence('https://e.example/a'),
      evidence('https:e.example/a'),
    ],
    [
      'a language',
      evidence('urn:e', { '@type': 'urn:t', description: { '@value': 'x', '@language': 'en' } }),
      evidence('urn:e', { '@type': 'urn:t', description: { '@value': 'x', '@language': 'e n' } }),
    ],
    [
      'a datatype',
      evidence('urn:e', { description: { '@value': 'x', '@type': 'urn:t' } }),
      evidence('urn:e', {
        description: { '@value': 'x', '@type': 'http://www.w3.org/2001/XMLSchema#double' },
      }),
    ],
    [
      'the text of a double',
      evidence('urn:e', {
        description: { '@value': '1', '@type': 'http://www.w3.org/2001/XMLSchema#double' },
      }),
      evidence('urn:e', {
        description: { '@value': '1e2', '@type': 'http://www.w3.org/2001/XMLSchema#double' },
      }),
    ],
    [
      'JSON',
      evidence('urn:e', { description: { '@value': { a: 'x' }, '@type': '@json' } }),
      evidence('urn:e', { description: { '@value': { a: '"' }, '@type': '@json' } }),
    ],
    ['a set', evidence('urn:e', { 'urn:set': ['x', 'y'] }), evidence('urn:e', { 'urn:set': ['x', 'x'] })],
    ['nodes that are alike, between others that are not', nested('x', 'y'), nested('x', 'x')],
    [
      'a list',
      evidence('urn:e', { description: { '@list': ['x', 'y'] } }),
      evidence('urn:e', { description: { '@list': ['x', 'x'] } }),
    ],
    [
      'a named graph',
      evidence('urn:e', { '@graph': [{ id: 'urn:g', name: 'x' }] }),
      evidence('urn:e', { '@graph': [{ id: 'urn:e', name: 'y' }] }),
    ],
  ])('%s', async (_name, template, document) => {
    const book = newBook(0);
    await expectSame(book, template);
    await expectSame(book, document);
  });

  it('has no plan, and no error, for a text that is too long to be read as N-Quads', async () => {
    const document = structuredClone(small[0] as JsonObject);
    const subject = document['credentialSubject'] as JsonObject;
    (subject['achievement'] as JsonObject)['description'] = '"'.repeat(10_000_000);
    const fit = await newBook(0).find(document);
    if (fit !== null) expect(fit.nquads === (await reference(document))).toBe(true);
  });
});

describe('a plan book', () => {
  const [micro] = small as [JsonObject];
  const shaped = (n: number): JsonObject => ({ ...micro, [`https://m.example/${n}`]: 'x' });
  const ofKind = (n: number): JsonObject => ({
    ...micro,
    type: [...(micro['type'] as string[]), `https://t.example/${n}`],
  });

  it('makes a plan when as many of a kind as its patience had none', async () => {
    for (const patience of [0, 1, 3]) {
      const book = newBook(patience);
      const found: boolean[] = [];
      for (let n = 0; n < 5; n++) found.push((await book.find({ ...micro, name: `${n}` })) !== null);
      expect(found).toEqual([0, 1, 2, 3, 4].map((n) => n >= patience));
      expect(book.counts).toEqual({ filled: 5 - patience, fellBack: 0 });
    }
  });

  it('counts what it fills and what it leaves to the reference', async () => {
    const book = newBook(0);
    await book.find(micro);
    await book.find({ ...micro, name: 'x' });
    expect(await book.find({ ...micro, name: '\ud800' })).toBeNull();
    expect(await book.find({ ...micro, id: 'http://other.example/' })).toBeNull();
    // Of a shape of its own, which can have no plan.
    expect(await book.find({ ...micro, unknownTerm: 'x' })).toBeNull();
    expect(book.counts).toEqual({ filled: 2, fellBack: 2 });
  });

  /** With an achievement so small that a plan costs little. */
  const tiny = (n: number): JsonObject => ({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential'],
    [`urn:m${n}`]: 'x',
  });

  it('makes 256 plans and no more, and goes on with those', async () => {
    const book = newBook(0);
    for (let n = 0; n < 300; n++) await book.find(tiny(n));
    expect(book.counts.filled).toBe(256);
    expect(await book.find(tiny(299))).toBeNull();
    expect((await book.find(tiny(0)))?.nquads).toBe(await reference(tiny(0)));
  });

  it('makes 256 plans and no more when all come at once', async () => {
    const book = newBook(0);
    await Promise.all(Array.from({ length: 300 }, (_, n) => book.find(tiny(n))));
    const before = book.counts.filled;
    for (let n = 0; n < 300; n++) await book.find(tiny(n));
    // What the second round finds is what was kept.
    expect(book.counts.filled - before).toBeLessThanOrEqual(256);
  });

  it('gives up after a thousand attempts', async () => {
    const book = newBook(0);
    const bad = (n: number): JsonObject => ({ ...tiny(n), '@context': [`https://c.example/${n}`] });
    for (let n = 0; n < 1_000; n++) await book.find(bad(n));
    expect(await book.find(tiny(0))).toBeNull();
    expect(book.counts).toEqual({ filled: 0, fellBack: 0 });
  });

  it('knows a thousand kinds and no more', async () => {
    const book = newBook(1);
    for (let n = 0; n < 1_000; n++) expect(await book.find(ofKind(n))).toBeNull();
    const other = shaped(0);
    for (let n = 0; n < 4; n++)
      expect(await book.find({ ...other, type: ['VerifiableCredential'] })).toBeNull();
  });
});

afterAll(() => {
  console.info(`plan books: ${JSON.stringify(counts)}`);
  expect(counts.cases).toBeGreaterThan(2_800);
  expect(counts.served).toBeGreaterThan(1_500);
});
