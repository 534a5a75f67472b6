import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AwardRequest } from '../../src/program/award-request.ts';
import { decide } from '../../src/program/decide.ts';
import { achievementNamed, everythingHeld, fullRequest, heldFor, programNamed } from './award-samples.ts';

const sonoma = programNamed('sonoma-like');
const county = programNamed('county-local');
const competencies = programNamed('competencies');
const micro = achievementNamed(sonoma, 'tlms-1');
const good = fullRequest(micro);

function codesOf(decision: ReturnType<typeof decide>): string[] {
  return decision.granted ? [] : decision.unmet.map(({ code }) => code);
}

describe('a micro-credential or capstone', () => {
  it('is granted when everything is there', () => {
    expect(decide(sonoma, 'tlms-1', [], good)).toEqual({ granted: true, parts: [] });
    const capstone = achievementNamed(sonoma, 'tlms-capstone');
    expect(decide(sonoma, 'tlms-capstone', [], fullRequest(capstone))).toEqual({ granted: true, parts: [] });
  });

  it('names everything that stands against it, at once', () => {
    const request: AwardRequest = {
      achievement: 'tlms-1',
      holder: { name: 'Ana Núñez' },
      level: 'developing',
      assessors: { names: ['ANA  NÚÑEZ'] },
      activityStartDate: '2026-05-02',
      activityEndDate: '2026-05-01',
      awardedDate: '2026-04-30',
      validUntil: '2026-04-01',
    };
    expect(codesOf(decide(sonoma, 'tlms-1', [], request))).toEqual([
      'level-too-low',
      'assessors-too-few',
      'assessor-is-holder',
      'evidence-missing',
      'dates-out-of-order',
      'dates-out-of-order',
      'dates-out-of-order',
    ]);
  });

  it.each<[string, Partial<AwardRequest>, string]>([
    ['no level', { level: undefined }, 'level-missing'],
    ['a level of another rubric', { level: 'transforming' }, 'level-unknown'],
    ['one person named twice', { assessors: { names: ['Bo Li', 'bo li'] } }, 'assessors-too-few'],
    ['an organisation without a number', { assessors: { organization: 'USD' } }, 'assessors-too-few'],
    [
      'an award before the start',
      { activityEndDate: undefined, awardedDate: '2025-08-31' },
      'dates-out-of-order',
    ],
    ['another achievement', { achievement: 'tlms-2' }, 'achievement-mismatch'],
  ])('is refused for %s', (_, change, code) => {
    expect(codesOf(decide(sonoma, 'tlms-1', [], { ...good, ...change }))).toEqual([code]);
  });

  it('compares dates with now only when it is told now', () => {
    const late: AwardRequest = { ...good, awardedDate: '2027-01-01' };
    expect(decide(sonoma, 'tlms-1', [], late).granted).toBe(true);
    const now = new Date('2026-11-21T12:00:00Z');
    expect(codesOf(decide(sonoma, 'tlms-1', [], late, now))).toEqual(['awarded-too-far-ahead']);
    const ended: AwardRequest = { ...good, validUntil: '2026-11-20' };
    expect(codesOf(decide(sonoma, 'tlms-1', [], ended, now))).toEqual(['ends-before-now']);
    expect(decide(sonoma, 'tlms-1', [], { ...good, validUntil: '2026-11-21' }, now).granted).toBe(true);
  });

  it('is refused when the program does not have it', () => {
    expect(codesOf(decide(sonoma, 'rc-1', [], good))).toEqual(['achievement-unknown']);
  });
});

