import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/model/credential.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import { buildCredential } from '../../src/program/build-credential.ts';
import { describeAchievement } from '../../src/program/describe-achievement.ts';
import { SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { achievementNamed, buildInput, everythingHeld, programNamed } from './award-samples.ts';
import { canonizeSafely, schemaErrors } from './interop-material.ts';

const sonoma = programNamed('sonoma-like');
const county = programNamed('county-local');

/** Paths of whatever OB 3.0 says must be omitted instead: nulls, undefined, empty arrays, empty texts. */
function hollows(value: unknown, path = '$'): string[] {
  if (value === null || value === undefined || value === '') return [path];
  if (Array.isArray(value)) {
    return value.length === 0 ? [path] : value.flatMap((item, i) => hollows(item, `${path}[${i}]`));
  }
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => hollows(member, `${path}.${key}`));
}

/** Levels of the parts, and how far each requirement of the rule is met. */
function splitResults(result: Result[] = []): [levelled: Result[], counted: Result[]] {
  const isCount = ({ resultDescription }: Result) => resultDescription.includes('#requirement-');
  return [result.filter((one) => !isCount(one)), result.filter(isCount)];
}

const all = SHIPPED_PROGRAMS.flatMap((program) =>
  program.achievements.map(({ code }) => ({ program, code, title: `${program.code} ${code}` })),
);

describe('every achievement of every shipped program', () => {
  it.each(all)('$title builds a valid credential', async ({ program, code }) => {
    const bare: AwardRequest = { achievement: code, holder: { name: '李 小龍' } };
    const unsigned = [
      buildCredential(buildInput(program, code)),
      buildCredential(buildInput(program, code, { sample: true })),
      buildCredential(buildInput(program, code, { request: bare })),
    ];
    for (const credential of unsigned) {
      expect(schemaErrors(credential)).toEqual([]);
      expect(hollows(credential)).toEqual([]);
      expect(JSON.parse(JSON.stringify(credential))).toEqual(credential);
      expect(await canonizeSafely(credential)).toContain('OpenBadgeCredential');
    }
  });
});

describe('a micro-credential', () => {
  const credential = buildCredential(buildInput(sonoma, 'tlms-1'));
  const subject = credential.credentialSubject;
  const id = 'https://badges.example.org/achievements/tlms-1?v=1';

  it('says when, about whom and in which list', () => {
    expect(credential).toMatchObject({
      validFrom: '2026-11-21T10:11:12Z',
      awardedDate: '2026-11-20T00:00:00Z',
      name: 'Domain I: Fostering a Collaborative Culture to Support Educator Development and Student Learning',
      credentialStatus: {
        id: 'https://badges.example.org/status/1#94567',
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '94567',
        statusListCredential: 'https://badges.example.org/status/1',
      },
    });
    expect(credential).not.toHaveProperty('validUntil');
    expect(credential).not.toHaveProperty('relatedResource');
    expect(subject).toMatchObject({
      name: 'Ana Núñez',
      role: 'Mentor teacher',
      term: '2025–26',
      activityStartDate: '2025-09-01T00:00:00Z',
      activityEndDate: '2026-06-12T00:00:00Z',
      narrative: 'Cohort: Cohort 7. Hours of program work: 121.5.',
      source: { id: `${id}#assessors`, name: 'Assessment panel, 2 trained assessors' },
    });
  });

  it('carries the rubric and the level reached, by ids of the same achievement', () => {
    expect(subject.achievement).toMatchObject({
      id,
      humanCode: 'TLMS-1',
      achievementType: 'MicroCredential',
      criteria: { id: `${id}#criteria` },
      image: { id: 'https://badges.example.org/achievements/tlms-1/image.svg', type: 'Image' },
    });
    const [description] = subject.achievement.resultDescription ?? [];
    expect(description?.rubricCriterionLevel).toHaveLength(4);
    expect(description?.requiredLevel).toBe(`${id}#level-proficient`);
    expect(subject.result).toEqual([
      {
        type: ['Result'],
        resultDescription: description?.id,
        achievedLevel: `${id}#level-proficient`,
        value: '3',
      },
    ]);
  });

  it('tells in the criteria what evidence, level and assessors were asked for', () => {
    const narrative = subject.achievement.criteria.narrative;
    expect(narrative).toContain('Evidence required: ');
    expect(narrative).toContain('Level required: Proficient.');
    expect(narrative).toContain('Assessors required: at least 2.');
  });

  it('is aligned to the framework at an address of ours', () => {
    expect(subject.achievement.alignment?.[0]).toMatchObject({
      targetType: 'CFItem',
      targetCode: 'I',
      targetFramework: 'Teacher Leader Model Standards',
      targetUrl: 'https://badges.example.org/frameworks/tlms#I',
    });
  });

  it('never holds the e-mail in clear or the external id', () => {
    const hashedEmail = { identityHash: 'sha256$00', salt: 's4lt' };
    const input = buildInput(sonoma, 'tlms-1', { hashedEmail });
    const asking = { ...sonoma, settings: { ...sonoma.settings, hashedEmail: true } };
    const off = JSON.stringify(buildCredential(input));
    const on = JSON.stringify(buildCredential({ ...input, program: asking }));
    for (const text of [off, on]) {
      expect(text).not.toContain('ana.nunez@example.org');
      expect(text).not.toContain('0042');
    }
    expect(off).not.toContain('sha256$00');
    expect(on).toContain('"identityHash":"sha256$00","identityType":"emailAddress","salt":"s4lt"');
  });

  it('names assessors, each once', () => {
    const request: AwardRequest = {
      achievement: 'tlms-1',
      holder: { name: 'A' },
      assessors: { names: ['Bo Li', 'bo  li', 'Cy Day'], organization: 'Example USD' },
    };
    const { source } = buildCredential(buildInput(sonoma, 'tlms-1', { request })).credentialSubject;
    expect(source?.name).toBe('Example USD, 2 trained assessors (Bo Li, Cy Day)');
  });

  it('tells of each address once, whatever was said of it', () => {
    const url = 'https://evidence.example.org/a';
    const request: AwardRequest = {
      achievement: 'tlms-1',
      holder: { name: 'A' },
      evidence: [
        { url, narrative: 'First.' },
        { narrative: 'Alone.' },
        { url, name: 'Log', narrative: 'Second.' },
        { url },
        { narrative: 'Alone.' },
      ],
    };
    expect(buildCredential(buildInput(sonoma, 'tlms-1', { request })).evidence).toEqual([
      { id: url, type: ['Evidence'], name: 'Log', narrative: 'First.\nSecond.' },
      { type: ['Evidence'], narrative: 'Alone.' },
      { type: ['Evidence'], narrative: 'Alone.' },
    ]);
  });

  it('is marked as a sample in practice mode', () => {
    const sample = buildCredential(buildInput(sonoma, 'tlms-1', { sample: true }));
    expect(sample.name).toMatch(/^SAMPLE: Domain I: /);
    expect(sample.description).toMatch(/sample made in practice mode.*not a real credential/);
    expect(credential.name).not.toContain('SAMPLE');
  });
});

