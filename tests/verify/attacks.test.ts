import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { createTestWorld, publishStatusList, sign } from '../support/test-issuer.ts';
import { buildMicro, buildSample, STATUS_INDEX } from './sample-credentials.ts';

/** Tried by hand against this verifier; each gave, or might have given, a `valid` that is none. */
const { issuer, options } = await createTestWorld();
const signed = await sign(issuer, buildMicro(issuer.did));
const text = JSON.stringify(signed);

const verdictOf = async (credential: JsonObject) => (await verifyCredential(credential, options)).verdict;
const verdictOfText = async (json: string) =>
  (await verifyBytes(new TextEncoder().encode(json), options)).verdict;

describe('members that JSON-LD does not see', () => {
  it.each(['{"validUntil":"2099-01-01T00:00:00Z"}', '{}', '[]', 'null', '"x"', '1'])(
    '`__proto__`: %s, anywhere, is refused, because nothing signs it',
    async (value) => {
      const member = `"__proto__":${value},`;
      for (const place of [
        '{"@context"',
        '{"type":["AchievementSubject"]',
        '{"type":["Evidence"]',
        '{"type":"Data',
      ]) {
        const changed = text.replace(place, place.replace('{', `{${member}`));
        if (changed !== text) expect(await verdictOfText(changed)).not.toBe('valid');
      }
      expect(await verdictOfText(text.replace('{', `{${member}`))).toBe('not-genuine');
    },
  );

  it.each(['credentialStatus', 'validFrom', 'issuer', 'proof', 'credentialSubject'])(
    'a prototype does not lend a missing %s',
    async (member) => {
      const { [member]: moved, ...rest } = signed as JsonObject;
      const json = JSON.stringify(rest).replace('{', `{"__proto__":${JSON.stringify({ [member]: moved })},`);
      expect(await verdictOfText(json)).not.toBe('valid');
    },
  );

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__defineGetter__', 'isPrototypeOf'])(
    '%s is an undefined term like any other, as a member and as a type',
    async (name) => {
      expect(await verdictOf({ ...signed, [name]: 'x' })).toBe('not-genuine');
      expect(await verdictOf({ ...signed, type: [...(signed['type'] as Json[]), name] })).not.toBe('valid');
    },
  );
});

