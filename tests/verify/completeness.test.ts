import { beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import { SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { programNamed } from '../program/award-samples.ts';
import { sign } from '../support/test-issuer.ts';
import { createTrustWorld, memberOf, type Party, policyOf, type TrustWorld, tamper } from './trust-world.ts';

const sonoma = programNamed('sonoma-like');
let world: TrustWorld;
let county: Party;
let stranger: Party;
let parts: Awaited<ReturnType<TrustWorld['awardAll']>>;
let full: JsonObject;

beforeAll(async () => {
  world = await createTrustWorld();
  county = await world.found('badges.county.example', 'County Office');
  stranger = await world.found('badges.stranger.example', 'California Department of Education');
  parts = await world.awardAll(county, sonoma);
  full = (
    await world.compose(
      county,
      sonoma,
      parts.map(({ held }) => held),
    )
  ).credential;
});

const all = () => parts.map(({ credential }) => credential as JsonObject);
const codesOf = (result: VerificationResult) => {
  const check = result.checks.find(({ check }) => check === 'completeness');
  return (check?.findings ?? (check === undefined ? [] : [check])).map(({ code }) => code);
};
const countOf = (result: VerificationResult) =>
  result.checks.find(({ check }) => check === 'completeness')?.parts;
const verify = (credential: JsonObject, companions: JsonObject[] = []) =>
  verifyCredential(credential, { ...world.options, companions });

describe('a full credential', () => {
  it('says, without its parts, that they were not seen', async () => {
    const result = await verify(full);
    const check = result.checks.find(({ check }) => check === 'completeness');
    expect(result.verdict).toBe('valid');
    expect(check).toMatchObject({
      outcome: 'skipped',
      code: 'parts-not-at-hand',
      parts: { named: 8, good: 0 },
    });
    expect(check?.detail).toContain('8 parts');
    expect(check?.detail).toContain('Ask for the full record');
  });

  it('holds with all of them, in whatever order and company', async () => {
    const result = await verify(full, [...all().reverse(), full]);
    expect(result.verdict).toBe('valid');
    expect(countOf(result)).toEqual({ named: 8, good: 8 });
    expect(result.parts.map(({ verdict }) => verdict)).toEqual(Array(8).fill('valid'));
    expect(codesOf(result)).toEqual([undefined]);
  });

  it.each([0, 3, 7])('is incomplete without part %i, and names it', async (missing) => {
    const result = await verify(full, all().toSpliced(missing, 1));
    expect(result.verdict).toBe('incomplete');
    const finding = result.checks
      .flatMap(({ findings = [] }) => findings)
      .find(({ code }) => code === 'part-missing');
    expect(finding?.part?.id).toBe(all()[missing]?.['id']);
    expect(countOf(result)).toEqual({ named: 8, good: 7 });
    expect(codesOf(result)).toContain('rule-not-met');
  });

  it('is incomplete when a part was withdrawn, today and for as long as it is', async () => {
    await county.withdraw(parts[2]?.index ?? 0);
    const result = await verify(full, all());
    await county.withdraw();
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain('part-revoked');
    expect(result.parts.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 8 }, (_, i) => (i === 2 ? 'revoked' : 'valid')),
    );
    expect((await verify(full, all())).verdict).toBe('valid');
  });

  it('is not finished while a part’s list cannot be had, and nothing is held against it', async () => {
    const { proof: _, ...unsigned } = all()[0] as JsonObject;
    const entry = memberOf(unsigned, 'credentialStatus');
    const away = await sign(county, {
      ...unsigned,
      credentialStatus: { ...entry, statusListCredential: `${county.origin}/status/9` },
    });
    const [first, ...rest] = parts.map(({ held }) => held);
    const held = await world.holdIt(away, sonoma, first?.achievementCode ?? '', county);
    const { credential } = await world.compose(county, sonoma, [held, ...rest]);
    const result = await verify(credential, all().with(0, away));
    expect(result.verdict).toBe('status-unknown');
    expect(codesOf(result)).toEqual(['part-not-checked']);
  });

  it('is incomplete with a part that was tampered with', async () => {
    const forged = tamper(all()[1] as JsonObject, (copy) => {
      memberOf(copy, 'credentialSubject')['role'] = 'Superintendent';
    });
    const result = await verify(full, all().with(1, forged));
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toEqual(expect.arrayContaining(['part-digest-differs', 'part-not-genuine']));
  });

  it('finds the right one beside a forged one of the same id', async () => {
    const forged = tamper(all()[1] as JsonObject, (copy) => {
      copy['name'] = 'Another';
    });
    expect((await verify(full, [forged, ...all()])).verdict).toBe('valid');
  });

  it('is incomplete with a part that someone else signed again', async () => {
    const resigned = await world.award(stranger, sonoma, 'tlms-1');
    const posing = { ...resigned.credential, id: all()[0]?.['id'] ?? '' } as JsonObject;
    const result = await verify(full, all().with(0, posing));
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain('part-digest-differs');
  });

  it('is incomplete with a part of an issuer that nobody recognizes for it, even where it was named', async () => {
    const foreign = await world.award(stranger, sonoma, 'tlms-1');
    const mixed = parts.with(0, foreign);
    const { credential } = await world.compose(
      county,
      sonoma,
      mixed.map(({ held }) => held),
    );
    const companions = mixed.map((part) => part.credential as JsonObject);
    const result = await verify(credential, companions);
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain('part-issuer-not-recognized');
    // The whole's issuer may vouch for the other one, and so may whoever the policy trusts.
    const { credential: vouched } = await world.recognize(county, stranger);
    const helped = await verifyCredential(credential, {
      ...world.options,
      companions: [...companions, vouched as JsonObject],
    });
    expect(codesOf(helped)).toContain('rule-not-met');
    expect(codesOf(helped)).not.toContain('part-issuer-not-recognized');
    const policy = policyOf({ issuers: [county, stranger].map(({ did, name }) => ({ id: did, name })) });
    expect(
      codesOf(await verifyCredential(credential, { ...world.options, companions, policy })),
    ).not.toContain('part-issuer-not-recognized');
  });

  it('is incomplete with a part about another person', async () => {
    const other = await world.award(county, sonoma, 'tlms-4', { holder: 'Bo Li' });
    const mixed = parts.with(3, other);
    const { credential } = await world.compose(
      county,
      sonoma,
      mixed.map(({ held }) => held),
    );
    const result = await verify(
      credential,
      mixed.map((part) => part.credential as JsonObject),
    );
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain('part-of-another-person');
  });

  it('is incomplete with a part that was awarded after it', async () => {
    const late = await world.award(county, sonoma, 'tlms-4', { at: '2026-11-18' });
    const mixed = parts.with(3, late);
    const { credential } = await world.compose(
      county,
      sonoma,
      mixed.map(({ held }) => held),
    );
    const result = await verify(
      credential,
      mixed.map((part) => part.credential as JsonObject),
    );
    expect(codesOf(result)).toContain('part-not-in-force-at-award');
  });

  it('is incomplete when it names parts without saying which by a digest', async () => {
    const { credential } = await world.compose(
      county,
      sonoma,
      parts.map(({ held }) => held),
      (unsigned) => {
        const { relatedResource: _, ...rest } = unsigned;
        return rest;
      },
    );
    const result = await verify(credential, all());
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain('part-digest-missing');
  });

  it('does not take its issuer’s word for the rule', async () => {
    const six = parts.slice(0, 6).map(({ held }) => held);
    const { credential } = await world.compose(county, sonoma, six);
    const result = await verify(credential, all());
    expect(countOf(result)).toEqual({ named: 6, good: 6 });
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toEqual(['rule-not-met']);
  });

  it('warns where the rule is not stated', async () => {
    const { credential } = await world.compose(
      county,
      sonoma,
      parts.map(({ held }) => held),
      (unsigned) => {
        const copy = structuredClone(unsigned);
        const subject = memberOf(copy, 'credentialSubject');
        const achievement = memberOf(subject, 'achievement');
        const isRule = ({ id, resultDescription }: JsonObject) =>
          String(id ?? resultDescription).includes('#requirement-');
        for (const [holder, member] of [
          [achievement, 'resultDescription'],
          [subject, 'result'],
        ] as const)
          holder[member] = (holder[member] as JsonObject[]).filter((one) => !isRule(one));
        return copy;
      },
    );
    const result = await verify(credential, all());
    expect(result.verdict).toBe('valid');
    expect(codesOf(result)).toEqual(['rule-not-stated']);
  });

  it('is not called incomplete because a status list cannot be had', async () => {
    const list = 'https://badges.county.example/status/1';
    const kept = world.documents.get(list) as JsonObject;
    world.documents.delete(list);
    const away = await verify(full, all());
    const short = await verify(full, all().slice(1));
    world.documents.set(list, kept);
    expect([away.verdict, new Set(codesOf(away))]).toEqual(['status-unknown', new Set(['part-not-checked'])]);
    // What is missing is missing all the same.
    expect(short.verdict).toBe('incomplete');
    expect(codesOf(short)).toEqual(expect.arrayContaining(['part-missing', 'rule-not-met']));
  });

  it('says nothing of parts when its own signature does not hold', async () => {
    const forged = tamper(full, (copy) => {
      copy['name'] = 'Another';
    });
    const result = await verify(forged, all());
    expect(result.verdict).toBe('not-genuine');
    expect(result.parts).toEqual([]);
  });
});

