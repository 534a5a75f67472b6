import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve as listen, type ServerType } from '@hono/node-server';
import { Command } from 'commander';
import { pino } from 'pino';
import QRCode from 'qrcode';
import { type Instance, openInstance } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import { createApp } from '../http/app.tsx';
import { readAssets } from '../http/read-assets.ts';
import {
  isPracticeIssuer,
  type PracticeCredential,
  startPractice,
} from '../issuer/practice/start-practice.ts';
import { resumeIssuances } from '../issuer/resume-issuances.ts';
import { authorize, createToken, TOKEN_SCOPES } from '../issuer/tokens.ts';
import { AppError } from '../model/problem.ts';
import { print } from './print.ts';

const PAGES_DIR = fileURLToPath(new URL('../pages', import.meta.url));
/** What another process left unfinished for this long, we finish. */
const ABANDONED_MS = 60_000;

/** `lectern serve`: the web service; with nothing set up, in practice mode. */
export function serveCommand(): Command {
  return new Command('serve')
    .summary('run the service')
    .description(
      'Runs the service. With nothing set up it runs in practice mode on localhost: a sample county issues a sample cohort’s credentials, and everything is marked as a sample.',
    )
    .action(serve);
}

async function serve(): Promise<void> {
  const { config, secrets } = readConfig(process.env);
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const instance = await openInstance(config, secrets);
  const { issuing } = instance;
  try {
    const root = await issuing.store.findIssuer('');
    if (root === null && !config.isLocal) {
      throw new AppError('CONFIG_INVALID', 'This instance has no issuer yet: run `lectern init` first.');
    }
    await resumeIssuances(issuing, issuing.now());
    const isPractice = root === null || isPracticeIssuer(root);
    const credentials = isPractice ? await practise(instance, config) : [];
    const app = createApp({
      issuing,
      fetchDocument: instance.fetchDocument,
      log,
      assets: await readAssets(PAGES_DIR),
      pagesDir: PAGES_DIR,
    });
    const server = await start(app.fetch, config.port);
    const timer = setInterval(() => {
      const before = new Date(issuing.now().getTime() - ABANDONED_MS);
      resumeIssuances(issuing, before).catch((err: unknown) =>
        log.error({ err }, 'unfinished issuances could not be resumed'),
      );
    }, ABANDONED_MS);
    closeOnSignal(server, instance, timer);
    if (isPractice) await printPractice(config, credentials);
    else print(`Lectern serves ${config.publicUrl} (port ${config.port}).`);
  } catch (error) {
    await instance.close();
    throw error;
  }
}

function start(fetch: Parameters<typeof listen>[0]['fetch'], port: number): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch, port }, () => resolve(server));
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const detail =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use: set PORT to another one.`
          : `Port ${port} cannot be opened.`;
      reject(new AppError('CONFIG_INVALID', detail, { cause }));
    });
  });
}

function closeOnSignal(server: ServerType, instance: Instance, timer: NodeJS.Timeout): void {
  const close = () => {
    clearInterval(timer);
    server.close(() => void instance.close());
    // Browsers keep connections open; nobody waits for them.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}

async function practise({ issuing }: Instance, config: Config): Promise<PracticeCredential[]> {
  const credentials = await startPractice(issuing, config.keyDir, (done, all) => {
    if (process.stdout.isTTY)
      process.stdout.write(`\rIssuing the sample cohort: ${done} of ${all}${done === all ? '\n' : ''}`);
  });
  const issuer = await issuing.store.findIssuer('');
  const path = join(config.dataDir, 'practice.json');
  const practice = {
    publicUrl: config.publicUrl,
    issuer: { did: issuer?.did, name: issuer?.name },
    apiToken: await keepToken(path, issuing),
    credentials,
  };
  // Written beside and renamed, so that nobody ever reads half of it.
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(practice, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, path);
  return credentials;
}

/** The token of an earlier start, while the store knows it; else a new one. */
async function keepToken(path: string, { store, now }: Instance['issuing']): Promise<string> {
  try {
    const { apiToken } = JSON.parse(await readFile(path, 'utf8'));
    await authorize(store, apiToken, 'award');
    return apiToken;
  } catch {
    return createToken(store, { name: 'practice', scopes: TOKEN_SCOPES, at: now(), actor: 'system' });
  }
}

async function printPractice(config: Config, credentials: readonly PracticeCredential[]): Promise<void> {
  const width = Math.max(...credentials.map(({ holderName }) => Math.min(holderName.length, 34)));
  print();
  print(`Lectern is up in practice mode at ${config.publicUrl}  (SAMPLE: nothing here is a real credential)`);
  print();
  let last = '';
  for (const { holderName, name, shareUrl } of credentials) {
    const shown =
      holderName === last ? '' : holderName.length > 34 ? `${holderName.slice(0, 33)}…` : holderName;
    last = holderName;
    print(`  ${shown.padEnd(width)}  ${shareUrl}  ${name.replace(/^SAMPLE: /, '').slice(0, 48)}`);
  }
  const full = credentials.find(({ kind }) => kind === 'full') ?? credentials[0];
  if (full !== undefined) {
    print();
    print(`The full credential of ${full.holderName}: ${full.shareUrl}`);
    print(await QRCode.toString(full.shareUrl, { type: 'terminal', small: true }));
  }
  print(`Check one at   ${config.publicUrl}/verify`);
  print(`All the links, and a token for the API, are in ${join(config.dataDir, 'practice.json')}`);
  print('Stop with Ctrl+C; a second start finds everything as it was.');
}
