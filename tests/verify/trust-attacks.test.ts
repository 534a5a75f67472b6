import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/model/bytes.ts';
import { type Json, type JsonObject, valuesOf } from '../../src/model/json.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import type { VerifyOptions } from '../../src/verify/check.ts';
import { verifyBytes, verifyFiles } from '../../src/verify/verify-bytes.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { programNamed } from '../program/award-samples.ts';
import { changeLeaf, leavesOf, seededRandom } from '../support/mutations.ts';
import { createKeyIssuer, sign, type TestIssuer } from '../support/test-issuer.ts';
import { meaningOf } from './meaning.ts';
import { createTrustWorld, memberOf, type Party, policyOf, type TrustWorld, tamper } from './trust-world.ts';

const sonoma = programNamed('sonoma-like');
let world: TrustWorld;
let county: Party;
let stranger: TestIssuer;
let parts: Awaited<ReturnType<TrustWorld['awardAll']>>;
let full: JsonObject;
let policy: Policy;

beforeAll(async () => {
  world = await createTrustWorld();
  county = await world.found('badges.county.example', 'County Office');
  stranger = await createKeyIssuer(91, 'California Department of Education');
  parts = await world.awardAll(county, sonoma);
  full = (
    await world.compose(
      county,
      sonoma,
      parts.map(({ held }) => held),
    )
  ).credential;
  policy = policyOf({ issuers: [{ id: county.did, name: 'County' }] });
});

const all = () => parts.map(({ credential }) => credential as JsonObject);
const verify = (credential: JsonObject, options: Partial<VerifyOptions> = {}) =>
  verifyCredential(credential, { ...world.options, ...options });
const fileOf = (credential: JsonObject | string) =>
  utf8(typeof credential === 'string' ? credential : JSON.stringify(credential));
const checkOf = (result: VerificationResult, name: string) =>
  result.checks.find(({ check }) => check === name);
const codesOf = (result: VerificationResult, name: string) => {
  const check = checkOf(result, name);
  return (check?.findings ?? (check === undefined ? [] : [check])).map(({ code }) => code);
};
const present = (credentials: JsonObject[]): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/security/suites/ed25519-2020/v1'],
  type: ['VerifiablePresentation'],
  verifiableCredential: credentials,
});
let serial = 0;
/** A badge that somebody made for himself. */
async function selfMade(by: TestIssuer, more: JsonObject): Promise<JsonObject> {
  const { proof: _, credentialStatus: __, ...unsigned } = all()[0] as JsonObject;
  return sign(by, {
    ...unsigned,
    id: `urn:uuid:00000000-0000-4000-9000-${String(++serial).padStart(12, '0')}`,
    issuer: { id: by.did, type: ['Profile'], name: by.name ?? 'X' },
    ...more,
  });
}
const evidenceOf = (...ids: string[]): JsonObject => ({
  evidence: ids.map((id) => ({ id, type: ['Evidence'], genre: 'OpenBadgeCredential', name: 'A part' })),
});
const A = 'urn:uuid:aaaaaaaa-0000-4000-9000-000000000001';
const B = 'urn:uuid:bbbbbbbb-0000-4000-9000-000000000001';