describe('members under other names, which break no signature', async () => {
  const list = await publishStatusList(new Map(), issuer, { set: [STATUS_INDEX] });
  const fetchDocument = async (url: string) =>
    url.includes('/status/') ? { document: list } : options.fetchDocument(url);
  const { credentialStatus, ...rest } = signed as JsonObject;
  const contexts = signed['@context'] as Json[];
  const IRI = 'https://www.w3.org/2018/credentials#credentialStatus';
  const entry = credentialStatus as JsonObject;

  it.each<[string, JsonObject]>([
    ['its full IRI', { ...rest, [IRI]: entry }],
    ['a name that an inline context gives it', { ...rest, '@context': [...contexts, { x: IRI }], x: entry }],
    ['a name beside it in an `@nest`', { ...rest, '@nest': { credentialStatus: entry } }],
    [
      'a second object of the same `id`',
      {
        ...rest,
        '@included': [{ id: rest['id'] as Json, type: 'VerifiableCredential', credentialStatus: entry }],
      },
    ],
  ])('a withdrawn status under %s is not overlooked', async (_, credential) => {
    const { verdict, checks } = await verifyCredential(credential, { ...options, fetchDocument });
    expect(checks.find(({ check }) => check === 'proof')?.outcome).toBe('passed');
    expect(['valid', 'expired', 'status-unknown']).not.toContain(verdict);
  });

  it.each<[string, (credential: JsonObject) => void]>([
    ['`@id` of the status', ({ credentialStatus: status }) => rename(status as JsonObject, 'id', '@id')],
    [
      '`@type` of the status',
      ({ credentialStatus: status }) => rename(status as JsonObject, 'type', '@type'),
    ],
    [
      'a full IRI in the status',
      ({ credentialStatus: status }) =>
        rename(
          status as JsonObject,
          'statusPurpose',
          'https://www.w3.org/ns/credentials/status#statusPurpose',
        ),
    ],
    [
      'a full IRI of a level',
      ({ credentialSubject: subject }) =>
        rename(subject as JsonObject, 'result', 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#result'),
    ],
    [
      'a label for a blank node',
      ({ credentialSubject: subject }) => Object.assign(subject as JsonObject, { id: '_:b7' }),
    ],
  ])('%s is refused', async (_, change) => {
    const copy = structuredClone(signed) as JsonObject;
    change(copy);
    const { verdict, checks } = await verifyCredential(copy, options);
    expect(checks.find(({ check }) => check === 'proof')?.outcome).toBe('passed');
    expect(verdict).toBe('not-genuine');
  });
});

function rename(object: JsonObject, from: string, to: string): void {
  object[to] = object[from] as Json;
  delete object[from];
}

describe('two readings of one text', () => {
  it('of members that stand twice, the last counts, for the signature too', async () => {
    const early = text.replace('{', '{"validUntil":"2020-01-01T00:00:00Z","name":"x",');
    expect(await verdictOfText(early)).toBe('not-genuine');
    const withoutUntil = text.replace('{', '{"name":"President",');
    expect((await verifyBytes(new TextEncoder().encode(withoutUntil), options)).credential?.name).toBe(
      signed['name'],
    );
    expect(await verdictOfText(text.replace(/\}$/, ',"name":"President"}'))).toBe('not-genuine');
  });

  it('escapes are only spelling; look-alikes are not', async () => {
    expect(await verdictOfText(text.replaceAll('ñ', '\\u00f1').replaceAll('/', '\\/'))).toBe('valid');
    expect(await verdictOfText(text.replaceAll('ñ', 'n\u0303'))).toBe('not-genuine');
    expect(await verdictOfText(text.replaceAll('Ana', '\u0410na'))).toBe('not-genuine');
    expect(await verdictOfText(text.replace('Ana Núñez', 'Ana Núñez\\u0000'))).toBe('not-genuine');
    expect(await verdictOfText(text.replace('Ana Núñez', '\\ud800'))).not.toBe('valid');
  });

  it('huge numbers where text should be are no exception', async () => {
    for (const number of ['1e400', '-0', '9007199254740993', '1E-400']) {
      expect(await verdictOfText(text.replace('"94567"', number))).not.toBe('valid');
      expect(await verdictOfText(text.replace('{', `{"description":${number},`))).not.toBe('valid');
    }
  });
});

describe('a signature in another spelling', () => {
  const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  const L = 2n ** 252n + 27742317777372353535851937790883648493n;
  const toNumber = (base58: string) =>
    [...base58].reduce((sum, letter) => sum * 58n + BigInt(ALPHABET.indexOf(letter)), 0n);
  function toBase58(number: bigint): string {
    return number === 0n ? '' : toBase58(number / 58n) + ALPHABET[Number(number % 58n)];
  }
  const withValue = (value: string) => {
    const [first, second] = signed.proof as [JsonObject, JsonObject];
    return { ...signed, proof: [{ ...first, proofValue: value }, second] };
  };
  const [first] = signed.proof as [JsonObject];
  const value = first['proofValue'] as string;

  it('with the group order added to S (RFC 8032 §5.1.7) does not hold', async () => {
    const bytes = Buffer.from(toNumber(value.slice(1)).toString(16).padStart(128, '0'), 'hex');
    const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`);
    const spelled = (number: bigint) => {
      const half = Buffer.from(number.toString(16).padStart(64, '0'), 'hex').reverse();
      return `z${toBase58(BigInt(`0x${Buffer.concat([bytes.subarray(0, 32), half]).toString('hex')}`))}`;
    };
    expect(spelled(s)).toBe(value);
    expect(await verdictOf(withValue(spelled(s + L)))).toBe('not-genuine');
  });

  it.each([
    ['with zeros before it', `z1${value.slice(1)}`],
    ['with more behind it', `${value}1`],
    [
      'in base64url',
      `u${Buffer.from(toNumber(value.slice(1)).toString(16).padStart(128, '0'), 'hex').toString('base64url')}`,
    ],
    ['with spaces', `${value} `],
    ['without its multibase letter', value.slice(1)],
    ['in an array', [value]],
    ['all zeros', `z${'1'.repeat(64)}`],
  ])('%s does not hold', async (_, spelling) => {
    expect(await verdictOf(withValue(spelling as string))).toBe('not-genuine');
  });
});

describe('proofs', () => {
  it.each<[string, JsonObject]>([
    ['an unsigned jws beside it', { jws: 'x' }],
    ['a signatureValue beside it', { signatureValue: 'x' }],
    ['contexts of its own', { '@context': 'https://w3id.org/security/v2' }],
    ['another purpose', { proofPurpose: 'authentication' }],
    ['its purpose by full IRI', { proofPurpose: 'https://w3id.org/security#assertionMethod' }],
    ['an end', { expires: '2099-01-01T00:00:00Z' }],
    ['an `expiration`', { expiration: '2020-01-01T00:00:00Z' }],
    ['a domain', { domain: 'example.org' }],
    ['its type in an array', { type: ['DataIntegrityProof'] }],
    ['its suite in an array', { cryptosuite: ['eddsa-rdfc-2022'] }],
    ['its key as an object', { verificationMethod: { id: `${issuer.did}#x` } }],
    ['a previous proof', { previousProof: 'urn:uuid:1' }],
    ['no date', { created: null }],
  ])('with %s are not valid', async (_, change) => {
    const [first, second] = signed.proof as [JsonObject, JsonObject];
    expect(await verdictOf({ ...signed, proof: [{ ...first, ...change }, second] })).not.toBe('valid');
    expect(await verdictOf({ ...signed, proof: { ...first, ...change } })).not.toBe('valid');
  });

  it('of a suite that nobody has do not stand in for one that holds', async () => {
    const [first] = signed.proof as [JsonObject];
    for (const cryptosuite of ['ecdsa-rdfc-2019', 'eddsa-jcs-2022', 'nonsense', 'constructor']) {
      expect(await verdictOf({ ...signed, proof: [{ ...first, cryptosuite }] })).toBe('unsupported-proof');
    }
  });
});

