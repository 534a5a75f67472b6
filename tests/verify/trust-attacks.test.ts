import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/model/bytes.ts';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import { signCompactJws } from '../../src/proof/compact-jws.ts';
import type { VerifyOptions } from '../../src/verify/check.ts';
import { verifyBytes, verifyFiles } from '../../src/verify/verify-bytes.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { programNamed } from '../program/award-samples.ts';
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

describe('files that name each other', () => {
  it('do not vanish from the answer', async () => {
    const a = await selfMade(stranger, { id: A, ...evidenceOf(B) });
    const b = await selfMade(stranger, { id: B, ...evidenceOf(A) });
    for (const files of [
      [a, b],
      [a, b, full, ...all()],
    ]) {
      const result = await verifyFiles(files.map(fileOf), { ...world.options, policy });
      expect(result.verdict).not.toBe('valid');
    }
    const presentation = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [a, b],
    };
    expect((await verifyBytes(fileOf(presentation), { ...world.options, policy })).verdict).not.toBe('valid');
  });
  it('one that names itself', async () => {
    const a = await selfMade(stranger, { id: A, ...evidenceOf(A) });
    const result = await verifyFiles([a, a].map(fileOf), { ...world.options, policy });
    expect(result.verdict).not.toBe('valid');
  });
  it('a record with members that vouch for each other', async () => {
    const a = await selfMade(stranger, { id: A, ...evidenceOf(B) });
    const b = await selfMade(stranger, { id: B, ...evidenceOf(A) });
    const record = await world.record(county, [full, ...all(), a, b]);
    const result = await verify(record, { policy });
    expect(result.verdict).not.toBe('valid');
    console.log(checkOf(result, 'completeness')?.parts, result.verdict);
  });
});

describe('forged beside genuine', () => {
  it('a forged file with the id of a part is not passed over', async () => {
    const forged = tamper(all()[1] as JsonObject, (copy) => {
      copy['name'] = 'Another';
    });
    const result = await verifyFiles([full, ...all(), forged].map(fileOf), { ...world.options, policy });
    expect(result.verdict).not.toBe('valid');
  });
  it('the 101st file', async () => {
    const forged = tamper(all()[1] as JsonObject, (copy) => {
      copy['name'] = 'Another';
      copy['id'] = A;
    });
    const files = [...Array.from({ length: 100 }, () => fileOf(all()[0] as JsonObject)), fileOf(forged)];
    const result = await verifyFiles(files, { ...world.options, policy });
    expect(result.verdict).not.toBe('valid');
  }, 60_000);
  it('a presentation whose proof fails among several files', async () => {
    const vp = await sign(stranger, {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: 'did:web:other.example',
      verifiableCredential: [all()[0] as JsonObject],
    });
    const one = await verifyBytes(fileOf(vp), { ...world.options, policy });
    const two = await verifyFiles([fileOf(vp), fileOf(all()[1] as JsonObject)], { ...world.options, policy });
    console.log('vp', one.verdict, two.verdict);
    expect(two.verdict).not.toBe('valid');
  });
});

