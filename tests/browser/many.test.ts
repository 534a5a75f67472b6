import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import { renderQrPng } from '../../src/present/qr-png.ts';
import { partAward } from '../support/awards.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { bakedPng, END, HEADER, PIXELS, pdfWith, pngOf, zipOf } from '../support/containers.ts';
import { issueEverything } from '../support/issue-everything.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/** Many at once in a real Chromium. LECTERN_TEST_PICTURES names a folder for pictures. */
let browser: Browser;
let instance: ServedInstance;
let context: BrowserContext;
let page: Page;
/** Of different people, in force. */
const valid: { id: string; body: string; shareUrl: string; name: string }[] = [];
let revoked: string;
let expired: string;
/** A full credential and its parts. */
let full: string[];

const VALID = 12;

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  for (let i = 0; i < VALID; i++) valid.push(await issue(`Teacher ${String.fromCharCode(65 + i)} Núñez`));
  const withdrawn = await issue('Rita Revoked');
  revoked = withdrawn.body;
  await orderStatusChange(instance.issuing, {
    action: 'revoke',
    selection: { credentials: [withdrawn.id] },
    grounds: { reason: 'issued-in-error' },
    count: 1,
    actor: 'test',
  });
  const { now } = instance.clock;
  instance.clock.now = new Date('2026-05-20T12:00:00Z');
  expired = (await issue('Edna Expired', { validUntil: '2026-06-01' })).body;
  instance.clock.now = now;
  const everything = await issueEverything(instance, 'Fay Full');
  const ids = [everything.full.id, ...Object.values(everything.ids)];
  const records = await Promise.all(ids.map((id) => instance.issuing.store.getCredential(id)));
  full = records.map((record) => record?.body ?? '');
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.goto(`${instance.publicUrl}/verify`);
});
afterEach(() => context.close());

async function issue(name: string, changes: Parameters<typeof partAward>[1] = {}) {
  const holder = { name, email: `${name.replace(/\W/g, '').toLowerCase()}@teachers.example` };
  const { credential, share } = await issueCredential(
    instance.issuing,
    partAward('tlms-1', { holder, ...changes }),
    { actor: 'test' },
  );
  const shareUrl = `${instance.publicUrl}/c/${share?.id}`;
  return { id: credential.id, body: credential.body, shareUrl, name };
}

async function readPdf(bytes: Uint8Array): Promise<string> {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const texts: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++)
    for (const item of (await (await pdf.getPage(number)).getTextContent()).items)
      if ('str' in item) texts.push(item.str);
  return texts.join('');
}

type Dropped = { name: string; text: string; repeat?: number };
type Chosen = { name: string; text: string | Uint8Array };

async function drop(files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, text, repeat = 1 } of all) transfer.items.add(new File([text.repeat(repeat)], name));
    return transfer;
  }, files as Dropped[]);
  await page.dispatchEvent('#dropzone', 'drop', { dataTransfer });
}

async function choose(files: readonly Chosen[]): Promise<void> {
  await page.setInputFiles(
    '#file',
    files.map(({ name, text }) => ({ name, mimeType: '', buffer: Buffer.from(text) })),
  );
  await page.click('#check-form button[type=submit]');
}

/** Until there is nothing more to come. */
async function finish(): Promise<string> {
  await page.waitForSelector('.many');
  await page.waitForSelector('[data-many="cancel"]', { state: 'hidden', timeout: 120_000 });
  return (await page.textContent('[data-many="progress"]')) ?? '';
}

const readFilters = () => page.locator('.many-filter').allTextContents();

function readRows(): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.many-table tbody tr')]
      .filter((row) => !row.hidden && !row.matches('.many-group, .many-detail'))
      .map((row) => row.innerText.replace(/\s+/g, ' ')),
  );
}

