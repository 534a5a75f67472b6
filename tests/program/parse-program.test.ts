import { describe, expect, it } from 'vitest';
import { parseFramework } from '../../src/program/framework.ts';
import { parseProgram } from '../../src/program/program.ts';
import { SHIPPED_FRAMEWORKS, SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { programNamed } from './award-samples.ts';

/** The shipped program with members changed by path; `undefined` takes the member away. */
function changed(changes: Record<string, unknown>): Record<string, unknown> {
  const program: Record<string, unknown> = structuredClone(programNamed('sonoma-like'));
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    let target = program;
    for (const step of steps) target = target[step] as Record<string, unknown>;
    if (value === undefined) delete target[last];
    else target[last] = value;
  }
  return program;
}

function problemsAfter(changes: Record<string, unknown>): string[] {
  const parsed = parseProgram(changed(changes), SHIPPED_FRAMEWORKS);
  return parsed.ok ? [] : parsed.problems.map(({ path, code }) => `${path} ${code}`);
}

describe('what ships', () => {
  it('has the frameworks with their right number of items', () => {
    const counts = SHIPPED_FRAMEWORKS.map(({ code, items }) => [code, items.length]);
    expect(Object.fromEntries(counts)).toEqual({
      tlms: 7,
      'teacher-leadership-competencies': 20,
      'national-board-core-propositions': 5,
      'cstp-2024': 6,
    });
    const functions = SHIPPED_FRAMEWORKS[0]?.items.map((item) => item.functions?.length);
    expect(functions).toEqual([5, 4, 8, 6, 4, 5, 5]);
  });

  it('has achievement codes that are unique over the instance', () => {
    const codes = SHIPPED_PROGRAMS.flatMap(({ achievements }) => achievements.map(({ code }) => code));
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toHaveLength(38);
  });

  it('asks of every part a rubric of four levels, evidence and an assessor', () => {
    for (const achievement of SHIPPED_PROGRAMS.flatMap(({ achievements }) => achievements)) {
      if (achievement.kind === 'full') continue;
      expect(achievement.rubric?.levels).toHaveLength(4);
      expect(achievement.requireEvidence).toBe(true);
      expect(achievement.evidenceKinds.length).toBeGreaterThanOrEqual(2);
      expect(achievement.minimumAssessors).toBeGreaterThanOrEqual(1);
    }
  });

  it('parses to the same program again', () => {
    for (const program of SHIPPED_PROGRAMS) {
      expect(parseProgram(program, SHIPPED_FRAMEWORKS)).toEqual({ ok: true, program });
    }
  });
});

const I = { framework: 'tlms', item: 'I' };

