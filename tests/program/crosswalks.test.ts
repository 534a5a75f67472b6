import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CROSSWALK_RELATIONS } from '../../src/model/crosswalk-relation.ts';
import { type Crosswalk, parseCrosswalk } from '../../src/program/crosswalk.ts';
import { findCorresponding } from '../../src/program/find-corresponding.ts';
import { type Framework, findFrameworkEntry } from '../../src/program/framework.ts';
import { recognizeAlignments } from '../../src/program/recognize-alignments.ts';
import { SHIPPED_CROSSWALKS, SHIPPED_FRAMEWORKS } from '../../src/program/shipped.ts';
import { translateAlignments } from '../../src/program/translate-alignments.ts';

const DOMAINS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'];
const OTHERS = ['cstp-2024', 'national-board-core-propositions', 'teacher-leadership-competencies'];
const shipped = { frameworks: SHIPPED_FRAMEWORKS, crosswalks: SHIPPED_CROSSWALKS };

function frameworkNamed(code: string): Framework {
  const found = SHIPPED_FRAMEWORKS.find((framework) => framework.code === code);
  if (!found) throw new Error(`no framework ${code}`);
  return found;
}

describe('the crosswalks that ship', () => {
  it('lead from the teacher leader standards to each other framework', () => {
    expect(SHIPPED_CROSSWALKS.map(({ code, from, to }) => [code, from, to])).toEqual(
      OTHERS.map((to) => [`tlms--${to}`, 'tlms', to]),
    );
  });

  it('pair entries that exist, each with a reason of its own', () => {
    for (const { from, to, pairs } of SHIPPED_CROSSWALKS) {
      for (const pair of pairs) {
        expect(findFrameworkEntry(frameworkNamed(from), pair.from)).not.toBeNull();
        expect(findFrameworkEntry(frameworkNamed(to), pair.to)).not.toBeNull();
        expect(pair.rationale).toMatch(/^[A-Z].{40,}\.$/);
      }
      expect(new Set(pairs.map(({ rationale }) => rationale)).size).toBe(pairs.length);
    }
  });

  it.each(OTHERS)('have something in %s for every domain itself', (to) => {
    for (const domain of DOMAINS)
      expect(findCorresponding(SHIPPED_CROSSWALKS, 'tlms', domain, to).length).toBeGreaterThan(0);
  });

  it('claim no exact match: none of these frameworks was written after another', () => {
    const relations = SHIPPED_CROSSWALKS.flatMap(({ pairs }) => pairs.map(({ relation }) => relation));
    expect(new Set(relations)).toEqual(new Set(['isRelatedTo', 'isPartOf']));
  });
});

const entryOf = (name: string) => fc.constantFrom(...['1', '2', '3'].map((digit) => `${name}${digit}`));
/** Any crosswalks over three small frameworks. */
const crosswalksOf = fc.array(
  fc.constantFrom(...(['ab', 'ba', 'bc', 'cb', 'ac', 'ca'] as const)).chain((sides) => {
    const [from = '', to = ''] = sides;
    const pair = fc.record({
      from: entryOf(from),
      to: entryOf(to),
      relation: fc.constantFrom(...CROSSWALK_RELATIONS),
      rationale: fc.constantFrom('One.', 'Another.'),
    });
    return fc.record<Crosswalk>({
      code: fc.constant(sides),
      version: fc.constant('1'),
      name: fc.constant('A crosswalk'),
      from: fc.constant(from),
      to: fc.constant(to),
      pairs: fc.array(pair, { maxLength: 8 }),
    });
  }),
  { maxLength: 4 },
);
const sidesOf = fc.constantFrom(...(['ab', 'ba', 'bc', 'cb', 'ac', 'ca'] as const));