async function picture(name: string): Promise<void> {
  const folder = process.env['LECTERN_TEST_PICTURES'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const file = (text: string, index: number): Dropped => ({ name: `file-${index}.json`, text });
const forge = (text: string, index: number) => text.replace('Núñez', `Forged ${index}`);

describe('500 things in one drop', () => {
  it('each get their answer in one table, and the page stays itself', async () => {
    const hostile = [
      '['.repeat(100_000),
      '{"@context":'.repeat(5000),
      '<svg onload="alert(1)">',
      '\u0000\uffff',
      '%PDF-1.7 nothing',
      'PK\u0003\u0004',
      `{"id":"${'x'.repeat(300_000)}"}`,
      '{"__proto__":{"verdict":"valid"},"type":"VerifiableCredential"}',
    ];
    const genuine = [...valid.map(({ body }) => body), revoked, expired];
    const files = [
      ...genuine.map(file),
      // The same again, spelt with other spaces.
      ...genuine.map((text, i) => file(JSON.stringify(JSON.parse(text), null, 2), 100 + i)),
      ...Array.from({ length: 30 }, (_, i) => file(forge(valid[i % VALID]?.body ?? '', i), 200 + i)),
      ...hostile.map((text, i) => ({ name: `<b>“=hostile ${i}.json`, text })),
      { name: 'huge.json', text: '{"a":"0123456789"},'.repeat(1000), repeat: 600 },
    ];
    const rest = Array.from({ length: 500 - files.length }, (_, i) =>
      file(`Not a credential, number ${i}.`, 300 + i),
    );
    await page.evaluate(() => {
      const seen = { longest: 0 };
      Object.assign(globalThis, { seen });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
      }).observe({ type: 'longtask' });
    });
    const begun = Date.now();
    await drop([...files, ...rest]);
    // The same that came twice is one row as soon as it is seen.
    await page.waitForSelector(`.many-table tbody tr:nth-child(${500 - genuine.length})`);
    await page.waitForSelector('.many-open >> nth=5');
    await picture('many-running');
    expect(await finish()).toMatch(/^All 500 are checked: /);
    const filters = await readFilters();
    expect(filters).toEqual([
      `${500 - genuine.length} All`,
      `${rest.length + hostile.length + 1} No credential found`,
      '30 Not genuine',
      '1 Withdrawn',
      '1 Expired',
      `${VALID} Valid`,
    ]);
    const measured = await page.evaluate(async () => {
      const { seen, performance: clock } = globalThis as unknown as {
        seen: { longest: number };
        performance: { memory?: { usedJSHeapSize: number } };
      };
      return { longest: seen.longest, heap: clock.memory?.usedJSHeapSize };
    });
    console.log(
      `500 files: ${Date.now() - begun} ms, longest task ${Math.round(measured.longest)} ms, heap ${Math.round((measured.heap ?? 0) / 1e6)} MB`,
    );
    // What needs attention comes first, and nothing of what is not proven is in the table.
    expect((await readRows())[0]).toContain('No credential found');
    await page.click('.many-filter-not-genuine');
    const forged = await readRows();
    expect(forged).toHaveLength(30);
    expect(forged.join()).not.toContain('Forged');
    await page.click('.many-filter-valid');
    const good = await readRows();
    expect(good).toHaveLength(VALID);
    expect(good[0]).toMatch(/Teacher A Núñez.*and once more/);
    expect(await page.evaluate('document.getElementById("announcer").textContent')).toContain('All 500');
    await picture('many-finished');
    // No more is taken, and that is said.
    await drop([file(valid[0]?.body ?? '', 0)]);
    await page.waitForSelector('[data-many="problem"]:focus');
    expect(await page.textContent('[data-many="problem"]')).toMatch(/500 .* These are 501/);
  });
});