describe('several files', () => {
  const verifyAll = (...credentials: JsonObject[]) =>
    verifyFiles(credentials.map(fileOf), { ...world.options, policy });

  it('that name each other, or one that names itself, do not vanish from the answer', async () => {
    const a = await selfMade(stranger, { id: A, ...evidenceOf(B) });
    const b = await selfMade(stranger, { id: B, ...evidenceOf(A) });
    const own = await selfMade(stranger, { id: A, ...evidenceOf(A) });
    for (const files of [
      [a, b],
      [own, own],
      [a, b, full, ...all()],
    ]) {
      expect((await verifyAll(...files)).verdict).toBe('unknown-issuer');
      const presentation = present(files);
      expect((await verifyBytes(fileOf(presentation), { ...world.options, policy })).verdict).toBe(
        'unknown-issuer',
      );
    }
    expect((await verifyAll(full, ...all())).verdict).toBe('valid');
    expect((await verifyAll(full, ...all())).parts).toHaveLength(8);
  });

  it('do not hide a forged one behind the genuine one of its id', async () => {
    const forged = tamper(all()[1] as JsonObject, (copy) => {
      copy['name'] = 'Another';
    });
    const result = await verifyAll(full, ...all(), forged);
    expect(result.verdict).toBe('not-genuine');
    expect(result.parts.map(({ verdict }) => verdict)).toEqual(['valid', 'not-genuine']);
  });

  it('do not hide what only a part names', async () => {
    const last = await world.award(county, sonoma, 'tlms-2');
    const middle = await world.award(county, sonoma, 'tlms-1');
    const { proof: _, ...unsigned } = middle.credential as JsonObject;
    const naming = async (whole: JsonObject, id: string, digest: string) =>
      sign(county, { ...whole, ...evidenceOf(id), relatedResource: [{ id, digestMultibase: digest }] });
    const { held } = last;
    const over = (await naming(unsigned, held.id, held.digestMultibase)) as JsonObject;
    const heldOver = await world.holdIt(over, sonoma, 'tlms-1', county);
    const { proof: __, ...top } = (await world.award(county, sonoma, 'tlms-3')).credential as JsonObject;
    const whole = await naming(top, heldOver.id, heldOver.digestMultibase);
    expect((await verifyAll(whole, over, last.credential)).verdict).toBe('valid');
    await county.withdraw(last.index);
    const result = await verifyAll(whole, over, last.credential);
    await county.withdraw();
    expect(result.verdict).toBe('revoked');
  });

  it('of more than a hundred are not cut', async () => {
    const files = Array.from({ length: 101 }, () => all()[0] as JsonObject);
    const result = await verifyAll(...files);
    expect([result.verdict, codesOf(result, 'structure')]).toEqual(['unreadable', ['too-many-credentials']]);
  });

  it('do not pass over what stands against a presentation among them', async () => {
    const [one, other] = all();
    const changed = { ...present([one ?? {}]), proof: one?.['proof'] ?? [] };
    expect((await verifyAll(changed)).verdict).toBe('not-genuine');
    const result = await verifyAll(changed, other ?? {});
    expect(result.verdict).toBe('not-genuine');
  });
});

describe('a record of someone who is trusted', () => {
  it('does not make strangers known who name each other', async () => {
    const a = await selfMade(stranger, { id: A, ...evidenceOf(B) });
    const b = await selfMade(stranger, { id: B, ...evidenceOf(A) });
    const result = await verify(await world.record(county, [full, ...all(), a, b]), { policy });
    expect(result.verdict).toBe('incomplete');
    expect(checkOf(result, 'completeness')?.parts).toEqual({ named: 11, good: 9 });
  });

  it('does not call its members complete whose person cannot be compared', async () => {
    const { proof: _, ...unsigned } = await world.record(county, [full, ...all()]);
    const { identifier: __, ...subject } = memberOf(unsigned, 'credentialSubject');
    const another = { ...unsigned, credentialSubject: { ...subject, id: 'did:example:somebody' } };
    const result = await verify(await sign(county, another), { policy });
    expect(result.verdict).toBe('status-unknown');
    expect(checkOf(result, 'completeness')?.parts).toEqual({ named: 9, good: 0 });
  });
});

