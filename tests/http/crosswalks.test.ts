import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { SHIPPED_CROSSWALKS } from '../../src/program/shipped.ts';
import { partAward } from '../support/awards.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';
import { PUBLIC_URL } from '../support/test-instance.ts';

let test: TestApp;
let share: string;
beforeAll(async () => {
  test = await openTestApp();
  const issued = await issueCredential(test.issuing, partAward('tlms-1'), { actor: 'test' });
  share = `/c/${issued.share?.id}`;
});
afterAll(() => test.close());

const json = async (path: string) => (await test.get(path, { accept: 'application/json' })).json();
const html = async (path: string) => (await test.get(path, { accept: 'text/html' })).text();
/** The choices of the page, and the one that is chosen. */
const readChoices = (page: string) =>
  [...page.matchAll(/<a href="(\?[^"]*#see-in)"( aria-current="true")?>([^<]+)</g)].map(
    ([, href, current, title]) => `${current ? '* ' : ''}${title} ${href?.replaceAll('&amp;', '&')}`,
  );

describe('the crosswalks', () => {
  it('are listed, and served as published, to machines of other sites too', async () => {
    expect(await json('/crosswalks')).toEqual(
      SHIPPED_CROSSWALKS.map(({ code, version, name, from, to, pairs }) => ({
        id: `${PUBLIC_URL}/crosswalks/${code}`,
        code,
        version,
        name,
        from,
        to,
        pairs: pairs.length,
      })),
    );
    for (const crosswalk of SHIPPED_CROSSWALKS) {
      const response = await test.get(`/crosswalks/${crosswalk.code}?v=${crosswalk.version}`);
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(await response.json()).toEqual(crosswalk);
    }
    expect((await test.get('/crosswalks')).headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each(['/crosswalks/none', '/crosswalks/tlms--cstp-2024?v=9', '/crosswalks/tlms'])(
    'are not at %s',
    async (path) => {
      expect((await test.get(path)).status).toBe(404);
    },
  );
});

describe('an achievement in other frameworks', () => {
  it('has its entries with their reasons', async () => {
    const path = '/achievements/tlms-1/alignments?framework=cstp-2024';
    const { achievement, frameworks } = await json(path);
    expect(achievement).toBe(`${PUBLIC_URL}/achievements/tlms-1?v=1`);
    expect(frameworks).toMatchObject([
      {
        code: 'cstp-2024',
        entries: [
          {
            code: '6',
            title: 'Developing as a professional educator',
            url: `${PUBLIC_URL}/frameworks/cstp-2024#6`,
            isClaimed: true,
            reasons: [
              {
                of: { code: 'I' },
                relation: 'isRelatedTo',
                isReversed: false,
                crosswalk: `${PUBLIC_URL}/crosswalks/tlms--cstp-2024?v=1`,
              },
              { of: { code: 'I.c', title: 'Building trust in a team' } },
            ],
          },
        ],
      },
    ]);
    expect((await test.get(path)).headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is in all of them unless one is asked for', async () => {
    const codesOf = async (path: string) =>
      (await json(path)).frameworks.map(({ code }: { code: string }) => code);
    const all = ['tlms', 'cstp-2024', 'national-board-core-propositions', 'teacher-leadership-competencies'];
    for (const code of ['tlms-1', 'tlms-capstone', 'tlms-full', 'rc-6', 'rc-full'])
      expect(await codesOf(`/achievements/${code}/alignments`)).toEqual(all);
    // Nothing in the teacher leader standards corresponds to helping to write a policy.
    expect(await codesOf('/achievements/tlc-policy-making/alignments')).toEqual([
      'teacher-leadership-competencies',
    ]);
    expect(await codesOf('/achievements/tlc-policy-making/alignments?framework=tlms')).toEqual([]);
  });

  it.each([
    '/achievements/none/alignments',
    '/achievements/tlms-1/alignments?v=9',
    '/achievements/tlms-1/alignments?framework=none',
  ])('is not at %s', async (path) => {
    expect((await test.get(path)).status).toBe(404);
  });

  it('is not part of the achievement itself', async () => {
    const plain = await json('/achievements/tlms-1?v=1');
    expect(await json('/achievements/tlms-1?v=1&framework=teacher-leadership-competencies')).toEqual(plain);
  });
});

describe('the pages', () => {
  it('offer the frameworks as links, and show the one that is picked', async () => {
    const page = await html('/achievements/tlms-1?v=1&framework=cstp-2024');
    expect(readChoices(page)).toEqual([
      'Teacher Leader Model Standards ?v=1&framework=tlms#see-in',
      '* California Standards for the Teaching Profession ?v=1&framework=cstp-2024#see-in',
      'Five Core Propositions ?v=1&framework=national-board-core-propositions#see-in',
      'Teacher Leadership Competencies ?v=1&framework=teacher-leadership-competencies#see-in',
    ]);
    expect(page).toContain('href="/frameworks/cstp-2024#6"');
    expect(page).toContain('<strong>Related to</strong>');
    expect(page).toContain('building trust in a team is how such a setting comes about');
  });

  it('show nothing that was not asked for', async () => {
    for (const path of [
      '/achievements/tlms-1',
      share,
      `${share}?framework=none`,
      '/achievements/tlms-1?framework=<script>MARKER',
    ]) {
      const page = await html(path);
      expect(readChoices(page)).toHaveLength(4);
      expect(page).not.toMatch(/aria-current="true"|class="reason"|MARKER/);
    }
    expect(await html('/achievements/tlc-policy-making')).not.toContain('see-in');
  });

  it('of a credential do the same, by what the credential says', async () => {
    const page = await html(`${share}?framework=teacher-leadership-competencies`);
    expect(readChoices(page)[3]).toBe(
      '* Teacher Leadership Competencies ?framework=teacher-leadership-competencies#see-in',
    );
    expect(page).toContain('<strong>Has as a part</strong>');
  });
});

describe('loading one over HTTP', () => {
  const own = {
    code: 'tlms--cstp-2024',
    version: 'own-2',
    name: 'Our own reading',
    from: 'tlms',
    to: 'cstp-2024',
    pairs: [
      {
        from: 'I',
        to: '2',
        relation: 'isPeerOf',
        rationale: 'We say so.',
        source: 'https://county.example/x',
      },
    ],
  };

  it('needs a token that may manage', async () => {
    expect((await test.post('/api/crosswalks', own)).status).toBe(401);
    expect((await test.post('/api/crosswalks', own, test.bearer('award'))).status).toBe(403);
  });

  it('names every problem and no value', async () => {
    const wrong = { ...own, name: '', pairs: [{ ...own.pairs[0], from: 'MARKER', relation: 'MARKER' }] };
    const response = await test.post('/api/crosswalks', wrong, test.bearer('manage'));
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(JSON.parse(text).problems).toHaveLength(3);
    expect(text).not.toContain('MARKER');
  });

  it('shows the version that was published last, freezes it, and keeps the others readable', async () => {
    const publish = async (crosswalk: object) =>
      test.post('/api/crosswalks', crosswalk, test.bearer('manage'));
    expect(await (await publish(own)).json()).toEqual({ outcome: 'published' });
    expect(await (await publish(own)).json()).toEqual({ outcome: 'unchanged' });
    expect((await publish({ ...own, name: 'Other' })).status).toBe(409);
    const page = await html('/achievements/tlms-1?framework=cstp-2024');
    expect(page).toContain('<strong>On a level with</strong>');
    expect(page).toContain('href="https://county.example/x"');
    expect(page).not.toContain('building trust in a team is how');
    expect(await json('/crosswalks/tlms--cstp-2024')).toEqual(own);
    expect(await json('/crosswalks/tlms--cstp-2024?v=1')).toEqual(SHIPPED_CROSSWALKS[0]);
    const events = await test.issuing.store.listAudit({ limit: 1_000 });
    expect(events.at(-1)).toMatchObject({
      action: 'crosswalk-published',
      subject: 'tlms--cstp-2024@own-2',
      actor: 'token:test-manage',
    });
  });
});