describe('looking up what corresponds', () => {
  it('finds the same pairs from both sides', () => {
    fc.assert(
      fc.property(crosswalksOf, sidesOf, (crosswalks, [here = '', there = '']) => {
        const look = (from: string, to: string) =>
          ['1', '2', '3'].flatMap((digit) => findCorresponding(crosswalks, from, `${from}${digit}`, to));
        const turned = look(there, here).map((pair) => ({
          ...pair,
          of: pair.entry,
          entry: pair.of,
          isReversed: !pair.isReversed,
        }));
        const sorted = (pairs: object[]) => pairs.map((pair) => JSON.stringify(sortKeys(pair))).sort();
        expect(sorted(turned)).toEqual(sorted(look(here, there)));
      }),
    );
  });

  it('finds only what somebody has paired: nothing through a third framework', () => {
    fc.assert(
      fc.property(crosswalksOf, sidesOf, entryOf(''), (crosswalks, [here = '', there = ''], digit) => {
        const direct = crosswalks.filter(
          ({ from, to }) => [from, to].includes(here) && [from, to].includes(there),
        );
        const entry = `${here}${digit}`;
        const paired = direct.flatMap(({ pairs }) =>
          pairs.filter(({ from, to }) => from === entry || to === entry),
        );
        expect(findCorresponding(crosswalks, here, entry, there)).toHaveLength(paired.length);
      }),
    );
  });

  it('says which way a pair was written', () => {
    const [pair] = findCorresponding(SHIPPED_CROSSWALKS, 'tlms', 'IV.c', 'teacher-leadership-competencies');
    expect(pair).toMatchObject({ entry: 'coaching-and-mentoring', relation: 'isPartOf', isReversed: false });
    const back = findCorresponding(
      SHIPPED_CROSSWALKS,
      'teacher-leadership-competencies',
      'coaching-and-mentoring',
      'tlms',
    );
    expect(back.find(({ entry }) => entry === 'IV.c')).toMatchObject({
      relation: 'isPartOf',
      isReversed: true,
    });
    expect(
      findCorresponding(SHIPPED_CROSSWALKS, 'cstp-2024', '6', 'national-board-core-propositions'),
    ).toEqual([]);
  });
});

