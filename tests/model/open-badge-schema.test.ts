import { type Schema, Validator } from '@cfworker/json-schema';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { OPEN_BADGE_SCHEMA } from '../../src/model/open-badge-schema/open-badge-schema.ts';
import { type ExpectedCredential, readInteropJson } from '../support/interop.ts';
import { CHANGES, mutate, placesIn } from './mutate-json.ts';
import { plainSchema } from './plain-schema.ts';
import { sampleOf } from './sample-of-schema.ts';

const OFFICIAL = readInteropJson('schemas/ob_v3p0_achievementcredential_schema.json');

type Decide = (document: Json) => boolean;

function compileAjv(schema: JsonObject): Decide {
  const ajv = new Ajv2019({ strict: false });
  formats.default(ajv);
  const validate = ajv.compile(structuredClone(schema));
  return (document) => validate(document);
}

function interpret(schema: JsonObject): Decide {
  const validator = new Validator(structuredClone(schema) as Schema, '2019-09', false);
  return (document) => validator.validate(document).valid;
}

const official = compileAjv(OFFICIAL);
const oursCompiled = compileAjv(OPEN_BADGE_SCHEMA);
const oursInterpreted = interpret(OPEN_BADGE_SCHEMA);

/** The official verdict, after both of ours were held against it. */
function agreedVerdict(document: Json): boolean {
  const verdict = official(document);
  const ours = { compiled: oursCompiled(document), interpreted: oursInterpreted(document) };
  if (ours.compiled !== verdict || ours.interpreted !== verdict)
    throw new Error(`Official ${verdict}, ours ${JSON.stringify(ours)}: ${JSON.stringify(document)}`);
  return verdict;
}

const interopFiles = readInteropJson<ExpectedCredential[]>('expected.json')
  .map(({ file }) => file)
  .filter((file) => file.endsWith('.json'));

/** Most of what is in the field fails only for its single proof; with an array it reaches the other rules. */
function withProofArray(credential: JsonObject): JsonObject {
  const { proof } = credential;
  return proof === undefined || Array.isArray(proof) ? credential : { ...credential, proof: [proof] };
}

const interopCredentials = interopFiles.map((file) => readInteropJson(file));

test('it is the official schema, constraint by constraint', () => {
  expect(plainSchema(OPEN_BADGE_SCHEMA)).toEqual(plainSchema(OFFICIAL));
});

test('what is compared still has every class and every member called description', () => {
  const plain = plainSchema(OFFICIAL) as { properties: JsonObject; $defs: Record<string, JsonObject> };
  expect(Object.keys(plain.$defs).length).toBe(24);
  expect(plain.properties['description']).toEqual({ type: 'string' });
  expect(plain.$defs['Achievement']?.['properties']).toHaveProperty('description');
});

describe('the same verdict as the official schema', () => {
  test.each(interopFiles)('%s', (file) => {
    agreedVerdict(readInteropJson(file));
    agreedVerdict(withProofArray(readInteropJson(file)));
  });

  test.each([0, 1] as const)('a credential with every member there is, wrong in one place (%i)', (choice) => {
    const complete = sampleOf(OFFICIAL, choice);
    expect(agreedVerdict(complete)).toBe(true);
    const mutants = placesIn(complete).flatMap((place) => CHANGES.map((change) => ({ place, change })));
    const verdicts = { accepted: 0, refused: 0 };
    // One in seven, and still each change in every part of the document: their number is no multiple of seven.
    for (const { place, change } of mutants.filter((_, i) => i % 7 === choice))
      verdicts[agreedVerdict(mutate(complete, place, change)) ? 'accepted' : 'refused']++;
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(500);
    expect(CHANGES.length % 7).not.toBe(0);
  });

  it('holds for credentials of the field that were damaged in up to three places', () => {
    const spot = fc.tuple(fc.nat(), fc.constantFrom(...CHANGES));
    const damaged = fc
      .tuple(fc.constantFrom(...interopCredentials), fc.array(spot, { minLength: 1, maxLength: 3 }))
      .map(([credential, spots]) =>
        spots.reduce((document, [where, change]) => {
          const places = placesIn(document);
          return mutate(document, places[where % places.length] ?? ['id'], change);
        }, withProofArray(credential)),
      );
    const verdicts = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(damaged, (document) => {
        verdicts[agreedVerdict(document) ? 'accepted' : 'refused']++;
      }),
      { seed: 20261121, numRuns: 5000 },
    );
    expect(Math.min(verdicts.accepted, verdicts.refused)).toBeGreaterThan(500);
  });
});

/** Not the schema but its readers: ajv-formats is laxer than RFC 3339, which wants a colon in the zone and hours to 23. */
test.each(['2026-11-21T12:00:00+0100', '2026-11-21T12:00:00+01', '2026-11-21T24:59:00+01:00'])(
  'of %s ajv thinks otherwise than the interpreter, with either schema',
  (validFrom) => {
    const credential = { ...(sampleOf(OFFICIAL, 0) as JsonObject), validFrom };
    expect([official, oursCompiled].map((decide) => decide(credential))).toEqual([true, true]);
    expect([interpret(OFFICIAL), oursInterpreted].map((decide) => decide(credential))).toEqual([
      false,
      false,
    ]);
  },
);