describe('a broken program', () => {
  it.each<[string, Record<string, unknown>]>([
    ['framework framework-unknown', { framework: 'nowhere' }],
    ['achievements.1.code achievement-code-duplicate', { 'achievements.1.code': 'tlms-1' }],
    ['achievements.1.humanCode human-code-duplicate', { 'achievements.1.humanCode': 'TLMS-1' }],
    [
      'achievements.0.alignment.0.framework framework-unknown',
      { 'achievements.0.alignment.0.framework': 'nowhere' },
    ],
    ['achievements.0.alignment.0.item item-unknown', { 'achievements.0.alignment.0.item': 'IX' }],
    ['achievements.0.alignment.1 alignment-duplicate', { 'achievements.0.alignment': [I, I] }],
    ['achievements.0.rubric rubric-missing', { 'achievements.0.rubric': undefined }],
    [
      'achievements.0.rubric.levels.1.code level-code-duplicate',
      { 'achievements.0.rubric.levels.1.code': 'beginning' },
    ],
    [
      'achievements.0.rubric.levels.1.points levels-not-ascending',
      { 'achievements.0.rubric.levels.1.points': 1 },
    ],
    [
      'achievements.0.rubric.requiredLevel level-unknown',
      { 'achievements.0.rubric.requiredLevel': 'superb' },
    ],
    ['achievements.0.evidenceKinds evidence-kinds-missing', { 'achievements.0.evidenceKinds': [] }],
    ['achievements.8.achievementType achievement-type-mismatch', { 'settings.validYears': 3 }],
    ['achievements.8.kind full-more-than-one', { 'achievements.7.kind': 'full' }],
    ['rule rule-missing', { rule: undefined }],
    ['rule rule-without-full', { 'achievements.8.kind': 'micro' }],
    ['rule.0.achievements.0 achievement-unknown', { rule: [{ type: 'all-of', achievements: ['nothing'] }] }],
    [
      'rule.0.achievements.0 achievement-is-full',
      { rule: [{ type: 'all-of', achievements: ['tlms-full'] }] },
    ],
    [
      'rule.0.of.1 achievement-listed-twice',
      { rule: [{ type: 'at-least', count: 1, of: ['tlms-1', 'tlms-1'] }] },
    ],
    ['rule.0.count count-not-reachable', { rule: [{ type: 'at-least', count: 2, of: ['tlms-1'] }] }],
    [
      'rule.0.of.0 minimum-level-unknown',
      { rule: [{ type: 'at-least', count: 1, of: ['tlms-1'], minimumLevel: 'performing' }] },
    ],
    ['rule.0.type invalid-union', { rule: [{ type: 'by-lot' }] }],
    ['settings.proofs.0 invalid-value', { 'settings.proofs': ['rot13'] }],
    ['settings.proofs invalid', { 'settings.proofs': ['eddsa-rdfc-2022', 'eddsa-rdfc-2022'] }],
    ['settings unknown-member', { 'settings.colour': 'red' }],
    ['name missing', { name: undefined }],
    [
      'achievements.0.otherAlignment.0.url invalid',
      { 'achievements.0.otherAlignment': [{ name: 'x', url: 'javascript:alert(1)' }] },
    ],
  ])('is told: %s', (expected, changes) => {
    expect(problemsAfter({})).toEqual([]);
    expect(problemsAfter(changes)).toContain(expected);
  });

  it('hears everything at once: of shape and of meaning', () => {
    const problems = problemsAfter({
      surprise: 1,
      name: 7,
      framework: 'nowhere',
      'achievements.2.minimumAssessors': -1,
      'achievements.3.code': 'tlms-1',
      'achievements.4.rubric.requiredLevel': 'superb',
      rule: [
        { type: 'all-of', achievements: ['nothing', 'tlms-1'] },
        { type: 'at-least', count: 9, of: ['tlms-1'] },
      ],
    });
    expect(problems.toSorted()).toEqual(
      [
        'undefined unknown-member',
        'name invalid-type',
        'achievements.2.minimumAssessors too-small',
        'framework framework-unknown',
        'achievements.4.rubric.requiredLevel level-unknown',
        'achievements.3.code achievement-code-duplicate',
        'rule.0.achievements.0 achievement-unknown',
        'rule.1.count count-not-reachable',
      ].toSorted(),
    );
  });

  it.each([
    [null],
    [undefined],
    [3],
    ['text'],
    [[]],
    [{ achievements: 7, rule: {} }],
    [{ achievements: [null, 1, {}] }],
  ])('is never an exception: %j', (document) =>
    expect(parseProgram(document, SHIPPED_FRAMEWORKS).ok).toBe(false),
  );

  it('never quotes its input', () => {
    const document = {
      code: 'Zed Secret',
      'Zed Secret': 1,
      framework: 'zed-secret',
      rule: [{ type: 'Zed Secret' }],
    };
    expect(JSON.stringify(parseProgram(document, []))).not.toMatch(/zed.secret/i);
  });
});

describe('a broken framework', () => {
  it('is told every problem at once', () => {
    const item = { code: 'I', title: 'One' };
    const parsed = parseFramework({
      code: 'x',
      version: '1',
      title: 'X',
      description: 'X',
      items: [item, { ...item }],
    });
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ path: 'items.1.code', code: 'item-code-duplicate' }],
    });
    const shapeless = parseFramework({ code: 'X Y', version: '', items: [] });
    expect(shapeless.ok ? [] : shapeless.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['code', 'version', 'title', 'description', 'items']),
    );
  });
});
