import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AchievementKind } from '../../src/model/credential.ts';
import { badgeLook } from '../../src/present/badge-emblem.ts';
import { type BadgeInput, renderBadgeSvg } from '../../src/present/badge-image.ts';
import { Program } from '../../src/program/program.ts';
import competencies from '../../src/program/programs/competencies.json' with { type: 'json' };
import sonomaLike from '../../src/program/programs/sonoma-like.json' with { type: 'json' };
import { launchBrowser } from '../support/browser.ts';

const BADGE: BadgeInput = {
  code: 'tlms-1',
  name: 'Domain I: Fostering a Collaborative Culture to Support Educator Development and Student Learning',
  kind: 'micro',
  issuerName: 'Example County Office of Education',
  sample: false,
};

describe('how a badge looks', () => {
  const lookOf = ({ code, kind }: { code: string; kind: AchievementKind }) =>
    JSON.stringify(badgeLook(kind, code));

  it('has the number of a domain where its code states one', () => {
    expect(badgeLook('micro', 'tlms-3')).toMatchObject({ number: 3, petals: 6 });
    expect(badgeLook('micro', 'tlc-communication').number).toBeUndefined();
  });

  it.each([sonomaLike, competencies])('is another one for each part of a program: $code', (program) => {
    const parts = Program.parse(program).achievements.filter(({ kind }) => kind === 'micro');
    expect(new Set(parts.map(lookOf)).size).toBe(parts.length);
  });
});

describe('badge images', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  /** What a real XML parser makes of it: the name of the root, the title, whether there is anything that runs. */
  async function parse(
    svg: string,
  ): Promise<{ root: string; title: string; scripts: number; texts: string[] }> {
    return page.evaluate(
      `(() => {
        const parsed = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml');
        return {
          root: parsed.documentElement.nodeName,
          title: parsed.querySelector('title')?.textContent ?? '',
          scripts: parsed.querySelectorAll('script, image, foreignObject, style, [style]').length,
          texts: [...parsed.querySelectorAll('text')].map((text) => text.textContent),
        };
      })()`,
    );
  }

  it.each([
    ['an ordinary one', BADGE],
    ['a capstone', { ...BADGE, kind: 'capstone', code: 'tlms-capstone' }],
    ['a whole', { ...BADGE, kind: 'full', code: 'tlms-full' }],
    ['a sample', { ...BADGE, sample: true }],
    ['no code', { ...BADGE, code: '' }],
    [
      'hostile text',
      { ...BADGE, name: '</text><script>alert(1)</script> & "x"', issuerName: '<image href="x"/>' },
    ],
    ['characters that XML has not', { ...BADGE, name: 'A\u0000B\u001f\uD800 C\uFFFE' }],
    ['a word without end', { ...BADGE, name: 'x'.repeat(300) }],
    [
      'another script',
      {
        ...BADGE,
        name: '教師のリーダーシップと協働文化の育成に関する専門資格認定証',
        issuerName: 'Oficina de Educación',
      },
    ],
  ] as [string, BadgeInput][])('are well-formed and hold no more than a picture: %s', async (_, input) => {
    const { root, title, scripts, texts } = await parse(renderBadgeSvg(input));
    expect(root).toBe('svg');
    expect(scripts).toBe(0);
    expect(title).not.toBe('');
    expect(texts.join(' ')).not.toMatch(/verified/i);
  });

  it('wrap a long name and say all of it in the title', async () => {
    const { title, texts } = await parse(renderBadgeSvg(BADGE));
    expect(title).toBe(BADGE.name);
    expect(texts.join(' ')).toContain('Domain I: Fostering a');
    expect(texts.length).toBeGreaterThan(5);
  });

  it('differ by kind and by domain', () => {
    const all = [
      BADGE,
      { ...BADGE, code: 'tlms-2' },
      { ...BADGE, code: 'tlms-7' },
      { ...BADGE, kind: 'capstone' as const },
      { ...BADGE, kind: 'full' as const },
    ].map((input) => renderBadgeSvg({ ...input, name: 'Same name' }));
    expect(new Set(all).size).toBe(all.length);
  });

  it('say SAMPLE in practice, and only there', () => {
    expect(renderBadgeSvg({ ...BADGE, sample: true }).match(/SAMPLE/g)?.length).toBeGreaterThanOrEqual(3);
    expect(renderBadgeSvg(BADGE)).not.toContain('SAMPLE');
  });
});