describe('the same to a signature, told elsewhere', () => {
  const same = async (one: JsonObject, other: JsonObject) =>
    expect(await meaningOf(one)).toBe(await meaningOf(other));

  it('does not hide the parts', async () => {
    const hidden = tamper(full, (copy) => {
      const resources = copy['relatedResource'] as JsonObject[];
      const evidence = copy['evidence'] as JsonObject[];
      const named = evidence.filter(({ id }) => resources.some((resource) => resource['id'] === id));
      copy['relatedResource'] = resources.map((one) => ({
        ...named.find(({ id }) => id === one['id']),
        ...one,
      }));
      copy['evidence'] = evidence.map((one) => (named.includes(one) ? (one['id'] as Json) : one));
    });
    await same(hidden, full);
    const result = await verify(hidden, { policy: { ...policy, rules: { requireParts: true } } });
    expect([result.verdict, codesOf(result, 'recognition')]).toEqual(['not-accepted', ['rule-parts']]);
    expect(codesOf(await verify(hidden, { companions: all().slice(1) }), 'completeness')).toContain(
      'part-missing',
    );
  });

  describe('of two levels', () => {
    let badge: JsonObject;
    const holder = { id: 'did:example:ana' };
    const resultsOf = (copy: JsonObject) =>
      valuesOf(memberOf(copy, 'credentialSubject')['result']) as JsonObject[];

    beforeAll(async () => {
      const { proof: _, ...unsigned } = all()[0] as JsonObject;
      const subject = memberOf(unsigned, 'credentialSubject');
      const [result = {}] = resultsOf(unsigned);
      const description = valuesOf(memberOf(subject, 'achievement')['resultDescription'])[0] as JsonObject;
      const { requiredLevel: __, ...open } = description;
      const [low] = valuesOf(description['rubricCriterionLevel']) as JsonObject[];
      badge = await sign(county, {
        ...unsigned,
        credentialSubject: {
          ...subject,
          ...holder,
          achievement: { ...memberOf(subject, 'achievement'), resultDescription: [open] },
          result: [result, { ...result, achievedLevel: low?.['id'] ?? '', value: '1' }],
        },
      });
    });

    it.each<[string, (copy: JsonObject) => void]>([
      [
        'in an array of one',
        (copy) => {
          for (const one of resultsOf(copy)) one['achievedLevel'] = [one['achievedLevel'] as Json];
        },
      ],
      [
        'whose description is in an array of one',
        (copy) => {
          const [, low] = resultsOf(copy);
          if (low) low['resultDescription'] = [low['resultDescription'] as Json];
        },
      ],
      [
        'of a description in pieces',
        (copy) => {
          const achievement = memberOf(memberOf(copy, 'credentialSubject'), 'achievement');
          const [{ rubricCriterionLevel = [], ...rest } = {}] = achievement[
            'resultDescription'
          ] as JsonObject[];
          const levels = valuesOf(rubricCriterionLevel);
          const id = rest['id'] as string;
          achievement['resultDescription'] = [
            { ...rest, rubricCriterionLevel: levels.slice(1) },
            { id, type: ['ResultDescription'], rubricCriterionLevel: levels.slice(0, 1) },
          ];
        },
      ],
      [
        'of a subject in pieces',
        (copy) => {
          const { result, ...rest } = memberOf(copy, 'credentialSubject');
          const [high, low] = valuesOf(result);
          copy['credentialSubject'] = [
            { ...rest, result: [high as Json] },
            { ...holder, type: ['AchievementSubject'], result: [low as Json] },
          ];
        },
      ],
    ])('does not hide the low one %s', async (_, change) => {
      const strict = { ...policy, rules: { minimumLevel: 2 } };
      expect((await verify(badge, { policy: { ...policy, rules: { minimumLevel: 1 } } })).verdict).toBe(
        'valid',
      );
      expect((await verify(badge, { policy: strict })).verdict).toBe('not-accepted');
      const changed = tamper(badge, change);
      await same(changed, badge);
      const { verdict } = await verify(changed, { policy: strict });
      expect(['not-accepted', 'not-genuine']).toContain(verdict);
    });
  });
});

it('shows no name of a part’s issuer that nobody trusted says', async () => {
  const other = await createKeyIssuer(92, 'Another');
  const name = 'California Department of Education';
  const vouched = await world.recognize(stranger, { did: other.did, name });
  const part = await selfMade(other, { id: B });
  const whole = await selfMade(stranger, { id: A, ...evidenceOf(B) });
  for (const more of [{ policy }, {}]) {
    const result = await verify(whole, { ...more, companions: [part, vouched.credential] });
    expect(result.parts.map(({ verdict, trust }) => [verdict, trust])).toEqual([['valid', undefined]]);
    expect(result).not.toHaveProperty('trust');
  }
});

it('does not verify without end what all names and carries each other', async () => {
  const issuers = await Promise.all(Array.from({ length: 30 }, (_, i) => createKeyIssuer(100 + i)));
  const ids = issuers.map((_, i) => `urn:uuid:cccccccc-0000-4000-9000-${String(i).padStart(12, '0')}`);
  const files = await Promise.all(
    issuers.map((issuer, i) =>
      selfMade(issuer, {
        id: ids[i] ?? '',
        ...evidenceOf(...ids),
        credentialStatus: (full['credentialStatus'] as JsonObject) ?? {},
      }),
    ),
  );
  // For every one that is verified its list, and that list's issuer, are asked for: three times in all.
  let asked = 0;
  const fetchDocument: VerifyOptions['fetchDocument'] = (url) => {
    asked++;
    return world.options.fetchDocument(url);
  };
  const result = await verifyFiles(files.map(fileOf), { ...world.options, policy, fetchDocument });
  expect(result.verdict).not.toBe('valid');
  expect(asked).toBeLessThanOrEqual(3 * (500 + 30));
});

describe('a full record', () => {
  it('is not valid with any of its values changed, unless it means the same', {
    timeout: 60_000,
  }, async () => {
    const record = await world.record(county, all().slice(0, 1));
    const random = seededRandom(20261122);
    const paths = leavesOf(record);
    expect(paths.length).toBeGreaterThan(100);
    const before = await verify(record, { policy });
    expect(before.verdict).toBe('valid');
    const meaning = await meaningOf(record);
    const faults: string[] = [];
    for (const path of paths) {
      const document = structuredClone(record);
      while (JSON.stringify(document) === JSON.stringify(record)) changeLeaf.apply(document, path, random);
      const { verdict } = await verify(document, { policy });
      if (verdict === 'valid' && (await meaningOf(document)) !== meaning)
        faults.push(`${path.join('/')}: ${verdict}`);
    }
    expect(faults).toEqual([]);
  });
});
