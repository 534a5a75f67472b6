import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/model/bytes.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import { signCompactJws } from '../../src/proof/compact-jws.ts';
import type { VerifyOptions } from '../../src/verify/check.ts';
import { findPaths } from '../../src/verify/recognition/find-paths.ts';
import { readStatement } from '../../src/verify/recognition/statement.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { programNamed } from '../program/award-samples.ts';
import { createKeyIssuer, sign } from '../support/test-issuer.ts';
import {
  achievementOf,
  createTrustWorld,
  memberOf,
  type Party,
  policyOf,
  type TrustWorld,
  tamper,
} from './trust-world.ts';

const sonoma = programNamed('sonoma-like');
let world: TrustWorld;
let state: Party;
let county: Party;
let district: Party;
let badge: JsonObject;

beforeAll(async () => {
  world = await createTrustWorld();
  state = await world.found('state.example', 'State Council');
  county = await world.found('badges.county.example', 'County as it calls itself');
  district = await world.found('badges.district.example', 'District');
  badge = (await world.award(county, sonoma, 'tlms-1')).credential;
});

const trusting = (...roots: { did: string; name: string }[]): Policy =>
  policyOf({ roots: roots.map(({ did, name }) => ({ id: did, name: `The ${name}` })) });
const verify = (credential: JsonObject, options: Partial<VerifyOptions>) =>
  verifyCredential(credential, { ...world.options, ...options });
const recognitionOf = (result: VerificationResult) =>
  result.checks.find(({ check }) => check === 'recognition');
const codesOf = (result: VerificationResult) => {
  const check = recognitionOf(result);
  return (check?.findings ?? (check === undefined ? [] : [check])).map(({ code }) => code);
};

describe('without anyone’s recognition', () => {
  it('says nothing where nobody asked', async () => {
    const result = await verify(badge, {});
    expect(result.verdict).toBe('valid');
    expect(recognitionOf(result)).toMatchObject({ outcome: 'skipped', code: 'not-asked' });
  });

  it('is an unknown issuer to whoever trusts nobody, or somebody else', async () => {
    for (const policy of [policyOf({}), trusting(state)]) {
      const result = await verify(badge, { policy });
      expect(result.verdict).toBe('unknown-issuer');
      expect(codesOf(result)).toEqual(['issuer-unknown']);
      expect(result).not.toHaveProperty('trust');
    }
  });

  it('is valid to whoever names the issuer, by the name that it gives it', async () => {
    const policy = policyOf({
      issuers: [{ id: county.did, name: 'Sonoma County', url: 'https://scoe.example' }],
    });
    const result = await verify(badge, { policy });
    expect(result.verdict).toBe('valid');
    expect(result.trust).toEqual({
      policy: policy.name,
      scope: 'named',
      issuer: { id: county.did, name: 'Sonoma County', url: 'https://scoe.example' },
      chain: [],
    });
  });

  it('says nothing of a signature that does not hold', async () => {
    const forged = tamper(badge, (copy) => {
      copy['name'] = 'Another';
    });
    const policy = policyOf({ issuers: [{ id: county.did, name: 'Sonoma County' }] });
    const result = await verify(forged, { policy });
    expect(result.verdict).toBe('not-genuine');
    expect(result).not.toHaveProperty('trust');
  });
});