describe('a handful', () => {
  const few = () =>
    [valid[0]?.body, valid[1]?.body, forge(valid[2]?.body ?? '', 1), expired].map((text, i) =>
      file(text ?? '', i),
    );

  it('tries again what could not be finished, and nothing else', async () => {
    await page.route('**/status/*', (route) => route.abort());
    await choose(few());
    await finish();
    expect(await readFilters()).toEqual(['4 All', '1 Not genuine', '1 Expired', '2 Missing a check']);
    expect(await page.locator('.icon-good').count()).toBe(0);
    await page.unroute('**/status/*');
    await page.click('[data-many="retry"]');
    await page.waitForSelector('.many-filters:has-text("2 Valid")');
    expect(await page.isVisible('[data-many="retry"]')).toBe(false);
  });

  it('can be stopped, and says what was not checked', async () => {
    await page.route('**/status/*', () => {});
    await choose(few());
    await page.waitForSelector('.many-table .spinner-active');
    await page.click('[data-many="cancel"]');
    expect(await finish()).toMatch(/^Stopped\. /);
    expect((await readRows()).join()).toContain('Stopped before it was checked');
    expect(await readFilters()).not.toContain('1 Valid');
    expect(await page.evaluate('document.activeElement.id')).toBe('many-heading');
  });

  it('is saved as a spreadsheet, and warned of before', async () => {
    await choose(few());
    await finish();
    const isWarned = () =>
      page.evaluate(() => {
        const event = new Event('beforeunload', { cancelable: true });
        dispatchEvent(event);
        return event.defaultPrevented;
      });
    expect(await isWarned()).toBe(true);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-many="csv"]')]);
    const text = await readFile(await download.path(), 'utf8');
    expect(download.suggestedFilename()).toBe('checked-credentials.csv');
    expect(text.startsWith('\ufeff')).toBe(true);
    const rows: Record<string, string>[] = parse(text, { bom: true, columns: true });
    expect(rows.map((row) => [row['source_file'], row['verdict_code'], row['name_on_credential']])).toEqual([
      ['file-0.json', 'valid', 'Teacher A Núñez'],
      ['file-1.json', 'valid', 'Teacher B Núñez'],
      ['file-2.json', 'not-genuine', ''],
      ['file-3.json', 'expired', 'Edna Expired'],
    ]);
    expect(await isWarned()).toBe(false);
    expect(
      await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie.length]'),
    ).toEqual([0, 0, 0]);
  });

  it('gets one receipt of all, as a page and as PDF, which takes no unproven name for a fact', async () => {
    await choose(few());
    await finish();
    await page.click('[data-many="receipts"]');
    await page.fill('#checker-name', 'Maria Clerk');
    await page.waitForSelector('body > .receipts:has-text("Maria Clerk")', { state: 'attached' });
    const sheet = (await page.textContent('body > .receipts')) ?? '';
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.receipt-form button')]);
    expect(download.suggestedFilename()).toMatch(/^receipt.*\.pdf$/);
    const pdf = await readPdf(await readFile(await download.path()));
    for (const text of [sheet, pdf].map((one) => one.replace(/\s+/g, ''))) {
      for (const wanted of ['TeacherANúñez', 'TeacherBNúñez', 'EdnaExpired', 'Notgenuine', 'MariaClerk'])
        expect(text).toContain(wanted);
      expect(text.replaceAll(/“[^”]*”/g, '')).not.toContain('Forged');
    }
    // It would be of something else as soon as there is more.
    await drop([file(valid[5]?.body ?? '', 5)]);
    await page.waitForSelector('body > .receipts', { state: 'detached' });
  });

  it('may be pictures of codes, which are followed, and archives, whose files each have a row', async () => {
    const body = (index: number) => valid[index]?.body ?? '';
    const archive = zipOf(
      { name: 'badge.png', content: bakedPng(body(1)) },
      { name: 'letter.pdf', content: await pdfWith({ 'credential.json': body(2) }) },
      { name: 'plain.json', content: forge(body(3), 1) },
    );
    await choose([
      { name: 'code.png', text: await renderQrPng(valid[0]?.shareUrl ?? '') },
      { name: 'photo.png', text: pngOf(HEADER, PIXELS, END) },
      { name: 'all.zip', text: archive },
    ]);
    await finish();
    expect(await readFilters()).toEqual(['5 All', '1 No credential found', '1 Not genuine', '3 Valid']);
    const rows = await readRows();
    for (const answer of [
      /^Valid.*Teacher A.*code\.png/,
      /^No credential found.*photo\.png/,
      /^Valid.*Teacher B.*all\.zip › badge\.png/,
      /^Valid.*Teacher C.*all\.zip › letter\.pdf/,
      /^Not genuine.*all\.zip › plain\.json/,
    ])
      expect(rows).toContainEqual(expect.stringMatching(answer));
  });

  it('is compared with the list of applicants, each of whom has a line', async () => {
    const list = [
      'applicant,email,link',
      `Teacher A Núñez,,${valid[0]?.shareUrl}`,
      `Somebody Else,,${valid[1]?.shareUrl}`,
      'Teacher C Núñez,wrong@elsewhere.example,',
      'Nora Nothing,nora@x.example,',
    ].join('\n');
    await drop([
      { name: 'applicants.csv', text: list },
      file(valid[2]?.body ?? '', 2),
      file(forge(valid[3]?.body ?? '', 1), 3),
    ]);
    await finish();
    await page.click('[data-many="group"]');
    const groups = await page.locator('.many-group').allInnerTexts();
    expect(await page.locator('.many-group-name').allInnerTexts()).toEqual([
      'Teacher A Núñez',
      'Somebody Else',
      'Teacher C Núñez',
      'Nora Nothing',
      'Without a proven name',
    ]);
    expect(groups[1]).toContain('Different names in one set');
    expect(groups[3]).toContain('Nothing handed in');
    expect(await readFilters()).toEqual(['4 All', '1 Not genuine', '1 Valid, but look', '2 Valid']);
    await picture('many-grouped');
    expect(await findViolations(page)).toEqual([]);
  });

  it('is one answer where all belong to one credential, and its parts stand under it otherwise', async () => {
    const files = full.map(file);
    await drop(files);
    await page.waitForSelector('#verdict');
    expect(await page.textContent('#verdict')).toContain('Valid');
    expect(await page.textContent('.parts')).toContain('8 of 8 in order');
    await page.click('[data-action="check-another"]');
    await drop([...files.slice(1), files[0] as Dropped, file(expired, 99)]);
    await finish();
    expect(await readFilters()).toEqual(['2 All', '1 Expired', '1 Valid']);
    expect((await readRows()).join()).toContain('With 8 of its parts');
  });

  it('finds its parts also among what is added later', async () => {
    await drop([file(full[0] ?? '', 0), file(expired, 1)]);
    await finish();
    expect(await readFilters()).toEqual(['2 All', '1 Expired', '1 Valid']);
    await drop(full.slice(1).map((text, i) => file(text, 10 + i)));
    await page.waitForSelector('.many-table:has-text("With 8 of its parts")');
  });

  it('may be links, one a line, and says what became of each', async () => {
    const links = [valid[0]?.shareUrl, valid[1]?.shareUrl, `${instance.publicUrl}/c/nothing-is-here-at-all`];
    await page.fill('#credential', links.join('\n'));
    await page.click('#check-form button[type=submit]');
    await finish();
    expect(await readFilters()).toEqual(['3 All', '1 No answer', '2 Valid']);
  });

  it('has no fault that axe finds, wide or narrow, light or dark, and never scrolls sideways', async () => {
    await picture('box');
    await choose([...few(), ...['x', 'y'].map(file)]);
    await finish();
    await page.click('.many-open >> nth=2');
    for (const [name, width, colorScheme] of [
      ['wide', 1280, 'light'],
      ['dark', 1280, 'dark'],
      ['phone', 320, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await picture(`many-${name}`);
      expect(await findViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 816, height: 1056 });
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await picture('many-print');
    expect(await page.isVisible('.many-filters')).toBe(false);
    expect((await page.innerText('.many-table')).includes('Edna Expired')).toBe(true);
  });

  it('is refused with a reason at the field, which has the focus', async () => {
    await page.click('#check-form button[type=submit]');
    expect(await page.evaluate('document.activeElement.id')).toBe('credential');
    expect(await page.textContent('#form-problem')).toContain('Paste a link');
    await drop([{ name: 'list.csv', text: 'a,b\n1,2' }]);
    await page.waitForSelector('#form-problem:has-text("neither links")');
    expect(await page.getAttribute('#credential', 'aria-invalid')).toBe('true');
  });
});
