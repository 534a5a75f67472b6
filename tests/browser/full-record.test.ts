import { source as axe } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import { launchBrowser } from '../support/browser.ts';
import { issueEverything } from '../support/issue-everything.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/** The button of a full credential's page, pressed in a real Chromium. LECTERN_TEST_PICTURES names a folder for pictures. */
let browser: Browser;
let instance: ServedInstance;
let everything: Awaited<ReturnType<typeof issueEverything>>;
beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  everything = await issueEverything(instance);
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});

async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }
    ).axe.run();
    return violations.map(({ id }) => id);
  });
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['LECTERN_TEST_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const LOOKS = [
  { name: 'desktop', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
] as const;

describe('without JavaScript, the page of a full credential', () => {
  it('makes the full record with one button, and leads to its page', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto(`${instance.publicUrl}/c/${everything.share?.id}`);
    await page.getByRole('button', { name: 'Get the full record' }).click();
    await page.waitForURL((url) => !url.pathname.endsWith(everything.share?.id ?? ''));
    expect(await page.locator('h1').innerText()).toBe('Ana Núñez');
    expect(await page.locator('.record-list li').count()).toBe(9);
    expect(await page.title()).toContain('Full record');
    const made = page.url();
    await page.goto(`${instance.publicUrl}/c/${everything.share?.id}`);
    await page.getByRole('link', { name: 'Open the full record' }).click();
    await page.waitForURL(made);
    await page.close();
  });
});

describe.each(LOOKS)('as people see it, $name', ({ name, ...look }) => {
  it('has no barrier and nothing beside the page', async () => {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    await page.goto(`${instance.publicUrl}/c/${everything.share?.id}`);
    await picture(page, `full-${name}`);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Open the full record' }).click();
    await page.waitForSelector('.record');
    await picture(page, `record-${name}`);
    expect(await findViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await context.close();
  });
});

describe('after a part was withdrawn', () => {
  it.each(LOOKS)('the record says so first, $name', async ({ name, ...look }) => {
    const { store } = instance.issuing;
    const part = everything.ids['tlms-5'] ?? '';
    if ((await store.getCredential(part))?.standing !== 'revoked')
      await orderStatusChange(instance.issuing, {
        action: 'revoke',
        selection: { credentials: [part] },
        grounds: { reason: 'issued-in-error' },
        count: 1,
        actor: 'test',
      });
    const [record] = await store.listRecordsOfFull(everything.full.id);
    const [share] = await store.listSharesOfCredential(record?.id ?? '');
    const context = await browser.newContext(look);
    const page = await context.newPage();
    await page.goto(`${instance.publicUrl}/c/${share?.id}`);
    await picture(page, `ended-${name}`);
    expect(await page.locator('.record-ended').innerText()).toContain('withdrawn');
    expect(await findViolations(page)).toEqual([]);
    await page.goto(`${instance.publicUrl}/c/${everything.share?.id}`);
    await picture(page, `none-${name}`);
    expect(await page.getByRole('button', { name: 'Get the full record' }).count()).toBe(0);
    await context.close();
  });
});