describe('the same said in another shape', () => {
  it('hiding parts', async () => {
    const hidden = tamper(full, (copy) => {
      const evidence = copy['evidence'] as JsonObject[];
      const resources = copy['relatedResource'] as JsonObject[];
      const named = evidence.filter((e) => resources.some((r) => r['id'] === e['id']));
      copy['relatedResource'] = resources.map((r) => ({ ...named.find((e) => e['id'] === r['id']), ...r }));
      copy['evidence'] = evidence.map((e) => (named.includes(e) ? (e['id'] as Json) : e));
    });
    console.log('same meaning', (await meaningOf(hidden)) === (await meaningOf(full)));
    const strict = { ...policy, rules: { requireParts: true } };
    const result = await verify(hidden, { policy: strict });
    console.log(
      result.verdict,
      codesOf(result, 'structure'),
      codesOf(result, 'completeness'),
      codesOf(result, 'proof'),
    );
    expect(result.verdict).not.toBe('valid');
  });
  it('hiding levels', async () => {
    const level = (x: JsonObject) => memberOf(x, 'credentialSubject');
    const badge = all()[0] as JsonObject;
    const subject = level(badge);
    console.log(
      JSON.stringify(subject['result']).slice(0, 600),
      JSON.stringify(memberOf(subject, 'achievement')['resultDescription']).slice(0, 900),
    );
    const shapes: ((r: JsonObject) => JsonObject)[] = [
      (r) => ({ ...r, achievedLevel: [r['achievedLevel'] as Json] }),
      (r) => ({ ...r, achievedLevel: { id: r['achievedLevel'] as Json } }),
      (r) => ({ ...r, resultDescription: [r['resultDescription'] as Json] }),
      (r) => ({ ...r, resultDescription: { id: r['resultDescription'] as Json } }),
    ];
    for (const shape of shapes) {
      const changed = tamper(badge, (copy) => {
        const s = level(copy);
        const results = [s['result']].flat() as JsonObject[];
        s['result'] = results.map((r) => ('achievedLevel' in r ? shape(r) : r));
      });
      const result = await verify(changed, { policy: { ...policy, rules: { minimumLevel: 99 } } });
      console.log(
        (await meaningOf(changed)) === (await meaningOf(badge)),
        result.verdict,
        codesOf(result, 'structure'),
        codesOf(result, 'recognition'),
      );
    }
  });
  it('hiding the rule', async () => {
    const six = parts.slice(0, 6).map(({ held }) => held);
    const { credential } = await world.compose(county, sonoma, six);
    const moved = tamper(credential, (copy) => {
      const s = memberOf(copy, 'credentialSubject');
      const a = memberOf(s, 'achievement');
      const descriptions = [a['resultDescription']].flat() as JsonObject[];
      const results = [s['result']].flat() as JsonObject[];
      a['resultDescription'] = descriptions.map((d) =>
        d['requiredValue'] === undefined ? d : (d['id'] as Json),
      );
      s['result'] = results.map((r) => {
        const d = descriptions.find(({ id }) => id === r['resultDescription']);
        return d?.['requiredValue'] === undefined ? r : { ...r, resultDescription: d };
      });
    });
    const result = await verify(moved, { policy, companions: all() });
    console.log(
      (await meaningOf(moved)) === (await meaningOf(credential)),
      result.verdict,
      codesOf(result, 'structure'),
      codesOf(result, 'completeness'),
    );
    expect(result.verdict).not.toBe('valid');
  });
});

describe('what a part shows', () => {
  it('is not a name by a stranger', async () => {
    const other = await createKeyIssuer(92, 'Evil two');
    const vouch = await world.recognize(stranger, {
      did: other.did,
      name: 'California Department of Education',
    });
    const p = await selfMade(other, { id: B });
    const w = await selfMade(stranger, { id: A, ...evidenceOf(B) });
    const result = await verify(w, { policy, companions: [p, vouch.credential] });
    console.log(result.verdict, JSON.stringify(result.parts.map((x) => [x.verdict, x.trust])));
    const result2 = await verify(w, { companions: [p, vouch.credential] });
    console.log(result2.verdict, JSON.stringify(result2.parts.map((x) => [x.verdict, x.trust])));
  });
});

describe('a member that cannot be compared', () => {
  it('is seen', async () => {
    const record = await world.record(county, [full, ...all()]);
    const s = memberOf(record, 'credentialSubject');
    const { proof: _, ...unsigned } = record;
    const again = await sign(county, {
      ...unsigned,
      credentialSubject: { ...s, id: 'did:example:ana', identifier: [] },
    });
    const result = await verify(again, { policy });
    console.log(result.verdict, checkOf(result, 'completeness'), codesOf(result, 'structure'));
  });
  it('jwt in a record added without key', async () => {
    const jwt = await signCompactJws(county.signer, 'vc+jwt', utf8(JSON.stringify(all()[0])));
    const record = await world.record(county, [full, ...all()]);
    for (const added of [
      jwt,
      { id: `data:application/vc+jwt,${jwt}`, type: 'EnvelopedVerifiableCredential' },
      {
        id: `data:application/vc+jwt,${jwt}`,
        type: ['EnvelopedVerifiableCredential'],
        '@context': ['https://www.w3.org/ns/credentials/v2'],
      },
    ]) {
      const changed = tamper(record, (copy) => {
        (memberOf(copy, 'credentialSubject')['verifiableCredential'] as Json[]).push(added);
      });
      console.log('jwt added', (await verify(changed, { policy })).verdict);
    }
  });
});