describe.each(SHIPPED_PROGRAMS.map((program) => ({ program, title: program.code })))(
  '$title',
  ({ program }) => {
    it('composes, and one level or one part too few is seen', async () => {
      const awarded = await world.awardAll(county, program);
      const companions = awarded.map(({ credential }) => credential as JsonObject);
      const { credential } = await world.compose(
        county,
        program,
        awarded.map(({ held }) => held),
      );
      const whole = await verify(credential, companions);
      expect(whole.verdict).toBe('valid');
      const least = (program.rule ?? []).find((requirement) => requirement.type === 'at-least');
      if (least?.type !== 'at-least') return;
      const kept = awarded.filter(({ held }) => !least.of.includes(held.achievementCode)).length;
      const few = awarded.filter(
        ({ held }) =>
          !least.of.includes(held.achievementCode) ||
          least.of.indexOf(held.achievementCode) < least.count - 1,
      );
      expect(few.length).toBe(kept + least.count - 1);
      const short = await world.compose(
        county,
        program,
        few.map(({ held }) => held),
      );
      const result = await verify(short.credential, companions);
      expect(result.verdict).toBe('incomplete');
      expect(codesOf(result)).toEqual(['rule-not-met']);
    });
  },
);

it('counts a part below the level that the program asks for as none', async () => {
  const program = programNamed('competencies');
  const awarded = await world.awardAll(county, program);
  const [first] = program.rule ?? [];
  if (first?.type !== 'at-least') throw new Error('a rule with a level');
  const low = [];
  for (const code of first.of) low.push(await world.award(county, program, code, { level: 'developing' }));
  const mixed = [...low, ...awarded.filter(({ held }) => !first.of.includes(held.achievementCode))];
  const { credential } = await world.compose(
    county,
    program,
    mixed.map(({ held }) => held),
  );
  const result = await verify(
    credential,
    mixed.map((part) => part.credential as JsonObject),
  );
  expect(codesOf(result)).toEqual(['rule-not-met']);
});