describe('a full credential', () => {
  const parts = everythingHeld(sonoma);
  const credential = buildCredential(buildInput(sonoma, 'tlms-full', { parts }));

  it('shows every domain, every level and every part', () => {
    const { achievement, result } = credential.credentialSubject;
    expect(achievement.achievementType).toBe('Certificate');
    expect(achievement.alignment?.map(({ targetCode }) => targetCode)).toEqual([
      'I',
      'II',
      'III',
      'IV',
      'V',
      'VI',
      'VII',
    ]);
    const described = achievement.resultDescription ?? [];
    const [levelled, counted] = splitResults(result);
    expect(levelled).toHaveLength(8);
    expect(counted.map(({ value }) => value)).toEqual(['7', '1', '121.5']);
    const levels = described.flatMap((one) => one.rubricCriterionLevel?.map(({ id }) => id) ?? []);
    expect(new Set(levels).size).toBe(levels.length);
    for (const one of result ?? []) {
      expect(described.map(({ id }) => id)).toContain(one.resultDescription);
    }
    for (const one of levelled) expect(levels).toContain(one.achievedLevel);
    expect(credential.evidence?.slice(0, 8)).toEqual(
      parts.map(({ id, name }) => ({ id, type: ['Evidence'], name, genre: 'OpenBadgeCredential' })),
    );
    expect(credential.relatedResource).toEqual(
      parts.map(({ id, digestMultibase }) => ({ id, digestMultibase })),
    );
  });

  it('claims only what its holder has: five of seven never read as seven', () => {
    const five = everythingHeld(county).slice(0, 5);
    const { achievement, result } = buildCredential(
      buildInput(county, 'rc-full', { parts: five }),
    ).credentialSubject;
    expect(achievement.alignment?.map(({ targetCode }) => targetCode)).toEqual(['I', 'II', 'III', 'IV', 'V']);
    expect(splitResults(result)[0]).toHaveLength(5);
    const place = buildInput(county, 'rc-full');
    expect(describeAchievement(place, achievementNamed(county, 'rc-full')).alignment).toHaveLength(7);
  });

  it('says of a part without a known level that it is completed', () => {
    const old = parts.map((part) => ({ ...part, level: null }));
    const { result } = buildCredential(buildInput(sonoma, 'tlms-full', { parts: old })).credentialSubject;
    const [levelled] = splitResults(result);
    expect(levelled).toHaveLength(8);
    expect(levelled.every((one) => one.status === 'Completed' && one.achievedLevel === undefined)).toBe(true);
  });

  it('ends when the program says so, counted from the award', () => {
    const certification = buildCredential(buildInput(county, 'rc-full'));
    expect(certification.credentialSubject.achievement.achievementType).toBe('Certification');
    expect(certification.validUntil).toBe('2031-11-20T00:00:00Z');
    const request: AwardRequest = {
      achievement: 'rc-full',
      holder: { name: 'A' },
      awardedDate: '2024-02-29',
    };
    const leap = buildCredential(buildInput(county, 'rc-full', { request }));
    expect(leap.validUntil).toBe('2029-02-28T00:00:00Z');
    const until = buildCredential(
      buildInput(county, 'rc-full', { request: { ...request, validUntil: '2027-06-30' } }),
    );
    expect(until.validUntil).toBe('2027-06-30T23:59:59Z');
    expect(buildCredential(buildInput(county, 'rc-1'))).not.toHaveProperty('validUntil');
  });
});

it('refuses what would be expired when signed, and what the program does not know', () => {
  const request: AwardRequest = { achievement: 'tlms-1', holder: { name: 'A' }, validUntil: '2026-11-20' };
  expect(() => buildCredential(buildInput(sonoma, 'tlms-1', { request }))).toThrow(/LINT_FAILED/);
  const unknown = { ...buildInput(sonoma, 'tlms-1'), achievementCode: 'nothing' };
  expect(() => buildCredential(unknown)).toThrow(/ACHIEVEMENT_UNKNOWN/);
});
