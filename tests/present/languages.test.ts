import { describe, expect, it } from 'vitest';
import { FINDING_CODES, type FindingCode } from '../../src/model/finding-codes.ts';
import type { PolicyRules } from '../../src/model/policy.ts';
import type { Finding } from '../../src/model/verification.ts';
import { describeFinding } from '../../src/present/describe-trust.ts';
import { WORDS } from '../../src/present/words/all-words.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import type { OutcomeFacts } from '../../src/present/words/outcome-table.ts';
import { SPANISH } from '../../src/present/words/spanish/spanish.ts';
import { LANGUAGES } from '../../src/present/words/words.ts';
import { checkRules } from '../../src/verify/checks/policy-rules.ts';

const BARE: OutcomeFacts = {
  issuer: 'b.example',
  issuerHasDomain: false,
  issuerIsRecognized: false,
  isRecord: false,
  isSigned: true,
  nameDiffers: false,
  hasStatus: false,
  isReplacementShared: false,
  isKeyRevoked: false,
};
const FULL: OutcomeFacts = {
  ...BARE,
  ...{ issuerHasDomain: true, issuerIsRecognized: true, hasStatus: true, isReplacementShared: true },
  ...{ claimedName: 'X', validFrom: '1', validUntil: '2', since: '3', host: 'h.example', suites: 'x-2023' },
  ...{ statement: 'X.', detail: 'X.', parts: { named: 2, good: 2 } },
};
const FACTS: OutcomeFacts[] = [
  BARE,
  FULL,
  { ...BARE, claimedName: 'X', parts: { named: 1, good: 0 }, isKeyRevoked: true },
  { ...FULL, isRecord: true, isKeyRevoked: true, parts: { named: 1, good: 1 } },
  { ...BARE, isSigned: false, nameDiffers: true, parts: { named: 3, good: 0 } },
];

/** With what a function of a theme is called; the others take texts or numbers. */
const ARGUMENTS: Record<string, readonly unknown[][]> = {
  outcomes: FACTS.map((facts) => [facts]),
  'trust.recognized': [
    [{ issuer: 'A', through: [], isForAchievement: false }],
    [
      {
        ...{ issuer: 'A', root: 'B', through: ['C', 'D'], isForAchievement: true },
        ...{ since: '1', until: '2', atAward: true },
      },
    ],
    [{ issuer: 'A', root: 'B', through: ['C'], isForAchievement: false, atAward: false }],
  ],
  'answers.inForce.ended': [['1'], [undefined]],
  'answers.inForce.notBegun': [['1'], [undefined]],
  'answers.inForce.yes': [
    ['1', 'X.'],
    [undefined, ''],
  ],
  'answers.person.notChecked': [['X'], [undefined]],
  'answers.person.yes': [['X'], [undefined]],
  'record.title': [[undefined, undefined]],
  'share.title': [[undefined, undefined]],
  'done.heading': [['X'], [undefined]],
  'done.counted': [
    ['1', '2'],
    [undefined, '2'],
  ],
  'cases.and': [[['A', 'B']]],
  'receipt.award': [true, false].map((isRecord) => [
    { issuer: 'A', credential: 'B', holder: 'C', isRecord, isEnded: false, on: '1', until: '2' },
  ]),
  'scan.codeProblem': [[{ host: 'h.example' }], [{}]],
  'scan.pictureProblem': [[{ host: 'h.example' }], [{}]],
  'receipt.partsHeading': [[undefined], [{ named: 2, good: 1 }]],
  'progress.stillWaiting': [[['a.example', 'b.example']]],
  findings: [],
};
const PLAIN: readonly unknown[][] = [
  [1, 1],
  [2, 3],
  ['X', 'Y'],
];

/** Every text of a theme, once for each set of arguments, by where it stands. */
function collectTexts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const key = Object.keys(ARGUMENTS).find((each) => path === each || path.startsWith(`${each}.`));
    const calls = key === undefined ? PLAIN : (ARGUMENTS[key] ?? []);
    return calls.flatMap((args, index) => {
      const said = value(...args);
      const at = `${path}(${index})`;
      return typeof said === 'object' && said !== null ? collectInside(said, at) : [[at, String(said)]];
    });
  }
  if (typeof value !== 'object' || value === null) return [];
  return collectInside(value, path);
}

function collectInside(value: object, path: string): [path: string, text: string][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    collectTexts(inner, path === '' ? key : `${path}.${key}`),
  );
}