describe('a recognition', () => {
  it('counts, and what people are shown comes from it', async () => {
    const { credential } = await world.recognize(state, { did: county.did, name: 'Sonoma County Office' });
    const result = await verify(badge, { policy: trusting(state), recognitions: [credential] });
    expect(result.verdict).toBe('valid');
    expect(result.trust).toMatchObject({
      scope: 'issuer',
      issuer: {
        id: county.did,
        name: 'Sonoma County Office',
        url: 'https://www.county.example',
        email: 'office@county.example',
      },
      chain: [{ by: state.did, name: 'The State Council', since: '2020-01-01T00:00:00Z' }],
      atAward: true,
    });
    expect(JSON.stringify(result.trust)).not.toContain('as it calls itself');
  });

  it('counts stapled at the issuer and at the achievement, handed in beside it, and from the root’s register', async () => {
    const whole = (await world.recognize(state, county)).credential;
    const achievement = achievementOf(county, 'tlms-1');
    const single = (await world.recognize(state, county, { achievement })).credential;
    const { proof: _, ...unsigned } = badge;
    const atIssuer = await sign(county, {
      ...unsigned,
      issuer: { ...memberOf(badge, 'issuer'), endorsement: [whole] },
    });
    const subject = memberOf(badge, 'credentialSubject');
    const atAchievement = await sign(county, {
      ...unsigned,
      credentialSubject: {
        ...subject,
        achievement: { ...memberOf(subject, 'achievement'), endorsement: [single] },
      },
    });
    const policy = trusting(state);
    expect((await verify(atIssuer, { policy })).trust?.scope).toBe('issuer');
    const narrow = await verify(atAchievement, { policy });
    expect(narrow.trust?.scope).toBe('achievement');
    expect(narrow.endorsements).toEqual([
      expect.objectContaining({ by: state.did, about: 'achievement', verdict: 'valid' }),
    ]);
    expect((await verify(badge, { policy, companions: [whole] })).verdict).toBe('valid');
    world.documents.set('https://state.example/recognitions', { recognitions: [whole] });
    const [root] = policy.roots;
    const published = policyOf({
      roots: root === undefined ? [] : [{ ...root, recognitions: 'https://state.example/recognitions' }],
    });
    expect((await verify(badge, { policy: published })).verdict).toBe('valid');
    world.documents.delete('https://state.example/recognitions');
    const away = await verify(badge, { policy: published });
    expect(away.verdict).toBe('unknown-issuer');
    expect(codesOf(away)).toEqual(['issuer-unknown', 'register-unreachable']);
  });

  it('of another achievement does not count', async () => {
    const achievement = achievementOf(county, 'tlms-2');
    const { credential } = await world.recognize(state, county, { achievement });
    const result = await verify(badge, { policy: trusting(state), recognitions: [credential] });
    expect(result.verdict).toBe('unknown-issuer');
    expect(codesOf(result)).toEqual(['recognition-of-other-achievement']);
  });

  it('of an achievement does not count for somebody else who writes its id', async () => {
    const achievement = achievementOf(county, 'tlms-1');
    const posing = await sign(district, {
      ...tamper(badge, (copy) => {
        delete copy['proof'];
        delete copy['credentialStatus'];
        copy['issuer'] = { id: district.did, type: ['Profile'], name: 'Sonoma County' };
      }),
    });
    for (const hasCreator of [true, false]) {
      const { credential } = await world.recognize(state, county, { achievement, hasCreator });
      const options = { policy: trusting(state), recognitions: [credential] };
      expect((await verify(posing, options)).verdict).toBe('unknown-issuer');
      // Without a creator, the achievement’s very host says whose it is.
      expect((await verify(badge, options)).verdict).toBe('valid');
    }
  });

  it('of an achievement whose id is an issuer’s is no recognition of that issuer', async () => {
    const { credential } = await world.recognize(state, district, { achievement: county.did });
    const result = await verify(badge, { policy: trusting(state), recognitions: [credential] });
    expect(result.verdict).toBe('unknown-issuer');
  });

  it.each([
    ['expired', { until: '2026-06-01T00:00:00Z' }, 'recognition-expired'],
    ['not begun', { from: '2027-01-01T00:00:00Z' }, 'recognition-expired'],
    ['ended since the award', { until: '2026-11-20T00:00:00Z' }, 'recognition-ended'],
  ])('does not count when it is %s', async (_, period, code) => {
    const { credential } = await world.recognize(state, county, period);
    const result = await verify(badge, { policy: trusting(state), recognitions: [credential] });
    expect(result.verdict).toBe('unknown-issuer');
    expect(codesOf(result)).toEqual([code]);
  });

  it('that began after the award counts, and that is said', async () => {
    const { credential } = await world.recognize(state, county, { from: '2026-11-15T00:00:00Z' });
    const result = await verify(badge, { policy: trusting(state), recognitions: [credential] });
    expect(result.verdict).toBe('valid');
    expect(result.trust?.atAward).toBe(false);
    expect(recognitionOf(result)).toMatchObject({ outcome: 'warning', code: 'recognized-since-award' });
  });

  it('that began on the day of the award was in force on it', async () => {
    const { credential } = await world.recognize(state, county, { from: '2026-11-10T15:00:00Z' });
    const result = await verify(badge, { policy: trusting(state), recognitions: [credential] });
    expect(result.trust?.atAward).toBe(true);
  });

  it('does not count once it was withdrawn, nor while its list cannot be had', async () => {
    const { credential, index } = await world.recognize(state, county);
    const options = { policy: trusting(state), recognitions: [credential] };
    await state.withdraw(index);
    expect(codesOf(await verify(badge, options))).toEqual(['recognition-revoked']);
    await state.withdraw();
    expect((await verify(badge, options)).verdict).toBe('valid');
    const list = 'https://state.example/status/1';
    const kept = world.documents.get(list) as JsonObject;
    world.documents.delete(list);
    const result = await verify(badge, options);
    world.documents.set(list, kept);
    expect(result.verdict).toBe('unknown-issuer');
    expect(codesOf(result)).toEqual(['recognition-unchecked']);
  });

  it('does not count when it was changed, or signed by someone else in the root’s name', async () => {
    const { credential } = await world.recognize(state, district);
    const retold = tamper(credential, (copy) => {
      memberOf(copy, 'credentialSubject')['id'] = county.did;
    });
    const posing = await world.recognize({ ...(await createKeyIssuer(77)), name: 'State' }, county);
    const named = tamper(posing.credential, (copy) => {
      memberOf(copy, 'issuer')['id'] = state.did;
    });
    for (const forged of [retold, named]) {
      const result = await verify(badge, { policy: trusting(state), recognitions: [forged] });
      expect(result.verdict).toBe('unknown-issuer');
      expect(codesOf(result)).toEqual(['recognition-not-genuine']);
    }
  });

  it('of oneself counts for nothing, whatever one calls oneself', async () => {
    const posing = await createKeyIssuer(78, 'California Department of Education');
    const own = await world.recognize(posing, {
      did: posing.did,
      name: 'California Department of Education',
    });
    const { proof: _, credentialStatus: __, ...unsigned } = badge;
    const selfMade = await sign(posing, {
      ...unsigned,
      issuer: {
        id: posing.did,
        type: ['Profile'],
        name: 'California Department of Education',
        endorsement: [own.credential],
      },
    });
    const result = await verify(selfMade, { policy: trusting(state) });
    expect(result.verdict).toBe('unknown-issuer');
    expect(result).not.toHaveProperty('trust');
  });
});

