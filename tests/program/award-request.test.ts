import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AwardRequest, countAssessors, parseAwardRequest } from '../../src/program/award-request.ts';
import { buildCredential } from '../../src/program/build-credential.ts';
import { achievementNamed, buildInput, fullRequest, programNamed } from './award-samples.ts';
import { canonizeSafely, schemaErrors } from './interop-material.ts';

const sonoma = programNamed('sonoma-like');
const good = fullRequest(achievementNamed(sonoma, 'tlms-1'));

function problemsOf(change: object): { path?: string; code: string; detail: string }[] {
  const parsed = parseAwardRequest({ ...good, ...change });
  return parsed.ok ? [] : parsed.problems;
}

describe('a good request', () => {
  it('is read as it is', () => {
    expect(parseAwardRequest(good)).toEqual({ ok: true, request: good });
  });

  it('is trimmed and normalised', () => {
    const parsed = parseAwardRequest({
      ...good,
      holder: { name: '  Ana Nu\u0301n\u0303ez\n', email: ' Ana@Example.ORG ' },
      evidence: [{ narrative: 'one\r\ntwo' }],
    });
    expect(parsed).toMatchObject({
      ok: true,
      request: {
        holder: { name: 'Ana Núñez', email: 'ana@example.org' },
        evidence: [{ narrative: 'one\ntwo' }],
      },
    });
  });

  it.each(['O’Brien', "D'Angelo", 'محمد بن سلمان', 'नरेंद्र', 'می\u200cخواهم', '𠮷野', 'Ana 👩🏽‍🏫'])(
    'takes the name %s',
    (name) => {
      expect(problemsOf({ holder: { name } })).toEqual([]);
    },
  );
});

describe('a hostile request', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'http://evidence.example.org/',
    'file:///etc/passwd',
    'https:evidence.example.org',
    'https:///path-only',
    'https://known.example@other.example/',
    'https://user:secret@other.example/',
    'https://evidence.example.org/a b',
    'https://evidence.example.org/<script>',
    'https://evidence.example.org/"quoted"',
    'https://evidence.example.org/back\\slash',
    'https://evidence.example.org/\u0000',
    'https://evidence.example.org/\ud800',
    'https://[::1',
    `https://evidence.example.org/${'a'.repeat(2000)}`,
    '//evidence.example.org/',
    '',
  ])('has its link refused: %j', (url) => {
    expect(problemsOf({ evidence: [{ url }] }).map(({ path }) => path)).toContain('evidence.0.url');
  });

  it.each([
    ['NUL', 'Ana\u0000'],
    ['line feed', 'Ana\nAdmin'],
    ['escape', 'Ana\u001b[31m'],
    ['C1 control', 'Ana\u0085b'],
    ['right-to-left override', 'Ana \u202egnp.exe'],
    ['isolate', 'Ana \u2066x'],
    ['lone surrogate', 'Ana \ud800'],
    ['zero-width space', 'A\u200bna'],
    ['tag character', 'Ana\u{e0041}'],
    ['nothing', '   '],
    ['no letter', '…'],
    ['too long', 'a'.repeat(201)],
  ])('has its name refused: %s', (_, name) => {
    expect(problemsOf({ holder: { name } }).every(({ path }) => path === 'holder.name')).toBe(true);
    expect(problemsOf({ holder: { name } })).not.toEqual([]);
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    '0001-01-01',
    '9999-01-01',
    '',
    20260101,
  ])('has its date refused: %j', (awardedDate) =>
    expect(problemsOf({ awardedDate })[0]?.path).toBe('awardedDate'),
  );

  it.each([
    ['unknown member', { studentNames: ['Zed Secret'] }],
    ['unknown member inside', { holder: { name: 'Ana', ssn: 'Zed Secret' } }],
    ['null member', { level: null }],
    ['array for text', { role: ['Zed Secret'] }],
    ['no assessor', { assessors: { count: 0 } }],
    ['fewer than named', { assessors: { count: 1, names: ['Bo', 'Cy'] } }],
    ['infinite hours', { hours: Number.POSITIVE_INFINITY }],
    ['negative hours', { hours: -1 }],
    ['empty evidence', { evidence: [] }],
    ['evidence of nothing', { evidence: [{ name: 'Zed Secret' }] }],
    ['two addresses', { holder: { name: 'Ana', email: 'a@example.org,b@example.org' } }],
    ['slashes in a code', { achievement: '../../admin' }],
  ])('is refused for %s', (_, change) => {
    expect(problemsOf(change)).not.toEqual([]);
  });

  it('cannot bring a prototype of its own', () => {
    const text = JSON.stringify(good).replace('{', '{"__proto__":{"granted":true},');
    expect(parseAwardRequest(JSON.parse(text)).ok).toBe(false);
  });

  it('is told everything that is wrong, and nothing of what it said', () => {
    const secret = 'Zed-Secret';
    const problems = problemsOf({
      achievement: `${secret}!`,
      holder: { name: `${secret}\u0000`, email: secret, [secret]: secret },
      awardedDate: secret,
      hours: secret,
      evidence: [{ url: `javascript:${secret}` }],
      [secret]: secret,
    });
    expect(problems.map(({ path }) => path ?? '')).toEqual(
      expect.arrayContaining([
        'achievement',
        'holder.name',
        'holder.email',
        'holder',
        'awardedDate',
        'hours',
        'evidence.0.url',
        '',
      ]),
    );
    expect(JSON.stringify(problems)).not.toContain('Secret');
  });

  it.each([null, undefined, 1, 'text', [], () => good])('is refused whole: %s', (input) => {
    expect(parseAwardRequest(input).ok).toBe(false);
  });
});

it('two spellings of one name are one assessor', () => {
  expect(countAssessors({ names: ['Bo Li', 'BO  LI', 'Ｂｏ Ｌｉ'] })).toBe(1);
  expect(countAssessors({ names: ['Bo Li'], count: 3 })).toBe(3);
  expect(countAssessors(undefined)).toBe(0);
});

it('whatever the request lets through can be signed', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('"', '\\', '<b>', '@id', '_:b0', '#'),
  );
  const drawn = fc.record({
    holder: fc.record({ name: text.map((tail) => `A${tail}`) }),
    role: text,
    term: text,
    evidence: fc.tuple(
      fc.record({
        narrative: text,
        genre: text,
        url: fc.oneof(
          fc.webUrl({ validSchemes: ['https'], withFragments: true, withQueryParameters: true }),
          text.map((tail) => `https://a.example/${tail}`),
        ),
      }),
    ),
  });
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(drawn, async (change) => {
      const parsed = parseAwardRequest({ ...good, ...change });
      if (!parsed.ok) return;
      tried += 1;
      const request: AwardRequest = parsed.request;
      const credential = buildCredential(buildInput(sonoma, 'tlms-1', { request }));
      expect(schemaErrors(credential)).toEqual([]);
      await canonizeSafely(credential);
    }),
    { numRuns: 120 },
  );
  expect(tried).toBeGreaterThan(10);
});
