import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { fullAward, partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

/** Planted in every value and every member's name: no answer may repeat it. */
const MARKER = 'mArKeR7';

let test: TestApp;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

const POSTS: [path: string, scope?: 'award' | 'sign' | 'manage'][] = [
  ['/api/credentials', 'award'],
  ['/api/programs', 'manage'],
  ['/api/frameworks', 'manage'],
  ['/credentials/issue', 'sign'],
  ['/credentials/verify'],
  ['/presentations/verify'],
];
const post = (path: string, body: Json | string, headers: Record<string, string> = {}) => {
  const scope = POSTS.find(([known]) => known === path)?.[1];
  return test.post(path, body, { ...(scope === undefined ? {} : test.bearer(scope)), ...headers });
};

interface Problem {
  status: number;
  type: string;
  detail?: string;
  problems?: { path?: string; code: string; detail: string }[];
}

/** A problem document with this status, which echoes nothing; and the service goes on. */
async function expectProblem(response: Response, status: number | number[]): Promise<Problem> {
  const text = await response.text();
  expect([status].flat(), text).toContain(response.status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(text.toLowerCase()).not.toContain(MARKER.toLowerCase());
  const problem: Problem = JSON.parse(text);
  expect(problem.status).toBe(response.status);
  expect(problem.type).toMatch(/^https:\/\/badges\.county\.example\/problems#[A-Z_]+$/);
  expect((await test.get('/healthz')).status).toBe(200);
  return problem;
}

/** The same shape with the marker in each text and behind each name. */
function plant(value: Json): Json {
  if (typeof value === 'string') return `${MARKER} ${value}`;
  if (Array.isArray(value)) return value.map(plant);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [`${name}${MARKER}`, plant(entry)]));
}

describe.each(POSTS)('POST %s', (path) => {
  it.each([
    ['nothing', ''],
    ['half of it', '{"achievement": "mArKeR7'],
    ['a comma too many', '{"mArKeR7": 1,}'],
    ['text', 'mArKeR7'],
    ['a byte order mark and text', '\ufeffmArKeR7'],
    ['NaN', '{"mArKeR7": NaN}'],
    ['a control character', '{"mArKeR7": "\u0000"}'],
  ])('refuses malformed JSON: %s', async (_, body) => {
    const problem = await expectProblem(await post(path, body), 400);
    expect(problem.problems).toMatchObject([{ path: 'body', code: 'json-malformed' }]);
  });

  it.each([
    ['arrays', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['objects', `${'{"mArKeR7":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['arrays without an end', '['.repeat(5_000_000)],
    ['depth inside a known member', `{"credential":{"x":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`],
  ])('refuses what is nested thousands deep: %s', async (_, body) => {
    const problem = await expectProblem(await post(path, body), 400);
    expect(problem.problems).toMatchObject([{ path: 'body', code: 'json-too-deep' }]);
  });

  it('refuses a body that is no JSON by its type, and one that is too large', async () => {
    await expectProblem(await post(path, 'mArKeR7', { 'content-type': 'text/plain; x=mArKeR7' }), 400);
    await expectProblem(await post(path, `{"mArKeR7":"${'x'.repeat(20_000_000)}"}`), 413);
    await expectProblem(await post(path, `[${'0,'.repeat(300_000)}0]`), 400);
  });

  it.each<[string, Json]>([
    ['null', null],
    ['a number', 7],
    ['text', MARKER],
    ['an array', [MARKER]],
    ['true', true],
  ])('refuses %s', async (_, body) => {
    await expectProblem(await post(path, JSON.stringify(body)), 400);
  });

  it('refuses members named like those of every object', async () => {
    const body = `{"__proto__":{"${MARKER}":1},"constructor":{"prototype":{"${MARKER}":1}},"hasOwnProperty":"${MARKER}","toString":null}`;
    await expectProblem(await post(path, body), 400);
    expect(({} as JsonObject)[MARKER]).toBeUndefined();
  });

  it('refuses a good body with the marker in every value and every name', async () => {
    const samples: Json[] = [
      partAward() as Json,
      SHIPPED_PROGRAMS[0] as unknown as Json,
      { credential: { type: ['x'] }, options: {} },
    ];
    for (const sample of samples) await expectProblem(await post(path, plant(sample)), 400);
  });
});

describe('an award', () => {
  const award = (changes: JsonObject) =>
    post('/api/credentials', { ...(partAward() as JsonObject), ...changes });

  it('is refused with every wrong member named at once', async () => {
    const wrong = {
      achievement: [MARKER],
      holder: { name: 4, email: MARKER, externalId: '', [MARKER]: 1 },
      level: { x: MARKER },
      assessors: { count: -1, names: [] },
      awardedDate: MARKER,
      validUntil: '2026-02-30',
      hours: '12',
      evidence: [{ url: `javascript:${MARKER}` }, 4, {}],
      issuer: 4,
      [MARKER]: MARKER,
      __proto__: null,
    };
    const { problems = [] } = await expectProblem(await post('/api/credentials', wrong), 400);
    const paths = problems.map(({ path }) => path);
    const expected = [
      'achievement',
      'holder.name',
      'holder.email',
      'holder.externalId',
      'holder',
      'level',
      'assessors.count',
      'assessors.names',
      'awardedDate',
      'validUntil',
      'hours',
      'evidence.0.url',
      'evidence.1',
      'evidence.2.narrative',
      'issuer',
    ];
    for (const path of expected) expect(paths).toContain(path);
    expect(problems.some(({ path, code }) => path === undefined && code === 'unknown-member')).toBe(true);
  });

  it.each<[string, JsonObject, number, string]>([
    ['an unknown achievement', { achievement: 'no-such-achievement' }, 404, 'ACHIEVEMENT_UNKNOWN'],
    ['an achievement named like the prototype', { achievement: 'constructor' }, 404, 'ACHIEVEMENT_UNKNOWN'],
    ['an unknown issuer', { issuer: 'no-such-issuer' }, 404, 'ISSUER_UNKNOWN'],
    ['a level that the rubric lacks', { level: MARKER.toLowerCase() }, 422, 'REQUIREMENTS_NOT_MET'],
  ])('is refused for %s', async (_, changes, status, code) => {
    expect((await expectProblem(await award(changes), status)).type).toMatch(new RegExp(`#${code}$`));
  });

  it('is refused with every unmet requirement at once', async () => {
    const { problems } = await expectProblem(
      await award({ level: 'developing', assessors: { count: 1 }, evidence: undefined as never }),
      422,
    );
    expect(problems?.length).toBe(3);
    const full = await expectProblem(
      await post('/api/credentials', fullAward({ holder: { name: MARKER, externalId: MARKER } }) as Json),
      422,
    );
    expect(full.problems?.length).toBeGreaterThanOrEqual(8);
  });

  it('is refused under an idempotency key of another request, and repeated under its own', async () => {
    const key = { 'idempotency-key': `key-${MARKER}` };
    const first = await post('/api/credentials', partAward('tlms-6') as Json, key);
    const again = await post('/api/credentials', partAward('tlms-6') as Json, key);
    expect([first.status, again.status, await again.json()]).toEqual([201, 201, await first.json()]);
    const conflict = await expectProblem(
      await post('/api/credentials', partAward('tlms-7') as Json, key),
      409,
    );
    expect(conflict.type).toMatch(/#IDEMPOTENCY_CONFLICT$/);
  });

  it('is told apart by the whole of its idempotency key', async () => {
    const long = (end: string) => ({ 'idempotency-key': `${'k'.repeat(250)}${end}` });
    const first = await post('/api/credentials', partAward('tlms-4') as Json, long('1'));
    const second = await post('/api/credentials', partAward('tlms-5') as Json, long('2'));
    // Either is told apart, or a key that long is refused: it is never cut.
    expect([first.status, second.status]).toSatisfy(
      (pair: number[]) => pair.join() === '201,201' || pair.join() === '400,400',
    );
  });
});

describe('lists and lookups', () => {
  it.each(['?limit=mArKeR7', '?limit=0', '?limit=201', '?limit=1.5', `?after=${'mArKeR7'.repeat(100)}`])(
    'refuse %s',
    async (query) => {
      await expectProblem(await test.get(`/api/credentials${query}`, test.bearer('read')), 400);
    },
  );

  it('do not repeat what was looked for', async () => {
    for (const path of [
      `/${MARKER}`,
      `/achievements/${MARKER}`,
      `/frameworks/tlms?v=${MARKER}`,
      `/programs/${MARKER}`,
      `/issuers/${MARKER}/did.json`,
      `/c/${MARKER}${MARKER}`,
    ])
      await expectProblem(await test.get(path, { accept: 'application/json' }), 404);
    for (const path of [`/api/credentials/${MARKER}`, `/credentials/${MARKER}`])
      await expectProblem(await test.get(path, test.bearer('read')), 404);
  });

  it('POST /api/verify names the checks that there are', async () => {
    await expectProblem(await test.post(`/api/verify?checks=proof,${MARKER}`, '{}'), 400);
  });
});