describe('a full record', () => {
  it('holds as one file, each credential once in a tree', async () => {
    const record = await world.record(county, [full, ...all()]);
    const result = await verify(record);
    expect(result.verdict).toBe('valid');
    expect(countOf(result)).toEqual({ named: 9, good: 9 });
    expect(result.parts).toHaveLength(1);
    expect(result.parts[0]?.parts.map(({ verdict }) => verdict)).toEqual(Array(8).fill('valid'));
  });

  it.each([
    ['a part is missing', () => [full, ...all().slice(1)], 'part-incomplete'],
    [
      'a part was tampered with',
      () => [
        full,
        ...all().with(
          2,
          tamper(all()[2] as JsonObject, (copy) => {
            copy['name'] = 'Another';
          }),
        ),
      ],
      'part-not-genuine',
    ],
    ['there is nothing in it', () => [], 'record-empty'],
  ])('is incomplete when %s', async (_, members, code) => {
    const record = await world.record(county, [full]);
    const changed = await world.record(county, [full], [], {
      credentialSubject: { ...memberOf(record, 'credentialSubject'), verifiableCredential: members() },
    });
    const result = await verify(changed);
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain(code);
  });

  it('is incomplete where an association names a part that is not there', async () => {
    const part = all()[0] as JsonObject;
    const idOf = (credential: JsonObject) =>
      String(memberOf(memberOf(credential, 'credentialSubject'), 'achievement')['id']);
    const associate = (sourceId: string) => ({
      type: 'Association',
      associationType: 'isPartOf',
      sourceId,
      targetId: idOf(part),
    });
    const other = all()[1] as JsonObject;
    expect((await verify(await world.record(county, [part, other], [associate(idOf(other))]))).verdict).toBe(
      'valid',
    );
    const result = await verify(await world.record(county, [part], [associate(idOf(other))]));
    expect(codesOf(result)).toEqual(['part-missing']);
  });

  it('is not genuine when a credential was taken out or put in', async () => {
    const record = await world.record(county, [full, ...all()]);
    const without = tamper(record, (copy) => {
      (memberOf(copy, 'credentialSubject')['verifiableCredential'] as JsonObject[]).pop();
    });
    expect((await verify(without)).verdict).toBe('not-genuine');
  });

  it('is about one person', async () => {
    const other = await world.award(county, sonoma, 'tlms-4', { holder: 'Bo Li' });
    const record = await world.record(county, [all()[0] as JsonObject, other.credential]);
    const result = await verify(record);
    expect(result.verdict).toBe('incomplete');
    expect(codesOf(result)).toContain('part-of-another-person');
  });
});