/** What is written the same in both. */
const SAME =
  /^(language$|outcomes[.][a-z-]+[.]visual$|checks[.]visuals[.]bad$|answers[.]person[.]no[(]|independent[.]verifierPlus$|many[.]exportName$)/;
/** Words that no Spanish sentence has. */
const ENGLISH_WORDS = /\b(the|is|not|and|of|was|this|that|it|its|with|for|by|on|or|to|has|have|be|we)\b/i;

const texts = collectTexts(SPANISH, '');
const english = new Map(collectTexts(ENGLISH, ''));

describe('Spanish', () => {
  it('says everything that English says, and each in its own words', () => {
    expect(texts.length).toBeGreaterThan(250);
    for (const [path, text] of texts) {
      if (path === 'done.ownLanguage') continue;
      const original = english.get(path);
      if (path.startsWith('dates.')) continue;
      expect(original, path).toBeDefined();
      if (!SAME.test(path)) expect(text, path).not.toBe(original);
    }
  });

  it('has no English in it, and nothing that is missing', () => {
    for (const [path, text] of texts.filter(([path]) => path !== 'language'))
      expect(text, path).not.toMatch(
        new RegExp(`undefined|null|NaN|\\[object|  |${ENGLISH_WORDS.source}`, 'i'),
      );
  });

  it('ends its sentences where English does, and opens its questions', () => {
    const end = (text = '') => /[.?…:]?[”]?$/.exec(text.trim())?.[0];
    for (const [path, text] of texts) {
      const original = english.get(path);
      if (original === undefined || path.startsWith('dates.')) continue;
      expect(`${path} ${end(text)}`).toBe(`${path} ${end(original)}`);
      expect((text.match(/¿/g) ?? []).length, path).toBe((text.match(/[?]/g) ?? []).length);
    }
  });

  it('says “usted”', () => {
    for (const [path, text] of texts) expect(text, path).not.toMatch(/\b(tú|tu|tus|te|ti|vos|vosotros)\b/i);
  });
});

const CODES = Object.values(FINDING_CODES).flatMap((codes) => Object.keys(codes) as FindingCode[]);

describe('what a check found, in Spanish', () => {
  it.each([...new Set(CODES)])('is a sentence: %s', (code) => {
    const rule = { name: 'requireParts', wanted: 'all 7 parts', found: '3 of them' } as const;
    for (const finding of [
      { outcome: 'failed', code },
      { outcome: 'failed', code, detail: 'In English.', parts: { named: 7, good: 3 }, rule },
    ] as const) {
      const text = describeFinding(finding, SPANISH);
      expect(text).toMatch(/^[A-ZÁÉÍÓÚ0-9].*[.]$/);
      expect(text).not.toMatch(ENGLISH_WORDS);
      expect(text).not.toMatch(/undefined|In English/);
    }
  });

  it('keeps the name of the part that it is about', () => {
    const part = { name: 'Domain I: The Culture of Learning' };
    expect(describeFinding({ outcome: 'failed', code: 'part-revoked', part }, SPANISH)).toBe(
      'Domain I: The Culture of Learning: Una parte fue revocada o reemplazada.',
    );
  });

  it('is nothing where there is no code', () => {
    expect(describeFinding({ outcome: 'passed' }, SPANISH)).toBe('');
  });
});

describe('a rule that is not met, in Spanish', () => {
  const credential = {
    awardedDate: '2020-01-31T00:00:00Z',
    credentialSubject: {
      achievement: {
        id: 'https://a.example/1',
        alignment: [{ targetFramework: 'Otro marco' }],
        resultDescription: [
          {
            id: 'd',
            rubricCriterionLevel: [
              { id: 'l', name: 'Developing', points: '1' },
              { id: 'm', name: 'Sólido', points: '3' },
            ],
          },
        ],
      },
      result: [{ resultDescription: 'd', achievedLevel: 'l' }],
      source: { name: '1 assessor' },
    },
  };
  const judge = (
    rules: PolicyRules,
    of: Parameters<typeof checkRules>[0]['credential'] = credential,
  ): Finding[] =>
    checkRules({
      credential: of,
      rules,
      parts: [],
      now: new Date('2026-11-21T00:00:00Z'),
      check: { check: 'completeness', outcome: 'failed', parts: { named: 7, good: 3 } },
    });

  it.each<[PolicyRules, string]>([
    [
      { maximumAgeYears: 2 },
      'Se pide: otorgada el 21 nov 2024 o después. La credencial dice: otorgada el 31 ene 2020.',
    ],
    [{ minimumLevel: 3 }, 'Se pide: 3 puntos o más. La credencial dice: Developing (1 punto).'],
    [{ minimumLevel: 'Sólido' }, 'Se pide: Sólido o superior. La credencial dice: Developing (1 punto).'],
    [{ minimumAssessors: 2 }, 'Se pide: 2 o más. La credencial dice: 1.'],
    [{ frameworks: ['Uno', 'Dos'] }, 'Se pide: Uno o Dos. La credencial dice: Otro marco.'],
    [
      { achievements: ['urn:1', 'urn:2', 'urn:3', 'urn:4'] },
      'Se pide: urn:1, urn:2, urn:3 o 1 más. La credencial dice: https://a.example/1.',
    ],
    [{ requireParts: true }, 'Se pide: las 7 partes. La credencial dice: 3 de ellas.'],
  ])('%o', (rules, expected) => {
    const [finding, ...others] = judge(rules);
    expect(others).toEqual([]);
    expect(describeFinding(finding as Finding, SPANISH)).toContain(expected);
  });

  it('says where a credential says nothing about it', () => {
    const [finding] = judge({ minimumAssessors: 2 }, {});
    expect(describeFinding(finding as Finding, SPANISH)).toMatch(
      / La credencial no dice nada al respecto[.]$/,
    );
  });
});

it('each language calls itself by its own name', () => {
  expect(
    LANGUAGES.map((language) => [language, WORDS[language].language, WORDS[language].page.languageName]),
  ).toEqual([
    ['en', 'en', 'English'],
    ['es', 'es', 'Español'],
  ]);
});
