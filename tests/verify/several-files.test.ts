import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/model/bytes.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { verifyFiles } from '../../src/verify/verify-bytes.ts';
import { programNamed } from '../program/award-samples.ts';
import { sign } from '../support/test-issuer.ts';
import { createTrustWorld, type Party, policyOf, type TrustWorld } from './trust-world.ts';

/** Several files at once are one answer: that of what is there for its own sake. */
const sonoma = programNamed('sonoma-like');
let world: TrustWorld;
let county: Party;
let stranger: Party;
let badge: JsonObject;
beforeAll(async () => {
  world = await createTrustWorld();
  county = await world.found('badges.county.example', 'County');
  stranger = await world.found('badges.stranger.example', 'Stranger');
  badge = (await world.award(county, sonoma, 'tlms-1')).credential;
});

const verify = (...files: JsonObject[]) =>
  verifyFiles(
    files.map((file) => utf8(JSON.stringify(file))),
    { ...world.options, policy: policyOf({ issuers: [{ id: county.did, name: 'The County' }] }) },
  );

/** A credential of the stranger that names others as its parts. */
async function naming(id: string, ...others: string[]): Promise<JsonObject> {
  const { proof: _, ...unsigned } = (await world.award(stranger, sonoma, 'tlms-1')).credential;
  const relatedResource = others.map((other) => ({ id: other, digestMultibase: 'uEiAAAA' }));
  const evidence = others.map((other) => ({ id: other, type: ['Evidence'], genre: 'OpenBadgeCredential' }));
  return sign(stranger, { ...unsigned, id, evidence, relatedResource });
}

describe('credentials that name each other as parts', () => {
  it.each([
    ['two', ['urn:uuid:a', 'urn:uuid:b'], ['urn:uuid:b', 'urn:uuid:a']],
    ['one that names itself, twice', ['urn:uuid:a', 'urn:uuid:a'], ['urn:uuid:a', 'urn:uuid:a']],
  ])('answer each for itself: %s', async (_, first, second) => {
    const files = [
      await naming(...(first as [string, string])),
      await naming(...(second as [string, string])),
    ];
    const result = await verify(...files);
    expect(result.verdict).toBe('unknown-issuer');
    expect(result.parts).toHaveLength(2);
  });

  it('do not hide behind one that is good', async () => {
    const files = [await naming('urn:uuid:a', 'urn:uuid:b'), await naming('urn:uuid:b', 'urn:uuid:a')];
    expect((await verify(badge)).verdict).toBe('valid');
    expect((await verify(badge, ...files)).verdict).toBe('unknown-issuer');
  });
});

describe('an endorsement beside a credential', () => {
  it('is no answer of its own, in whatever order they come', async () => {
    const { credential } = await world.recognize(stranger, county);
    for (const files of [
      [badge, credential],
      [credential, badge],
    ]) {
      const result = await verify(...files);
      expect(result).toMatchObject({ verdict: 'valid', trust: { scope: 'named' } });
      expect(result.credential?.id).toBe(badge['id']);
    }
  });

  it('is one when there is nothing else', async () => {
    const { credential } = await world.recognize(stranger, county);
    const other = await world.recognize(county, stranger);
    expect((await verify(credential, other.credential)).verdict).toBe('unknown-issuer');
    expect((await verify(other.credential)).verdict).toBe('valid');
  });
});

it('says when there are more than it looks at', async () => {
  const copies = Array.from({ length: 101 }, () => badge);
  expect((await verify(...copies.slice(1))).verdict).toBe('valid');
  const result = await verify(...copies);
  expect(result.verdict).toBe('unreadable');
  expect(result.checks.map(({ code }) => code)).toContain('too-many-credentials');
});