describe('a full credential', () => {
  const full = fullRequest(achievementNamed(sonoma, 'tlms-full'));

  it('lists each missing part, each too low, and the hours', () => {
    const held = everythingHeld(sonoma)
      .filter(({ achievementCode }) => !['tlms-2', 'tlms-capstone'].includes(achievementCode))
      .map((part) => (part.achievementCode === 'tlms-5' ? { ...part, level: 'beginning' } : part));
    const decision = decide(sonoma, 'tlms-full', held, { ...full, hours: 119.5 });
    expect(decision).toMatchObject({
      granted: false,
      unmet: [
        { code: 'achievement-missing', achievements: ['tlms-2'] },
        { code: 'level-too-low', achievements: ['tlms-5'] },
        { code: 'achievement-missing', achievements: ['tlms-capstone'] },
        { code: 'hours-too-few', path: 'hours' },
      ],
    });
    expect(
      codesOf(decide(sonoma, 'tlms-full', everythingHeld(sonoma), { ...full, hours: undefined })),
    ).toEqual(['hours-missing']);
  });

  it('takes the best level of several, then the latest', () => {
    const low = heldFor(micro, 'proficient');
    const best = heldFor(micro, 'accomplished');
    const later = { ...heldFor(micro, 'accomplished'), awardedDate: new Date('2026-06-01T00:00:00Z') };
    const rest = everythingHeld(sonoma).filter(({ achievementCode }) => achievementCode !== 'tlms-1');
    const decision = decide(sonoma, 'tlms-full', [low, later, best, ...rest], full);
    expect(decision.granted && decision.parts[0]).toBe(later);
    expect(decision.granted && decision.parts).toHaveLength(8);
  });

  it('five of seven need domain I', () => {
    const all = everythingHeld(county);
    const request = fullRequest(achievementNamed(county, 'rc-full'));
    expect(decide(county, 'rc-full', all.slice(0, 5), request)).toEqual({
      granted: true,
      parts: all.slice(0, 5),
    });
    expect(codesOf(decide(county, 'rc-full', all.slice(1), request))).toEqual(['achievement-missing']);
    expect(codesOf(decide(county, 'rc-full', all.slice(0, 4), request))).toEqual(['too-few-achievements']);
    expect(codesOf(decide(county, 'rc-full', [], request))).toEqual([
      'achievement-missing',
      'too-few-achievements',
    ]);
  });
});

const levelOrNone = fc.constantFrom(
  'emerging',
  'developing',
  'performing',
  'transforming',
  'unheard-of',
  null,
);

/** Any bag of credentials for the program's achievements, other programs' among them. */
function anyHeld(program: typeof sonoma, levels: fc.Arbitrary<string | null>) {
  const one = fc
    .record({
      achievement: fc.constantFrom(...program.achievements, micro),
      level: levels,
      day: fc.nat(2000),
    })
    .map(({ achievement, level, day }) => ({
      ...heldFor(achievement, level),
      awardedDate: new Date(Date.UTC(2024, 0, day)),
    }));
  return fc.array(one, { maxLength: 60, size: 'max' });
}

