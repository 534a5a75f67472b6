import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishProgram } from '../../src/issuer/publish-program.ts';
import { COUNTS_KEPT_MS } from '../../src/issuer/transparency/count-awards.ts';
import type { Program } from '../../src/program/program.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
let people = 0;
let asked = 0;
beforeAll(async () => {
  test = await openTestApp({
    wrapStore: (store) => ({
      ...store,
      countAwards: (code, at) => {
        asked++;
        return store.countAwards(code, at);
      },
    }),
  });
  await award(11, 'proficient');
  await award(2, 'accomplished');
  await publishSecond();
});
afterAll(() => test.close());

async function award(many: number, level: string, achievement = 'tlms-1'): Promise<void> {
  for (let i = 0; i < many; i++) {
    const holder = { name: 'Ana Núñez', email: `teacher-${people++}@teachers.example` };
    await issueCredential(test.issuing, partAward(achievement, { level, holder, assessors: { count: 3 } }), {
      actor: 'test',
    });
  }
}

/** The same program with one achievement changed. */
async function publishSecond(): Promise<void> {
  const first = (await test.issuing.store.findProgram('sonoma-like'))?.document as unknown as Program;
  const [achievement, ...others] = structuredClone(first.achievements);
  if (!achievement) throw new Error('there is one');
  const changed = { ...achievement, version: '2', minimumAssessors: 3 };
  const same = others.map((other) => ({ ...other, version: '2' }));
  test.clock.now = new Date('2026-11-22T12:00:00Z');
  await publishProgram(test.issuing, { ...first, version: '2', achievements: [changed, ...same] }, 'test');
}

const read = async (path: string) => (await test.get(path)).json();
const laterThanKept = () => {
  test.clock.now = new Date(test.clock.now.getTime() + COUNTS_KEPT_MS);
};

describe('/achievements/{code}/transparency', () => {
  it('says how it is earned, for any site', async () => {
    const response = await test.get('/achievements/tlms-1/transparency', { origin: 'https://x.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(await response.json()).toMatchObject({
      achievement: `${PUBLIC_URL}/achievements/tlms-1?v=2`,
      program: { code: 'sonoma-like', version: '2' },
      evidence: { required: true },
      assessors: { minimum: 3, independence: expect.stringMatching(/did not coach/) },
      rubric: {
        levels: expect.arrayContaining([
          expect.objectContaining({ code: 'proficient', required: true }),
          expect.objectContaining({ code: 'accomplished', required: false }),
        ]),
      },
    });
    const first = await read('/achievements/tlms-1/transparency?v=1');
    expect(first).toMatchObject({ version: '1', assessors: { minimum: 2 } });
    expect((await test.get('/achievements/none/transparency')).status).toBe(404);
    expect((await test.get('/achievements/tlms-1/transparency?v=9')).status).toBe(404);
  });

  it('says what changed between versions, and when', async () => {
    const { versions } = await read('/achievements/tlms-1/transparency');
    expect(versions).toEqual([
      {
        version: '2',
        achievement: `${PUBLIC_URL}/achievements/tlms-1?v=2`,
        publishedAt: '2026-11-22T12:00:00Z',
        changes: [{ what: 'Assessors', before: 'At least 2', after: 'At least 3' }],
      },
      {
        version: '1',
        achievement: `${PUBLIC_URL}/achievements/tlms-1?v=1`,
        publishedAt: '2026-11-21T12:00:00Z',
      },
    ]);
    expect((await read('/achievements/tlms-full/transparency')).versions[0].changes).toEqual([]);
  });

  it('counts people by version and level, and shows no small number', async () => {
    laterThanKept();
    const few = { fewerThan: 10 };
    const withheld = { withheld: true };
    const levelsOf = ({ levels }: { levels: { code: string; people: object }[] }) =>
      Object.fromEntries(levels.map(({ code, people: counted }) => [code, counted]));
    const before = (await read('/achievements/tlms-1/transparency')).awarded;
    expect(before).toMatchObject({ people: { count: 13 }, inForce: { count: 13 }, notInForce: { count: 0 } });
    // 2 and 11 of 13: the one would give the other away.
    expect(Object.values(levelsOf(before.versions[1]))).toEqual(Array(4).fill(withheld));
    await award(8, 'proficient');
    laterThanKept();
    const { awarded } = await read('/achievements/tlms-1/transparency');
    expect(awarded.people).toEqual({ count: 21 });
    expect(awarded.versions).toMatchObject([
      { version: '2', people: few, levels: Array(4).fill({ people: withheld }) },
      { version: '1', people: withheld, levels: Array(4).fill({ people: withheld }) },
    ]);
    expect((await read('/achievements/tlms-2/transparency')).awarded.people).toEqual({ count: 0 });
    await award(1, 'proficient', 'tlms-2');
    laterThanKept();
    expect((await read('/achievements/tlms-2/transparency')).awarded).toMatchObject({
      people: few,
      inForce: withheld,
    });
  });

  it('is counted once in some minutes, whoever asks', async () => {
    laterThanKept();
    asked = 0;
    for (let i = 0; i < 5; i++) await test.get('/achievements/tlms-1/transparency');
    await test.get('/achievements/tlms-1', { accept: 'text/html' });
    expect(asked).toBe(1);
    laterThanKept();
    await test.get('/achievements/tlms-1/transparency');
    expect(asked).toBe(2);
  });

  it('is on the page for people', async () => {
    laterThanKept();
    const page = await (await test.get('/achievements/tlms-1', { accept: 'text/html' })).text();
    for (const told of ['How many have it', 'did not coach', 'What changed: assessors', 'Read version 1'])
      expect(page).toContain(told);
  });
});
