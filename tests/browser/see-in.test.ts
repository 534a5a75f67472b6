import { source as axe } from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/** What a reader of another framework sees, in a real Chromium. */
let browser: Browser;
let instance: ServedInstance;
let share: string;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  const issued = await issueCredential(instance.issuing, partAward('tlms-6'), { actor: 'test' });
  share = `/c/${issued.share?.id}`;
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

describe('a reader of another framework', () => {
  it.each(['achievement', 'credential'])(
    'picks it on the page of the %s, without JavaScript',
    async (kind) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(instance.publicUrl + (kind === 'achievement' ? '/achievements/tlms-6?v=1' : share));
      const section = page.locator('#see-in');
      expect(await section.locator('.reason').count()).toBe(0);
      await section.getByRole('link', { name: 'Five Core Propositions' }).click();
      const url = new URL(page.url());
      expect([url.searchParams.get('framework'), url.hash]).toEqual([
        'national-board-core-propositions',
        '#see-in',
      ]);
      if (kind === 'achievement') expect(url.searchParams.get('v')).toBe('1');
      const entries = await section.locator('.corresponding-entry').allInnerTexts();
      expect(entries.map((text) => text.slice(0, 2).trim())).toEqual(['1', '4', '5']);
      await section.getByRole('link', { name: 'Teachers are members of learning communities' }).click();
      expect(page.url()).toBe(`${instance.publicUrl}/frameworks/national-board-core-propositions#5`);
      await context.close();
    },
  );

  it.each(['light', 'dark'] as const)(
    'can use it whatever she sees and how wide her screen is (%s)',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      await page.goto(`${instance.publicUrl}${share}?framework=cstp-2024`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      await page.evaluate(axe);
      const violations = await page.evaluate(async () => {
        const { axe: loaded } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string }[] }> };
        };
        return (await loaded.run()).violations.map(({ id }) => id);
      });
      expect(violations).toEqual([]);
      await context.close();
    },
  );

  it('prints what she picked and not the choice', async () => {
    const page = await browser.newPage();
    const isSeen = (selector: string) => page.locator(selector).first().isVisible();
    await page.emulateMedia({ media: 'print' });
    await page.goto(`${instance.publicUrl}/achievements/tlms-6?framework=cstp-2024`);
    expect([await isSeen('.see-in-choices'), await isSeen('.corresponding')]).toEqual([false, true]);
    await page.goto(`${instance.publicUrl}/achievements/tlms-6`);
    expect(await isSeen('.see-in')).toBe(false);
    await page.close();
  });
});
