import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { canonize } from '../../src/proof/canonize.ts';
import { type Path, pathsOf, valueAt } from '../support/mutations.ts';

/** Values that are hard on whoever escapes, sorts, expands or compares; and what the reference says of a document. */

export const sha256Hex = (text: string) => createHash('sha256').update(text).digest('hex');
export const sha256 = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());

const CONTROLS = Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)).filter((c) =>
  /\p{Cc}/u.test(c),
);

const NASTY_TEXTS = [
  '',
  ' ',
  '"',
  '\\',
  '\\"',
  '\\u0041',
  '\n',
  'a\r\nb',
  '\u0000',
  CONTROLS.join(''),
  ...CONTROLS,
  '\ud800',
  'a\udc00b',
  '\ud83d',
  '\u{1f600}',
  '👩🏽‍🏫',
  'e\u0301',
  'é',
  '\u202eabc',
  'אבג',
  '\u2028\u2029\u0085\ufeff\ufffe\uffff',
  '\u{10ffff}',
  'https://example.org/a',
  'https://x y',
  'urn:x',
  '_:b0',
  '_:c14n0',
  '_:',
  '<urn:a> <urn:b> "c" .\n',
  '" .\n<urn:a> <urn:b> <urn:c> .\n',
  'x"^^<http://www.w3.org/2001/XMLSchema#string>',
  'x"@en',
  '@type',
  '@id',
  '@value',
  '@none',
  'name',
  'id',
  'type',
  'Evidence',
  'VerifiableCredential',
  '__proto__',
  'constructor',
  'toString',
  '1',
  'true',
  'null',
  '1e3',
  '{"@value":"x"}',
];

/** Mostly IRIs, of which a plan takes the plain ones; some are none. */
const NASTY_IRIS = [
  'https://a.example/',
  'https://a.example/b?c=d#e',
  'https://a.example/%41%zz',
  'https://a.example/\u00e9',
  'https://a.example/\u{1f600}',
  'https://a.example/[x]',
  'https://a.example/a b',
  'https://a.example/a"b',
  'https://a.example/a\\b',
  'https://a.example/<b>',
  'https://a.example/^`{|}',
  'https://a.example/\ud800',
  'https://a.example/\u0000',
  'https://a.example:443/x',
  'https://a.example/b/../c/./d',
  'https://A.EXAMPLE/x',
  'https://',
  'https:///x',
  'https://?',
  'https://#',
  'https://!$&()*+,;=@',
  'https:x',
  'https:/x',
  'https:',
  'HTTPS://a.example/',
  'http://a.example/',
  'https://www.w3.org/2018/credentials#VerifiableCredential',
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence',
  'https://badges.example.org/status/1',
  'urn:uuid:6b7a8d2e-8f5b-4d3a-9c0e-3a1f5e6d7c8b',
  'urn:x',
  'urn:',
  'urn://x',
  'URN:x',
  'did:web:badges.example.org',
  'did:key:z6Mk#a',
  'mailto:a@b.example',
  'schema:x',
  'schema://x',
  'ob:foo',
  'xsd:string',
  'cred:name',
  'sec:proof',
  'name:x',
  'id:x',
  'type:x',
  'data:,x',
  'javascript:alert(1)',
  '@id:x',
  ':x',
  'a.b+c-d:x',
  '1a:x',
  'a/b',
  '//a.example',
  '#x',
  '?x',
  '_:b0',
  '_:c14n1',
  '',
  '@type',
  'name',
];

const rawUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units));

const HUGE = ['x', '"', '\\', '\n', '\u{1f600}', 'é'].map((c) => c.repeat(100_000 / c.length));

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  {
    weight: 15,
    arbitrary: fc.array(fc.constantFrom(...NASTY_TEXTS), { maxLength: 4 }).map((l) => l.join('')),
  },
  { weight: 30, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 10, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  { weight: 5, arbitrary: rawUnits },
  { weight: 5, arbitrary: fc.constantFrom(...NASTY_IRIS) },
  { weight: 1, arbitrary: fc.constantFrom(...HUGE) },
);

