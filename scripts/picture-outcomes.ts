import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { runnerImport } from 'vite';
import { VERDICTS } from '../src/model/verification.ts';
import { launchBrowser } from '../tests/support/browser.ts';

/**
 * Takes the pictures of docs/pictures/outcomes: every verdict as the verifier page shows it, on a desk, on a phone, in the dark and on
 * paper, where it is a receipt; and that of docs/receipts.md. After `npm run build`: `npm run pictures`. Then look at them.
 */
const FOLDER = 'docs/pictures/outcomes';
const ORIGIN = 'http://pictures.localhost';

/** How a verdict is looked at. */
const VIEWS = [
  { name: 'Desktop', language: 'en', width: 860, height: 1100 },
  { name: 'Phone, in Spanish', language: 'es', width: 360, height: 1100 },
  { name: 'Dark', language: 'en', width: 860, height: 1100, colorScheme: 'dark' },
  { name: 'Print, in Spanish', language: 'es', width: 816, height: 1056, media: 'print' },
] as const;

const manifest = JSON.parse(await readFile('dist/pages/.vite/manifest.json', 'utf8'));
const style = await readFile(`dist/pages/${manifest['src/pages/style.css'].file}`, 'utf8');
const { module } = await runnerImport<typeof import('./outcome-page.tsx')>('./scripts/outcome-page.tsx', {
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
});
const browser = await launchBrowser();
try {
  for (const verdict of VERDICTS) {
    const shots = await Promise.all(
      VIEWS.map(async (view) => {
        const receipt = await module.makeReceipt(verdict, view.language);
        return takePicture(
          browser,
          module.renderOutcomePage(verdict, view.language, '/style.css', receipt),
          view,
        );
      }),
    );
    await writeFile(`${FOLDER}/${verdict}.png`, await joinPictures(browser, verdict, shots));
    console.log(`${FOLDER}/${verdict}.png`);
  }
  const receipt = await module.makeReceipt('valid', 'en');
  const html = module.renderOutcomePage('valid', 'en', '/style.css', receipt);
  await writeFile(
    'docs/pictures/receipt.png',
    await takePicture(browser, html, { width: 816, height: 1056, media: 'print' }),
  );
} finally {
  await browser.close();
}

async function takePicture(
  browser: Browser,
  html: string,
  view: { width: number; height: number; colorScheme?: 'dark'; media?: 'print' },
): Promise<Buffer> {
  const { width, height, colorScheme = 'light', media = 'screen' } = view;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme });
  await page.route(`${ORIGIN}/**`, (route) =>
    route.request().url().endsWith('.css')
      ? route.fulfill({ contentType: 'text/css', body: style })
      : route.fulfill({ contentType: 'text/html', body: html }),
  );
  await page.emulateMedia({ media, colorScheme });
  await page.goto(ORIGIN);
  // The margins of the sheet, which only a printer makes.
  if (media === 'print') await page.addStyleTag({ content: 'body { padding: 12mm; }' });
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** The four beside each other, half as large. */
async function joinPictures(browser: Browser, verdict: string, shots: readonly Buffer[]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1540, height: 620 } });
  const figures = shots.map((shot, index) => {
    const { name, width, height } = VIEWS[index] ?? VIEWS[0];
    const source = `data:image/png;base64,${shot.toString('base64')}`;
    return `<figure><figcaption>${name}</figcaption><img src="${source}" width="${width / 2}" height="${height / 2}"></figure>`;
  });
  await page.setContent(
    `<title>${verdict}</title><style>body{margin:12px;font:14px sans-serif;background:#ddd;display:flex;gap:16px}figure{margin:0}figcaption{margin-bottom:6px}img{display:block}</style>${figures.join('')}`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
