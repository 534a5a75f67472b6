import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AchievementVersion,
  assessorIndependenceOf,
  compareAchievements,
} from '../../src/program/compare-achievements.ts';
import { Program } from '../../src/program/program.ts';
import countyLocal from '../../src/program/programs/county-local.json' with { type: 'json' };
import sonomaLike from '../../src/program/programs/sonoma-like.json' with { type: 'json' };

const programs = [Program.parse(sonomaLike), Program.parse(countyLocal)];
const all: AchievementVersion[] = programs.flatMap((program) =>
  program.achievements.map((definition) => ({ program, definition })),
);
function versionOf(code: string): AchievementVersion {
  const found = all.find(({ definition }) => definition.code === code);
  if (!found) throw new Error(code);
  return structuredClone(found);
}
const whatChanged = (before: AchievementVersion, after: AchievementVersion) =>
  compareAchievements(before, after).map(({ what }) => what);

describe('what changed between two versions', () => {
  it('is nothing between equal ones, and nothing but the version number is nothing', () => {
    for (const version of all) {
      const again = structuredClone(version);
      again.definition.version = '9';
      again.program.version = '9';
      expect(compareAchievements(version, again)).toEqual([]);
    }
  });

  it('goes the other way round', () => {
    const pair = fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all));
    fc.assert(
      fc.property(pair, ([one, other]) => {
        const there = compareAchievements(one, other);
        const back = compareAchievements(other, one);
        const turned = back.map(({ before, after }) => [after, before]);
        expect(there.map(({ before, after }) => [before, after]).sort()).toEqual(turned.sort());
        for (const { before, after } of there) expect(before).not.toBe(after);
      }),
    );
  });

  it('is said of each thing that decides who earns it', () => {
    const before = versionOf('tlms-1');
    const after = structuredClone(before);
    after.definition.criteriaNarrative = 'Lead a team for two years.';
    after.definition.evidenceKinds = ['A film of the team'];
    after.definition.requireEvidence = false;
    after.definition.minimumAssessors = 3;
    after.definition.assessorIndependence = 'One of them comes from another county.';
    after.program.facts.hours = 90;
    const changes = compareAchievements(before, after);
    expect(changes).toEqual([
      {
        what: 'What it asks for',
        before: before.definition.criteriaNarrative,
        after: 'Lead a team for two years.',
      },
      { what: 'Evidence', before: 'Required', after: 'Not required' },
      {
        what: 'Kinds of evidence',
        before: before.definition.evidenceKinds.join('; '),
        after: 'A film of the team',
      },
      { what: 'Assessors', before: 'At least 2', after: 'At least 3' },
      {
        what: 'Independence of assessors',
        before: before.program.assessorIndependence,
        after: 'One of them comes from another county.',
      },
      { what: 'Hours of the program', before: '120', after: '90' },
    ]);
  });

  it('is said of each level, by its code', () => {
    const before = versionOf('tlms-1');
    const after = structuredClone(before);
    const levels = after.definition.rubric?.levels ?? [];
    const [first, second] = levels;
    if (!first || !second || !after.definition.rubric) throw new Error('the rubric has levels');
    second.description = 'Something else.';
    levels.shift();
    levels.push({ code: 'best', name: 'Best', points: 9, description: 'Better than all.' });
    after.definition.rubric.requiredLevel = 'best';
    expect(compareAchievements(before, after).map(({ what, after: now }) => [what, now])).toEqual([
      ['Level required', 'Best'],
      [`Level ${second.name}`, `${second.name}, ${second.points} points: Something else.`],
      ['Level Best', 'Best, 9 points: Better than all.'],
      [`Level ${first.name}`, null],
    ]);
  });

  it('of a full credential is its rule, which a part does not have', () => {
    const [before, part] = [versionOf('tlms-full'), versionOf('tlms-1')];
    const after = structuredClone(before);
    after.program.rule = [
      { type: 'at-least', count: 1, of: ['tlms-1', 'gone'], minimumLevel: 'proficient' },
      { type: 'hours', minimum: 90 },
    ];
    after.program.settings.validYears = 1;
    const [rule, ends] = compareAchievements(before, after);
    expect(rule?.before).toMatch(/^All of TLMS-1, TLMS-2, .*; All of [^;]+; At least 120 hours$/);
    expect(rule?.after).toBe('At least 1 of TLMS-1, gone, at Proficient or above; At least 90 hours');
    expect(ends).toEqual({ what: 'Ends after', before: null, after: '1 year' });
    expect(whatChanged(part, { program: after.program, definition: part.definition })).toEqual([]);
  });
});

describe('the independence of assessors', () => {
  it('is the program’s where the achievement says nothing, and nobody’s where nobody assesses', () => {
    const { program, definition } = versionOf('tlms-1');
    const own = { ...definition, assessorIndependence: 'Own.' };
    expect(assessorIndependenceOf({ program, definition })).toBe(program.assessorIndependence);
    expect(assessorIndependenceOf({ program, definition: own })).toBe('Own.');
    expect(assessorIndependenceOf(versionOf('tlms-full'))).toBeUndefined();
  });

  it('is stated by every program that ships', () => {
    for (const program of programs) expect(program.assessorIndependence).toMatch(/^[A-Z].*\.$/);
  });
});