function sortKeys(object: object): object {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe('translating an achievement', () => {
  const told = (entries: [string, string][]) =>
    translateAlignments(
      shipped,
      entries.map(([framework, entry]) => ({ framework, entry })),
    ).map(({ framework, entries: found }) => [
      framework.code,
      found.map(
        ({ entry, isClaimed, reasons }) =>
          `${entry.code}${isClaimed ? '!' : ''}${reasons.map(({ of }) => `<${of.code}`).join('')}`,
      ),
    ]);

  it('starts from its own framework, functions included, and keeps what the program says apart', () => {
    const alignments: [string, string][] = [
      ['tlms', 'VI'],
      ['cstp-2024', '1'],
    ];
    expect(Object.fromEntries(told(alignments))).toEqual({
      tlms: ['VI!'],
      'cstp-2024': ['1!<VI<VI.a', '2<VI', '6<VI<VI.c'],
      'national-board-core-propositions': ['1<VI<VI.a', '4<VI.c', '5<VI'],
      'teacher-leadership-competencies': [
        'reflective-practice<VI.c',
        'communication<VI.b',
        'community-awareness-engagement-and-advocacy<VI<VI.a<VI.e',
      ],
    });
  });

  it('never goes back through an alignment to another framework', () => {
    const alignments: [string, string][] = [
      ['tlms', 'I'],
      ['national-board-core-propositions', '5'],
    ];
    expect(told(alignments)[0]).toEqual(['tlms', ['I!']]);
    // Nor by a code that both frameworks have.
    const [, found] = told([
      ['cstp-2024', '6'],
      ['national-board-core-propositions', '5'],
    ]).find(([code]) => code === 'tlms') ?? ['', []];
    expect(found).toEqual([
      'I<6',
      'I.c<6',
      'II<6',
      'III<6',
      'III.g<6',
      'IV.b<6',
      'IV.c<6',
      'VI<6',
      'VI.c<6',
      'VII<6',
    ]);
  });

  it('has nothing for entries that nobody knows', () => {
    expect(told([])).toEqual([]);
    expect(told([['elsewhere', '1']])).toEqual([]);
    expect(told([['tlms', 'VIII']])).toEqual([]);
  });

  it('leaves out pairs whose entries a framework no longer has', () => {
    const [tlms, ...rest] = SHIPPED_FRAMEWORKS;
    if (!tlms) throw new Error('no framework');
    const shorter = rest.map((framework) =>
      framework.code === 'cstp-2024'
        ? { ...framework, items: framework.items.filter(({ code }) => code !== '6') }
        : framework,
    );
    const found = translateAlignments({ frameworks: [tlms, ...shorter], crosswalks: SHIPPED_CROSSWALKS }, [
      { framework: 'tlms', entry: 'VI' },
    ]).find(({ framework }) => framework.code === 'cstp-2024');
    expect(found?.entries.map(({ entry }) => entry.code)).toEqual(['1', '2']);
  });
});

describe('recognizing an alignment', () => {
  const publicUrl = 'https://badges.example.org/';
  const recognize = (alignment: { framework?: string; code?: string; url?: string }) =>
    recognizeAlignments({ publicUrl, frameworks: SHIPPED_FRAMEWORKS }, [alignment, alignment]);
  const domain = [{ framework: 'tlms', entry: 'II' }];

  it('goes by the address here, else by the title with a code that it has', () => {
    expect(recognize({ url: 'https://badges.example.org/frameworks/tlms#II' })).toEqual(domain);
    expect(
      recognize({ framework: 'An older title', url: 'https://badges.example.org/frameworks/tlms#II' }),
    ).toEqual(domain);
    expect(
      recognize({
        framework: 'Teacher Leader Model Standards',
        code: 'II',
        url: 'https://other.example/x#II',
      }),
    ).toEqual(domain);
  });

  it.each([
    {},
    { url: 'https://other.example/frameworks/tlms#II' },
    { url: 'https://badges.example.org/frameworks/tlms#VIII' },
    { url: 'https://badges.example.org/frameworks/tlms' },
    { framework: 'Teacher Leader Model Standards' },
    { framework: 'Teacher Leader Model Standards', code: 'VIII' },
    { framework: 'tlms', code: 'II' },
  ])('leaves out %j', (alignment) => {
    expect(recognize(alignment)).toEqual([]);
  });
});

describe('a crosswalk of strangers', () => {
  const valid = (): Record<string, unknown> => ({
    code: 'tlms--own',
    version: '1',
    name: 'Own',
    from: 'tlms',
    to: 'cstp-2024',
    pairs: [{ from: 'I.c', to: '6', relation: 'isRelatedTo', rationale: 'Because.' }],
  });
  const problemsOf = (document: unknown) => {
    const parsed = parseCrosswalk(document, SHIPPED_FRAMEWORKS);
    return parsed.ok ? [] : parsed.problems;
  };
  const pair = { from: 'I', to: '6', relation: 'isRelatedTo', rationale: 'Because.' };

  it('is read as it is', () => {
    expect(parseCrosswalk(valid(), SHIPPED_FRAMEWORKS)).toEqual({ ok: true, crosswalk: valid() });
    for (const crosswalk of SHIPPED_CROSSWALKS)
      expect(parseCrosswalk(crosswalk, SHIPPED_FRAMEWORKS)).toEqual({ ok: true, crosswalk });
  });

  it('has all its problems named at once, and none of its values', () => {
    const problems = problemsOf({
      ...valid(),
      MARKER: 'MARKER',
      code: 'MARKER',
      to: 'hidden-marker',
      pairs: [
        { ...pair, from: 'MARKER' },
        { ...pair, relation: 'MARKER', source: 'javascript:MARKER' },
        pair,
        { ...pair, rationale: '' },
        'MARKER',
      ],
    });
    expect(problems.map(({ path, code }) => `${path ?? ''} ${code}`).sort()).toEqual(
      [
        ' unknown-member',
        'code invalid-format',
        'pairs.0.from entry-unknown',
        'pairs.1.relation invalid-value',
        'pairs.1.source invalid',
        'pairs.2 pair-duplicate',
        'pairs.3 pair-duplicate',
        'pairs.3.rationale too-small',
        'pairs.4 invalid-type',
        'to framework-unknown',
      ].sort(),
    );
    expect(JSON.stringify(problems)).not.toMatch(/marker/i);
  });

  it('leads from one framework to another', () => {
    expect(problemsOf({ ...valid(), to: 'tlms', pairs: [{ ...pair, to: 'II' }] })).toMatchObject([
      { path: 'to', code: 'framework-same' },
    ]);
  });

  it.each([null, 4, 'x', [], {}, { pairs: {} }])('is not %j', (document) => {
    expect(problemsOf(document).length).toBeGreaterThan(0);
  });

  it('is read within limits, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (document, some) => {
        const parsed = parseCrosswalk({ ...valid(), pairs: [some], from: document }, SHIPPED_FRAMEWORKS);
        expect(parsed.ok).toBe(false);
      }),
    );
    expect(problemsOf({ ...valid(), pairs: Array(2001).fill(pair) }).map(({ path }) => path)).toContain(
      'pairs',
    );
  });
});
