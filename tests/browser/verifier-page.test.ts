import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { partAward } from '../support/awards.ts';
import { findViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveTestInstance } from '../support/served-instance.ts';
import type { TestInstance } from '../support/test-instance.ts';

/** A real Chromium, a real service, a credential that was issued by the real use case. */
let browser: Browser;
let instance: TestInstance & { publicUrl: string };
let credential: string;
let shareUrl: string;
let context: BrowserContext;
let page: Page;
let requests: Request[];

beforeAll(async () => {
  [browser, instance] = await Promise.all([launchBrowser(), serveTestInstance()]);
  const issued = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  credential = issued.credential.body;
  shareUrl = `${instance.publicUrl}/c/${issued.share?.id}`;
});
afterAll(async () => {
  await browser?.close();
  await instance?.close();
});
beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
  requests = [];
  page.on('request', (request) => requests.push(request));
});
afterEach(() => context.close());

async function check(text: string, path = '/verify'): Promise<string> {
  await page.goto(`${instance.publicUrl}${path}`);
  await page.fill('#credential', text);
  await page.click('#check-form button[type=submit]');
  return readVerdict();
}

async function readVerdict(): Promise<string> {
  await page.waitForSelector('#verdict');
  return (await page.textContent('#verdict')) ?? '';
}

describe('the verifier page', () => {
  it('leads from the teacher’s link to Valid', async () => {
    await page.goto(shareUrl);
    expect(await page.textContent('main')).toContain('Ana Núñez');
    await page.click('text=Check it yourself');
    expect(await readVerdict()).toContain('Valid');
    expect(await page.evaluate('document.activeElement.id')).toBe('verdict');
    expect(await page.textContent('#announcer')).toBe('Result: Valid.');
  });

  it('says Valid for the file', async () => {
    await page.goto(`${instance.publicUrl}/verify`);
    await page.setInputFiles('#file', {
      name: 'credential.json',
      mimeType: 'application/json',
      buffer: Buffer.from(credential),
    });
    await page.click('#check-form button[type=submit]');
    expect(await readVerdict()).toContain('Valid');
  });

  it('trusts whom the reader’s own policy names, chosen or dropped, and asks for what it asks for', async () => {
    const stranger = { name: 'Lincoln USD', issuers: [{ id: 'did:web:other.example', name: 'Other' }] };
    const { id } = JSON.parse(credential).issuer;
    const known = { name: 'Lincoln USD', issuers: [{ id, name: 'Known to Lincoln' }] };
    const strict = { ...known, rules: { minimumAssessors: 99 } };
    const answers: string[] = [];
    page.on('dialog', (dialog) => void dialog.accept());
    for (const [policy, isDropped] of [
      [stranger, false],
      [known, true],
      [strict, true],
    ] as const) {
      await page.goto(`${instance.publicUrl}/verify`);
      const text = JSON.stringify(policy);
      if (isDropped) {
        const dataTransfer = await page.evaluateHandle(`(() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([${JSON.stringify(text)}], 'mine.json', { type: 'application/json' }));
          return transfer;
        })()`);
        await page.dispatchEvent('#dropzone', 'drop', { dataTransfer });
        await page.locator('#announcer', { hasText: 'Lincoln USD' }).waitFor({ state: 'attached' });
      } else {
        await page.click('text=use your own policy');
        await page.setInputFiles('#policy', {
          name: 'mine.json',
          mimeType: 'application/json',
          buffer: Buffer.from(text),
        });
      }
      await page.fill('#credential', credential);
      await page.click('#check-form button[type=submit]');
      answers.push(`${await readVerdict()} ${await page.textContent('.verdict-sentence')}`);
    }
    expect(answers[0]).toContain('Issuer not recognized');
    expect(answers[1]).toMatch(/Valid.*Issued by Known to Lincoln/);
    expect(answers[2]).toMatch(/Not accepted.*Wanted: 99 or more. Found: 2/);
  });

  it('says Not genuine when one letter is changed, and shows nothing of it as true', async () => {
    const verdict = await check(credential.replace('Ana Núñez', 'Ana Núñes'));
    expect(verdict).toContain('Not genuine');
    const told = page.locator('text=Ana Núñes');
    for (let i = 0; i < (await told.count()); i++) expect(await told.nth(i).isVisible()).toBe(false);
  });

  it('is not green while the status list cannot be reached', async () => {
    await page.route('**/status/*', (route) => route.abort());
    const verdict = await check(credential);
    expect(verdict).toContain('one check is missing');
    expect(await page.locator('.verdict-good').count()).toBe(0);
    expect(await page.locator('.verdict-unknown').count()).toBe(1);
    expect(await page.locator('[data-question="in-force"].question-good').count()).toBe(0);
  });

  it('does not blame the applicant when the issuer’s key cannot be reached', async () => {
    await page.route('**/.well-known/did.json', (route) => route.abort());
    expect(await check(credential)).toContain('couldn’t finish');
  });

  it('finds nothing in a file that is none', async () => {
    expect(await check('{"hello": "world"}')).toContain('No credential');
  });

  it('sends nothing but GETs for DID documents and status lists', async () => {
    await page.goto(`${instance.publicUrl}/verify`);
    await page.waitForLoadState('networkidle');
    requests.length = 0;
    await page.fill('#credential', credential);
    await page.click('#check-form button[type=submit]');
    await readVerdict();
    const asked = requests.map((request) => `${request.method()} ${request.url()}`);
    expect(asked.filter((one) => !one.startsWith(`GET ${instance.publicUrl}/assets/`)).sort()).toEqual([
      `GET ${instance.publicUrl}/.well-known/did.json`,
      // Whom this page trusts.
      `GET ${instance.publicUrl}/policy.json`,
      `GET ${instance.publicUrl}/status/1`,
    ]);
    expect(requests.every((request) => request.postData() === null)).toBe(true);
    const kept = await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie.length]');
    expect(kept).toEqual([0, 0, 0]);
  });

  it('shows its four questions at once and fills them in', async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/status/*', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${instance.publicUrl}/verify`);
    await page.fill('#credential', credential);
    await page.click('#check-form button[type=submit]');
    await page.waitForSelector('#progress');
    const rows = await page.textContent('#result');
    for (const question of ['unchanged', 'Who issued it', 'in force', 'this applicant'])
      expect(rows).toContain(question);
    expect(await page.textContent('#announcer')).toBe('Checking 1 credential.');
    answer();
    expect(await readVerdict()).toContain('Valid');
  });
});

describe('in Spanish', () => {
  it('is what a Spanish browser gets, and answers so, without loading English', async () => {
    await context.close();
    context = await browser.newContext({ locale: 'es-MX' });
    page = await context.newPage();
    page.on('request', (request) => requests.push(request));
    expect(await check(credential)).toContain('Válida');
    expect(await page.textContent('#announcer')).toBe('Resultado: Válida.');
    expect(await page.title()).toMatch(/^Válida – Comprobar una credencial – /);
    const scripts = requests.map((request) => request.url()).filter((url) => url.endsWith('.js'));
    expect(scripts.filter((url) => url.includes('spanish'))).toHaveLength(1);
    expect(scripts.filter((url) => url.includes('english'))).toEqual([]);
  });

  it('is one press away, with the link that is being checked', async () => {
    await page.goto(`${instance.publicUrl}/verify?url=${encodeURIComponent(shareUrl)}`);
    expect(await readVerdict()).toContain('Valid');
    await page.click('text=Español');
    expect(await readVerdict()).toContain('Válida');
    await page.click('text=Comprobar otra');
    expect(new URL(page.url()).pathname).toBe('/es/verify');
    await page.click('text=English');
    await page.waitForSelector('text=Check a credential');
    expect([page.url(), await page.inputValue('#credential')]).toEqual([
      `${instance.publicUrl}/en/verify`,
      '',
    ]);
  });

  it('asks for something to check where there is nothing', async () => {
    await page.goto(`${instance.publicUrl}/es/verify`);
    await page.click('#check-form button[type=submit]');
    await page.waitForSelector('#form-problem:not([hidden])');
    expect(await page.textContent('#form-problem')).toContain('o elija archivos');
  });
});

describe('on paper', () => {
  it('has no focus around the verdict', async () => {
    await page.goto(`${instance.publicUrl}/verify`);
    await page.fill('#credential', credential);
    await page.focus('#check-form button[type=submit]');
    await page.keyboard.press('Enter');
    await readVerdict();
    const outline = () => page.evaluate('getComputedStyle(document.getElementById("verdict")).outlineStyle');
    expect(await outline()).toBe('solid');
    await page.emulateMedia({ media: 'print' });
    expect(await outline()).toBe('none');
  });
});

describe('without JavaScript', () => {
  it('answers too, and says that the server checked it', async () => {
    await context.close();
    context = await browser.newContext({ javaScriptEnabled: false });
    page = await context.newPage();
    await page.goto(`${instance.publicUrl}/verify`);
    await page.locator('#credential').fill(credential);
    await page.locator('#check-form button[type=submit]').click();
    await page.waitForURL('**/verify');
    const text = (await page.textContent('main')) ?? '';
    expect(text).toContain('Valid');
    expect(text).toMatch(/sent to our server/);
  });
});