describe('status', () => {
  it('is not lost by moving, nesting, renaming or doubling the entry', async () => {
    const list = await publishStatusList(new Map(), issuer, { set: [STATUS_INDEX] });
    const world = {
      ...options,
      fetchDocument: async (url: string) =>
        url.includes('/status/') ? { document: list } : options.fetchDocument(url),
    };
    const entry = signed['credentialStatus'] as JsonObject;
    const { credentialStatus: _, ...without } = signed as JsonObject;
    const subject = signed['credentialSubject'] as JsonObject;
    const attempts: JsonObject[] = [
      without,
      { ...without, credentialSubject: { ...subject, credentialStatus: entry } },
      { ...without, issuer: { ...(signed['issuer'] as JsonObject), credentialStatus: entry } },
      ...[
        [],
        [[entry]],
        [null, entry],
        entry['id'] as string,
        { id: entry['id'] as string },
        { '@value': 'x' },
      ].map((credentialStatus) => ({ ...signed, credentialStatus }) as JsonObject),
      { ...signed, credentialStatus: [entry, { ...entry, statusPurpose: 'message' }] },
      { ...signed, credentialStatus: { ...entry, statusSize: 0 } },
      {
        ...signed,
        credentialStatus: { ...entry, type: ['BitstringStatusListEntry', '1EdTechRevocationList'] },
      },
    ];
    expect((await verifyCredential(signed, world)).verdict).toBe('revoked');
    for (const attempt of attempts) {
      expect((await verifyCredential(attempt, world)).verdict).not.toBe('valid');
    }
  });
});

describe('a full credential', async () => {
  const full = await sign(issuer, buildSample('full', issuer.did));
  const resources = (credential: JsonObject) => credential['relatedResource'] as JsonObject[];

  it('with the digest of a part changed is not genuine', async () => {
    const changed = structuredClone(full) as JsonObject;
    Object.assign(resources(changed)[0] as JsonObject, { digestMultibase: `uEiA${'z'.repeat(43)}` });
    expect(await verdictOf(changed)).toBe('not-genuine');
  });

  it('breaks no signature when a digest moves to the evidence of the same id: its absence is never “nothing to compare”', async () => {
    const moved = structuredClone(full) as JsonObject;
    for (const [i, resource] of resources(moved).entries()) {
      const evidence = (moved['evidence'] as JsonObject[])[i] as JsonObject;
      expect(evidence['id']).toBe(resource['id']);
      evidence['digestMultibase'] = resource['digestMultibase'] as Json;
      delete resource['digestMultibase'];
    }
    const { checks } = await verifyCredential(moved, options);
    expect(checks.find(({ check }) => check === 'proof')?.outcome).toBe('passed');
    expect(checks.find(({ check }) => check === 'completeness')?.outcome).not.toBe('passed');
  });
});