const plainIriTail = fc.string({
  unit: fc.constantFrom(..."abzAZ09-._~:/?#[]@!$&'()*+,;=%"),
  minLength: 1,
  maxLength: 20,
});

/** In place of an IRI. Those with the same beginning as the IRI that stood there are the ones that a plan may take. */
export function hostileIri(original: string): fc.Arbitrary<string> {
  const [prefix = ''] = /^[a-z]+:(\/\/)?/.exec(original) ?? [];
  return fc.oneof(
    { weight: 60, arbitrary: plainIriTail.map((tail) => prefix + tail) },
    { weight: 1, arbitrary: hostileText.map((tail) => prefix + tail) },
    { weight: 2, arbitrary: fc.constantFrom(...NASTY_IRIS) },
  );
}

const NO_TEXTS: readonly Json[] = [
  0,
  -0,
  1.5,
  1e21,
  true,
  false,
  null,
  [],
  ['x'],
  [['x']],
  {},
  { '@value': 'x' },
  { id: 'https://a.example/' },
  { '@list': ['x'] },
];
export const noText: fc.Arbitrary<Json> = fc.constantFrom(...NO_TEXTS).map((value) => structuredClone(value));

/** What one plan never lets vary, so that a change there is a change of shape. */
const OF_THE_SHAPE = new Set([
  '@context',
  'type',
  'issuer',
  'achievement',
  'credentialSchema',
  'statusPurpose',
  'identityType',
]);

export const looksLikeIri = (text: string) => /^(https|urn|did):/.test(text);

/** Where the texts stand that differ from one award to the next. */
export function slotsOf(document: JsonObject): Path[] {
  return pathsOf(document).filter(
    (path) =>
      typeof valueAt(document, path) === 'string' && !path.some((step) => OF_THE_SHAPE.has(String(step))),
  );
}

export function put(document: JsonObject, path: Path, value: Json): void {
  const parent = valueAt(document, path.slice(0, -1)) as JsonObject;
  Object.defineProperty(parent, String(path.at(-1)), {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Some slots, or nearly all, with something else in each; ties (a text that stands in another slot too) are frequent. */
export function hostileValues(document: JsonObject): fc.Arbitrary<[Path, Json][]> {
  const slots = slotsOf(document);
  const values = slots.map((path) => {
    const original = valueAt(document, path) as string;
    const alike = slots
      .map((other) => valueAt(document, other) as string)
      .filter((text) => looksLikeIri(text) === looksLikeIri(original));
    return fc
      .oneof(
        { weight: 250, arbitrary: looksLikeIri(original) ? hostileIri(original) : hostileText },
        { weight: 25, arbitrary: fc.constantFrom(...alike, ...irisOfConstants(document, original)) },
        { weight: 1, arbitrary: noText },
      )
      .map((value): [Path, Json] => [path, value]);
  });
  return fc.oneof(
    fc.tuple(...values),
    fc
      .shuffledSubarray(values, { minLength: 1, maxLength: Math.min(4, values.length) })
      .chain((some) => fc.tuple(...some)),
  );
}

/** IRIs of the constant members, so that a slot can become one node with them. */
function irisOfConstants(document: JsonObject, original: string): string[] {
  if (!looksLikeIri(original)) return [];
  const [prefix = ''] = /^[a-z]+:(\/\/)?/.exec(original) ?? [];
  return pathsOf(document)
    .filter((path) => path[0] !== '@context')
    .map((path) => valueAt(document, path))
    .filter((value) => typeof value === 'string')
    .filter((text) => text.startsWith(prefix) && /^\S+$/.test(text))
    .slice(0, 12);
}

export function withValues(document: JsonObject, values: readonly [Path, Json][]): JsonObject {
  const copy = structuredClone(document);
  for (const [path, value] of values) put(copy, path, value);
  return copy;
}

/** The canonical N-Quads of the reference; null if it rejects. On a copy, because it remembers per object. */
export async function reference(document: JsonObject): Promise<string | null> {
  try {
    return await canonize(structuredClone(document));
  } catch {
    return null;
  }
}