describe('a chain', () => {
  const chainOf = async (...parties: Party[]) => {
    const links: JsonObject[] = [];
    for (const [i, by] of parties.slice(0, -1).entries())
      links.push((await world.recognize(by, parties[i + 1] as Party)).credential);
    return links;
  };

  it.each([2, 3, 4])('of %i is followed, each name as the one before says it', async (length) => {
    const between = await Promise.all(
      Array.from({ length: length - 1 }, (_, i) =>
        world.found(`between-${length}-${i}.example`, `Between ${i}`),
      ),
    );
    const recognitions = await chainOf(state, ...between, county);
    const result = await verify(badge, { policy: trusting(state), recognitions: recognitions.reverse() });
    expect(result.verdict).toBe('valid');
    expect(result.trust?.chain.map(({ name }) => name)).toEqual([
      'The State Council',
      ...between.map(({ name }) => name),
    ]);
  });

  it('of five is too deep', async () => {
    const between = await Promise.all(
      Array.from({ length: 4 }, (_, i) => world.found(`deep-${i}.example`, `Deep ${i}`)),
    );
    const result = await verify(badge, {
      policy: trusting(state),
      recognitions: await chainOf(state, ...between, county),
    });
    expect(result.verdict).toBe('unknown-issuer');
    expect(codesOf(result)).toEqual(['recognition-chain-too-deep']);
  });

  it('that goes in a loop leads nowhere', async () => {
    const recognitions = [...(await chainOf(county, district, county)), ...(await chainOf(district, county))];
    const result = await verify(badge, { policy: trusting(state), recognitions });
    expect(codesOf(result)).toEqual(['issuer-unknown']);
  });

  it('is no stronger than its weakest link', async () => {
    const first = await world.recognize(state, district);
    const second = await world.recognize(district, county);
    const options = { policy: trusting(state), recognitions: [first.credential, second.credential] };
    expect((await verify(badge, options)).verdict).toBe('valid');
    await state.withdraw(first.index);
    const result = await verify(badge, options);
    await state.withdraw();
    expect(codesOf(result)).toEqual(['recognition-revoked']);
  });

  it('does not run through someone who is recognized for an achievement only', async () => {
    const achievement = achievementOf(district, 'tlms-1');
    const narrow = (await world.recognize(state, district, { achievement })).credential;
    const [second] = await chainOf(district, county);
    const result = await verify(badge, {
      policy: trusting(state),
      recognitions: [narrow, second as JsonObject],
    });
    expect(result.verdict).toBe('unknown-issuer');
  });

  it('takes the way that holds, where another does not', async () => {
    const broken = await world.recognize(state, county, { until: '2026-06-01T00:00:00Z' });
    const recognitions = [broken.credential, ...(await chainOf(state, district, county))];
    expect((await verify(badge, { policy: trusting(state), recognitions })).verdict).toBe('valid');
  });
});

