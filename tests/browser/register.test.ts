import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishProgram } from '../../src/issuer/publish-program.ts';
import { recognize } from '../../src/issuer/recognitions/recognize.ts';
import { revokeRecognition } from '../../src/issuer/recognitions/revoke-recognition.ts';
import type { Program } from '../../src/program/program.ts';
import { partAward } from '../support/awards.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/** The public register and an achievement's record, in a real Chromium with and without its JavaScript. */
let browser: Browser;
let empty: ServedInstance;
let instance: ServedInstance;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, instance, empty] = await Promise.all([launchBrowser(), serveTestInstance(), serveTestInstance()]);
  await fillRegister();
  await fillAchievement();
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
  await empty?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ javaScriptEnabled: false });
  page = await context.newPage();
});
afterEach(() => context.close());

async function fillRegister(): Promise<void> {
  const give = async (id: string, name: string, more: object = {}) => {
    const recognizes = { id, name, url: 'https://www.coe.example', email: 'leaders@coe.example' };
    const request = { recognizes, ...more };
    return (await recognize(instance.issuing, request, { actor: 'test' })).credential.id;
  };
  await give('did:web:badges.sonoma.example', 'Sonoma County Office of Education', {
    validUntil: '2030-06-30',
    comment: 'For the program with seven domains and a capstone.',
  });
  await give('did:web:badges.penon.example', 'Distrito Escolar de Peñón Blanco', {
    achievement: {
      id: 'https://badges.penon.example/achievements/equipos?v=2',
      ...{ name: 'Dirige equipos de colaboración', humanCode: 'PB-2', version: '2' },
    },
  });
  const gone = await give(
    'did:web:example.org:issuers:a-very-long-name-of-a-district-in-the-mountains',
    'Gone',
  );
  await revokeRecognition(instance.issuing, gone, { grounds: { reason: 'other' }, actor: 'test' });
}

async function fillAchievement(): Promise<void> {
  for (let i = 0; i < 32; i++) {
    const holder = { name: 'Ana Núñez', email: `t${i}@teachers.example` };
    const level = i < 3 ? 'accomplished' : 'proficient';
    await issueCredential(instance.issuing, partAward('tlms-1', { holder, level }), { actor: 'test' });
  }
  const first = (await instance.issuing.store.findProgram('sonoma-like'))?.document as unknown as Program;
  const achievements = structuredClone(first.achievements).map((achievement) => ({
    ...achievement,
    version: '2',
    ...(achievement.code === 'tlms-1'
      ? { minimumAssessors: 3, criteriaNarrative: `${achievement.criteriaNarrative} For two school years.` }
      : {}),
  }));
  await publishProgram(instance.issuing, { ...first, version: '2', achievements }, 'test');
}

const at = (path: string, on = instance) => new URL(path, on.publicUrl).href;

describe('the register, without JavaScript', () => {
  it('is searched, and leads from a recognition to its issuer and back to all', async () => {
    await page.goto(at('/recognitions'));
    await page.getByLabel('Search by issuer, achievement or domain').fill('PEÑON equipos');
    await page.getByRole('button', { name: 'Search' }).click();
    expect(await page.locator('.found').innerText()).toContain('1 of 3 recognitions');
    await page.getByRole('link', { name: 'Distrito Escolar de Peñón Blanco', exact: true }).click();
    expect(await page.locator('.issuers').first().innerText()).toContain(
      'PB-2 Dirige equipos de colaboración',
    );
    await page.getByRole('link', { name: 'Show all' }).click();
    expect(await page.locator('.issuers').first().locator('h3').allInnerTexts()).toEqual([
      'Distrito Escolar de Peñón Blanco',
      'Sonoma County Office of Education',
      expect.stringContaining('Gone'),
    ]);
    await page.goto(at('/recognitions', empty));
    expect(await page.locator('main').innerText()).toContain('Nobody has been recognized yet.');
  });

  it('fits a phone, and is a table only where there is room', async () => {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ['/recognitions', '/issuers', '/achievements/tlms-1?v=1']) {
        await page.goto(at(path));
        const sizes = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
        expect([path, width, sizes]).toEqual([path, width, [width, width]]);
      }
    }
  });
});

describe('an achievement', () => {
  it('says how many have it and what changed, and no small number', async () => {
    await page.goto(at('/achievements/tlms-1'));
    const text = await page.locator('main').innerText();
    for (const told of ['Assessors: at least 3. Assessors did not coach', 'FEWER THAN 10', 'Not shown'])
      expect(text.toLowerCase()).toContain(told.toLowerCase());
    expect(text).not.toMatch(/\b29\b/);
    await page.getByText('What changed:').click();
    expect(await page.locator('.changes').innerText()).toContain('For two school years.');
    await page.getByRole('link', { name: 'Read version 1' }).click();
    expect(await page.locator('main').innerText()).toContain('At least 2'.toLowerCase());
  });
});

describe('accessibility (axe, WCAG 2.2 AA)', () => {
  it.each(['/recognitions', '/issuers', '/issuers?q=none', '/achievements/tlms-1'])(
    'finds nothing on %s',
    async (path) => {
      await context.close();
      context = await browser.newContext();
      page = await context.newPage();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const on of [instance, empty]) {
          await page.goto(at(path, on));
          const violations = await findViolations(page);
          expect([path, colorScheme, violations]).toEqual([path, colorScheme, []]);
        }
      }
    },
  );
});
