import { describe, expect, it } from 'vitest';
import { sha256Hex, utf8 } from '../../src/model/bytes.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { checkPerson } from '../../src/verify/checks/person.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { createTestWorld, sign } from '../support/test-issuer.ts';
import { buildMicro } from './sample-credentials.ts';

/** OB 3.0 §B.1.12, the example of the specification: sha256("a@example.com" ‖ "Kosher"). */
const SPEC_HASH = 'b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399';

const credentialOf = (identifier: Json, name?: string): JsonObject => ({
  credentialSubject: { type: ['AchievementSubject'], identifier, ...(name === undefined ? {} : { name }) },
});
const hashed = (change: JsonObject = {}): JsonObject => ({
  type: 'IdentityObject',
  hashed: true,
  identityHash: `sha256$${SPEC_HASH}`,
  identityType: 'emailAddress',
  salt: 'Kosher',
  ...change,
});
const outcome = async (credential: JsonObject, person: { name?: string; email?: string }) => {
  const { outcome: answer, code } = await checkPerson(credential, person);
  return code === undefined ? answer : `${answer} ${code}`;
};

describe('an e-mail address', () => {
  it('is hashed with its salt behind it, as in the specification’s example', async () => {
    expect(await sha256Hex(utf8('a@example.comKosher'))).toBe(SPEC_HASH);
    expect(await outcome(credentialOf([hashed()]), { email: 'a@example.com' })).toBe('passed');
  });

  it.each([
    ['in capitals', hashed({ identityHash: `sha256$${SPEC_HASH.toUpperCase()}` }), 'a@example.com'],
    ['typed in capitals and with spaces', hashed(), ' A@Example.com '],
    ['plain', hashed({ hashed: false, identityHash: 'A@example.com', salt: 'ignored' }), 'a@EXAMPLE.com'],
    [
      'not said to be hashed',
      { identityType: 'emailAddress', identityHash: 'a@example.com' },
      'a@example.com',
    ],
  ])('%s is the same', async (_, identity, email) => {
    expect(await outcome(credentialOf([identity]), { email })).toBe('passed');
    expect(await outcome(credentialOf(identity), { email })).toBe('passed');
  });

  it.each([
    ['another address', hashed(), 'b@example.com'],
    ['another salt', hashed({ salt: 'kosher' }), 'a@example.com'],
    ['no salt', { ...hashed(), salt: 1 }, 'a@example.com'],
    ['another algorithm', hashed({ identityHash: `md5$${SPEC_HASH}` }), 'a@example.com'],
    ['no algorithm', hashed({ identityHash: SPEC_HASH }), 'a@example.com'],
    ['the hash itself, typed in', hashed(), `sha256$${SPEC_HASH}`],
    ['no hash', hashed({ identityHash: {} }), 'a@example.com'],
    ['an empty hash', hashed({ identityHash: 'sha256$' }), ''],
    ['a hash that says of itself that it is plain', hashed({ hashed: false }), 'a@example.com'],
  ])('%s is another person', async (_, identity, email) => {
    expect(await outcome(credentialOf([identity]), { email })).toBe('failed email-differs');
  });

  it('is one of several that may match', async () => {
    const other = hashed({ identityHash: 'b@example.com', hashed: false });
    expect(await outcome(credentialOf([other, hashed()]), { email: 'a@example.com' })).toBe('passed');
  });

  it.each<Json>([
    null,
    [],
    'a@example.com',
    [null],
    [{ identityType: 'name', identityHash: 'a@example.com' }],
  ])('that the credential does not carry (%j) is unknown, not passed', async (identifier) => {
    expect(await outcome(credentialOf(identifier), { email: 'a@example.com' })).toBe(
      'unknown email-not-in-credential',
    );
  });

  it('is not hidden by spelling that a signature does not cover', async () => {
    const { issuer, options } = await createTestWorld();
    const signed = await sign(issuer, buildMicro(issuer.did));
    const respell = (change: (identity: JsonObject, subject: JsonObject) => void) => {
      const copy = structuredClone(signed) as JsonObject;
      const subject = copy['credentialSubject'] as JsonObject;
      change((subject['identifier'] as JsonObject[])[1] as JsonObject, subject);
      return copy;
    };
    const verdictOf = async (credential: JsonObject, email: string) =>
      (await verifyCredential(credential, { ...options, person: { email } })).verdict;
    expect(await verdictOf(signed, 'ana@example.org')).toBe('valid');
    expect(await verdictOf(signed, 'mallory@example.org')).toBe('wrong-person');
    for (const member of ['identityType', 'identityHash', 'hashed', 'salt']) {
      for (const wrap of [(value: Json) => [value], (value: Json) => ({ '@value': value }), String]) {
        const copy = respell((identity) =>
          Object.assign(identity, { [member]: wrap(identity[member] as Json) }),
        );
        expect(await verdictOf(copy, 'mallory@example.org')).not.toBe('valid');
      }
    }
    const nested = respell((_, subject) => Object.assign(subject, { identifier: [subject['identifier']] }));
    expect(await verdictOf(nested, 'mallory@example.org')).not.toBe('valid');
  });
});

describe('a name', () => {
  const ana = credentialOf(
    [{ type: 'IdentityObject', hashed: false, identityHash: 'Ana Núñez', identityType: 'name' }],
    'Ana Núñez',
  );

  it.each(['Ana Núñez', 'ana nunez', 'ANA  NUÑEZ ', 'Ana Nu\u0301n\u0303ez', 'Ana-Núñez'])(
    '%j is the same',
    async (name) => {
      expect(await outcome(ana, { name })).toBe('passed');
    },
  );

  it.each(['Ana', 'Anna Núñez', 'Núñez Ana', 'Аna Núñez'])('%j is only pointed out', async (name) => {
    expect(await outcome(ana, { name })).toBe('warning name-differs');
  });

  it('is unknown where there is none, or only a hash of one', async () => {
    expect(await outcome(credentialOf([]), { name: 'Ana' })).toBe('unknown name-not-in-credential');
    const hash = { identityType: 'name', hashed: true, identityHash: 'Ana' };
    expect(await outcome(credentialOf([hash]), { name: 'Ana' })).toBe('unknown name-not-in-credential');
  });

  it('that fits does not excuse an e-mail that does not', async () => {
    const both = credentialOf([hashed()], 'Ana Núñez');
    expect(await outcome(both, { name: 'Ana Núñez', email: 'b@example.com' })).toBe('failed email-differs');
  });
});

it('nobody asked: skipped, and said so', async () => {
  const credential = credentialOf([hashed()]);
  expect(await checkPerson(credential, undefined)).toMatchObject({ outcome: 'skipped', code: 'not-asked' });
  expect(await checkPerson(credential, {})).toMatchObject({ outcome: 'skipped', code: 'not-asked' });
});
