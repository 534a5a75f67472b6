import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import bundled, { inflate, setupLambdaEnvironment } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { keptFolder } from './kept-folder.ts';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Headless, alone, and quiet: none of Chromium's own services may look for a network. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A real Chromium: the system's, or the one that the dev dependency brings. LECTERN_TEST_BROWSER=bundled asks for the latter.
 * `args` are further command-line switches. To close it closes its pages. Its contexts keep no service worker unless they ask for
 * `serviceWorkers: 'allow'`: each is new, and would fetch all of the page's files again for the time without a network.
 */
export async function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  if (args.length > 0) return launch(args);
  shared ??= launch([]).then(keepOpen);
  return shared;
}

/** One for all test files of a worker, which run one after the other; it goes with the worker. */
let shared: Promise<Browser> | undefined;

function keepOpen(browser: Browser): Browser {
  return Object.assign(browser, {
    close: async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
  });
}

async function launch(args: readonly string[]): Promise<Browser> {
  const system = SYSTEM_BROWSERS.find((path) => existsSync(path));
  const isBundled = system === undefined || process.env['LECTERN_TEST_BROWSER'] === 'bundled';
  const browser = await chromium.launch({
    executablePath: isBundled ? await unpackBundled() : system,
    args: [...ARGS, ...args],
  });
  const newContext = browser.newContext.bind(browser);
  // Pages that are opened without a context of their own get one by this too.
  browser.newContext = (options) => newContext({ serviceWorkers: 'block', ...options });
  return browser;
}

async function unpackBundled(): Promise<string> {
  const { TMPDIR: own } = process.env;
  // The package unpacks into the folder for temporary files, and takes what it finds there.
  process.env['TMPDIR'] = keptFolder();
  try {
    return await unpackHere();
  } finally {
    if (own === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = own;
  }
}

async function unpackHere(): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  // Its libraries come along packed, for machines that have none of a desktop's.
  await inflate(join(dirname(entry), '..', 'bin', 'al2023.tar.br'));
  setupLambdaEnvironment(join(keptFolder(), 'al2023', 'lib'));
  return bundled.executablePath();
}