describe('accessibility (axe, WCAG 2.2 AA)', () => {
  it.each([
    ['home', () => '/'],
    ['verify', () => '/verify'],
    ['verify in Spanish', () => '/es/verify'],
    ['share page', () => shareUrl],
    ['achievement', () => '/achievements/tlms-1'],
    ['framework', () => '/frameworks/tlms'],
    ['problems', () => '/problems'],
    ['nothing there', () => '/nothing'],
  ])('finds nothing on the %s', async (_, path) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The script is evaluated through the debugger, so the page's own policy stays in force.
      await page.goto(new URL(path(), instance.publicUrl).href);
      expect(await findViolations(page)).toEqual([]);
    }
  });

  it.each(['valid', 'not genuine', 'unreadable', 'status unknown'])(
    'finds nothing in the answer: %s',
    async (kind) => {
      if (kind === 'status unknown') await page.route('**/status/*', (route) => route.abort());
      await check(
        kind === 'not genuine' ? credential.replace('Ana', 'Eva') : kind === 'unreadable' ? '{}' : credential,
      );
      expect(await findViolations(page)).toEqual([]);
    },
  );

  it('finds nothing in an answer in Spanish', async () => {
    await check(credential, '/es/verify');
    expect(await findViolations(page)).toEqual([]);
  });
});