describe('findPaths', () => {
  const statement = (by: number, of: number) =>
    readStatement({
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: `did:web:p${by}.example`,
      credentialSubject: { id: `did:web:p${of}.example` },
    });

  it('finds only paths from a root to the issuer, each link on the one before, nobody twice, and all that are short', () => {
    const edge = fc.tuple(fc.nat(6), fc.nat(6));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 14 }), (edges) => {
        const statements = edges.flatMap(([by, of]) => statement(by, of) ?? []);
        const found = findPaths(
          statements,
          { issuer: 'did:web:p6.example' },
          new Set(['did:web:p0.example']),
        );
        for (const path of found.paths) {
          expect(path[0]?.by).toBe('did:web:p0.example');
          expect(path.at(-1)?.subject.id).toBe('did:web:p6.example');
          for (const [i, step] of path.slice(1).entries()) expect(step.by).toBe(path[i]?.subject.id);
          expect(new Set(path.map(({ by }) => by)).size).toBe(path.length);
          expect(path.length).toBeLessThanOrEqual(4);
        }
        // Another way to know: how many steps it takes at least.
        const distance = new Map([[0, 0]]);
        for (let round = 0; round < 8; round++)
          for (const [by, of] of edges) {
            const next = (distance.get(by) ?? Number.POSITIVE_INFINITY) + 1;
            if (by !== 6 && next < (distance.get(of) ?? Number.POSITIVE_INFINITY)) distance.set(of, next);
          }
        const least = distance.get(6);
        expect(found.paths[0]?.length).toBe(least !== undefined && least <= 4 ? least : undefined);
        expect(found.isTooDeep).toBe(least === 5);
      }),
      { numRuns: 500 },
    );
  });

  it('ends, however many point at each other', () => {
    const statements = Array.from({ length: 12 }, (_, by) =>
      Array.from({ length: 12 }, (_, of) => statement(by + 1, of + 1) ?? []),
    ).flat(2);
    const found = findPaths(statements, { issuer: 'did:web:p6.example' }, new Set(['did:web:p0.example']));
    expect(found.paths).toEqual([]);
  });
});

describe('endorsements that travel with a credential', () => {
  const carry = async (members: JsonObject) => {
    const { proof: _, ...unsigned } = badge;
    return sign(county, { ...unsigned, ...members });
  };

  it('are verified for themselves, as JSON and wherever they stand', async () => {
    const good = (await world.recognize(state, county)).credential;
    const old = (await world.recognize(state, county, { until: '2026-06-01T00:00:00Z' })).credential;
    const credential = await carry({ endorsement: [good, old] });
    const result = await verify(credential, { policy: trusting(state) });
    expect(result.endorsements?.map(({ about, verdict }) => [about, verdict])).toEqual([
      ['credential', 'valid'],
      ['credential', 'expired'],
    ]);
    expect(result.verdict).toBe('valid');
    expect(codesOf(result)).toContain('endorsement-not-valid');
  });

  it('are verified as JWTs in a JWT', async () => {
    const secure = ({ signer }: Party, { proof: _, ...credential }: JsonObject) =>
      signCompactJws(signer, 'vc+jwt', utf8(JSON.stringify(credential)));
    const endorsementJwt = [await secure(state, (await world.recognize(state, county)).credential)];
    const carried = { ...badge, issuer: { ...memberOf(badge, 'issuer'), endorsementJwt } };
    const policy = trusting(state);
    const result = await verifyCredential(await secure(county, carried), { ...world.options, policy });
    expect(result.endorsements?.map(({ about, verdict }) => [about, verdict])).toEqual([['issuer', 'valid']]);
    expect(result.verdict).toBe('valid');
    expect(result.trust?.scope).toBe('issuer');
    const forged = [...String(endorsementJwt[0]).split('.').slice(0, 2), 'AAAA'].join('.');
    const other = { ...badge, issuer: { ...memberOf(badge, 'issuer'), endorsementJwt: [forged] } };
    expect((await verifyCredential(await secure(county, other), { ...world.options, policy })).verdict).toBe(
      'unknown-issuer',
    );
  });

  it('are looked at up to fifty', async () => {
    const { credential } = await world.recognize(state, county);
    const many = await carry({
      endorsement: Array.from({ length: 55 }, (_, i) => ({ ...credential, id: `urn:example:${i}` })),
    });
    const result = await verify(many, { policy: trusting(state) });
    expect(result.endorsements).toHaveLength(50);
    expect(codesOf(result)).toContain('too-many-endorsements');
    expect(result.verdict).toBe('unknown-issuer');
  });
});