describe('any bag of credentials', () => {
  // The rules of the three programs, said again by hand and not from the data.
  const held = (
    bag: { achievementCode: string; level: string | null }[],
    code: string,
    fails: (string | null)[],
  ) =>
    bag.some((one) => one.achievementCode === code) &&
    (bag.some(
      (one) =>
        one.achievementCode === code &&
        one.level !== null &&
        !fails.includes(one.level) &&
        one.level !== 'unheard-of',
    ) ||
      (!fails.includes(null) &&
        bag.every(
          (one) => one.achievementCode !== code || one.level === null || one.level === 'unheard-of',
        )));

  it('is granted exactly where an independent reading of the rule grants it (competencies)', () => {
    const groups = ['instructional', 'policy or association', 'overarching'] as const;
    const of = {
      instructional: [
        'tlc-coaching-and-mentoring',
        'tlc-facilitating-collaborative-relationships',
        'tlc-community-awareness-engagement-and-advocacy',
      ],
      'policy or association': [
        'tlc-policy-implementation',
        'tlc-policy-advocacy',
        'tlc-policy-making',
        'tlc-policy-engagement-and-relationships',
        'tlc-leading-with-vision',
        'tlc-leading-with-skill',
        'tlc-organizing-and-advocacy',
        'tlc-building-capacity-of-others',
        'tlc-learning-community-and-workplace-culture',
      ],
      overarching: [
        'tlc-reflective-practice',
        'tlc-personal-effectiveness',
        'tlc-interpersonal-effectiveness',
        'tlc-communication',
        'tlc-continuing-learning-and-education',
        'tlc-group-processes',
        'tlc-adult-learning',
        'tlc-technological-facility',
      ],
    };
    const needed = { instructional: 1, 'policy or association': 1, overarching: 3 };
    const request = fullRequest(achievementNamed(competencies, 'tlc-full'));
    let granted = 0;
    fc.assert(
      fc.property(anyHeld(competencies, levelOrNone), (bag) => {
        const short = groups.filter((group) => {
          const good = of[group].filter((code) => held(bag, code, ['emerging', 'developing', null]));
          return good.length < needed[group];
        });
        const decision = decide(competencies, 'tlc-full', bag, request);
        if (decision.granted) granted += 1;
        expect(decision.granted).toBe(short.length === 0);
        expect(codesOf(decision).filter((code) => code === 'too-few-achievements')).toHaveLength(
          short.length,
        );
      }),
      { numRuns: 2000 },
    );
    expect(granted).toBeGreaterThan(50);
  });

  it('is granted exactly where an independent reading of the rule grants it (five of seven with I)', () => {
    const levels = fc.constantFrom('starting', 'growing', 'meeting', 'leading', null);
    const request = fullRequest(achievementNamed(county, 'rc-full'));
    let granted = 0;
    fc.assert(
      fc.property(anyHeld(county, levels), (bag) => {
        const good = ['rc-1', 'rc-2', 'rc-3', 'rc-4', 'rc-5', 'rc-6', 'rc-7'].filter((code) =>
          held(bag, code, ['starting', 'growing']),
        );
        const decision = decide(county, 'rc-full', bag, request);
        expect(decision.granted).toBe(good.length >= 5 && good.includes('rc-1'));
        if (!decision.granted) return;
        granted += 1;
        expect(decision.parts.map(({ achievementCode }) => achievementCode)).toEqual(good);
      }),
      { numRuns: 2000 },
    );
    expect(granted).toBeGreaterThan(50);
  });

  it('every requirement that is not met is named (seven of seven, capstone, hours)', () => {
    const levels = fc.constantFrom('beginning', 'developing', 'proficient', 'accomplished', null);
    const request = fullRequest(achievementNamed(sonoma, 'tlms-full'));
    const codes = ['tlms-1', 'tlms-2', 'tlms-3', 'tlms-4', 'tlms-5', 'tlms-6', 'tlms-7', 'tlms-capstone'];
    fc.assert(
      fc.property(anyHeld(sonoma, levels), fc.constantFrom(undefined, 0, 119.9, 120, 500), (bag, hours) => {
        const decision = decide(sonoma, 'tlms-full', bag, { ...request, hours });
        const named = decision.granted
          ? []
          : decision.unmet.flatMap(({ achievements }) => achievements ?? []);
        const open = codes.filter((code) => !held(bag, code, ['beginning', 'developing']));
        expect(named.toSorted()).toEqual(open.toSorted());
        const missesHours = hours === undefined || hours < 120;
        expect(codesOf(decision).some((code) => code.startsWith('hours-'))).toBe(missesHours);
        expect(decision.granted).toBe(open.length === 0 && !missesHours);
      }),
      { numRuns: 2000 },
    );
  });

  it('more credentials never turn granted into refused, and their order does not matter', () => {
    const request = fullRequest(achievementNamed(competencies, 'tlc-full'));
    fc.assert(
      fc.property(anyHeld(competencies, levelOrNone), anyHeld(competencies, levelOrNone), (bag, more) => {
        const base = [...bag, ...everythingHeld(competencies).slice(0, bag.length % 24)];
        const before = decide(competencies, 'tlc-full', base, request);
        const after = decide(competencies, 'tlc-full', [...base, ...more], request);
        if (before.granted) expect(after.granted).toBe(true);
        expect(decide(competencies, 'tlc-full', base.toReversed(), request)).toEqual(before);
      }),
      { numRuns: 1000 },
    );
  });
});