describe('the rules of a policy', () => {
  const withRules = (rules: Policy['rules']) =>
    policyOf({ issuers: [{ id: county.did, name: 'County' }], rules });
  const ruleOf = (result: VerificationResult) => recognitionOf(result)?.rule;

  it.each([
    [{ maximumAgeYears: 1 }, undefined],
    [{ minimumLevel: 1 }, undefined],
    [{ minimumLevel: 'meets' }, undefined],
    [{ minimumAssessors: 2 }, undefined],
    [{ frameworks: ['teacher leader model standards'] }, undefined],
    [{ achievements: ['https://badges.county.example/achievements/tlms-1'] }, undefined],
    [{ achievements: ['https://badges.county.example/achievements/tlms-1?v=1'] }, undefined],
    [{ requireParts: true }, undefined],
    [{ minimumLevel: 99 }, { name: 'minimumLevel', wanted: '99 points or more' }],
    [{ minimumLevel: 'Legendary' }, { name: 'minimumLevel', wanted: 'Legendary or higher' }],
    [{ minimumAssessors: 3 }, { name: 'minimumAssessors', wanted: '3 or more', found: '2' }],
    [
      { frameworks: ['Danielson'] },
      { name: 'frameworks', wanted: 'Danielson', found: 'Teacher Leader Model Standards' },
    ],
    [
      { achievements: ['https://badges.county.example/achievements/tlms-2'] },
      { name: 'achievements', found: 'https://badges.county.example/achievements/tlms-1?v=1' },
    ],
  ] as const)('%j', async (rules, unmet) => {
    const levelled = 'minimumLevel' in rules && rules.minimumLevel === 'meets';
    const named = levelled ? { minimumLevel: await levelName() } : rules;
    const result = await verify(badge, { policy: withRules(named as Policy['rules']) });
    expect(result.verdict).toBe(unmet === undefined ? 'valid' : 'not-accepted');
    if (unmet !== undefined) expect(ruleOf(result)).toMatchObject(unmet);
    else expect(ruleOf(result)).toBeUndefined();
  });

  /** The level that it reached, by the name that its rubric gives it. */
  async function levelName(): Promise<string> {
    const { credential } = await verify(badge, {});
    return credential?.levels[0]?.name ?? '';
  }

  it('is not accepted by age from one day to the next', async () => {
    const policy = withRules({ maximumAgeYears: 2 });
    const at = (now: string) => verify(badge, { policy, now: new Date(now) });
    expect((await at('2028-11-10T12:00:00Z')).verdict).toBe('valid');
    const result = await at('2028-11-12T00:00:00Z');
    expect(result.verdict).toBe('not-accepted');
    expect(ruleOf(result)).toEqual({
      name: 'maximumAgeYears',
      wanted: 'awarded on or after 2026-11-12',
      found: 'awarded on 2026-11-10',
    });
  });

  it('wants the parts at hand', async () => {
    const parts = await world.awardAll(county, sonoma);
    const { credential } = await world.compose(
      county,
      sonoma,
      parts.map(({ held }) => held),
    );
    const policy = withRules({ requireParts: true, minimumAssessors: 2 });
    const alone = await verify(credential, { policy });
    expect(alone.verdict).toBe('not-accepted');
    expect(codesOf(alone)).toEqual(['rule-parts']);
    const companions = parts.map((part) => part.credential as JsonObject);
    expect((await verify(credential, { policy, companions })).verdict).toBe('valid');
    const named = trusting(county);
    const answer = await verify(credential, { policy: named, companions });
    expect(answer.parts.map(({ trust }) => trust?.issuer.name)).toEqual(Array(8).fill(named.roots[0]?.name));
    const record = await world.record(county, [credential, ...companions]);
    expect((await verify(record, { policy })).verdict).toBe('valid');
    const strict = await verify(record, { policy: withRules({ minimumAssessors: 5 }) });
    expect(strict.verdict).toBe('not-accepted');
    expect(recognitionOf(strict)?.rule).toMatchObject({ name: 'minimumAssessors', found: '2' });
  });

  it('recognized for the full achievement only, a record of it is accepted whole', async () => {
    const parts = await world.awardAll(county, sonoma);
    const { credential } = await world.compose(
      county,
      sonoma,
      parts.map(({ held }) => held),
    );
    const companions = parts.map((part) => part.credential as JsonObject);
    const record = await world.record(county, [credential, ...companions]);
    const achievement = achievementOf(county, 'tlms-full');
    const { credential: statement } = await world.recognize(state, county, { achievement });
    const options = { policy: trusting(state), recognitions: [statement] };
    const result = await verify(record, options);
    expect(result.verdict).toBe('valid');
    expect(result.trust?.scope).toBe('achievement');
    expect((await verify(companions[0] as JsonObject, options)).verdict).toBe('unknown-issuer');
  });
});
