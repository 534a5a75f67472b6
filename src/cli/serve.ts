import { fileURLToPath } from 'node:url';
import type { ServerType } from '@hono/node-server';
import { Command } from 'commander';
import { pino } from 'pino';
import { openInstance } from '../compose.ts';
import type { Config } from '../config.ts';
import { readAssets } from '../http/read-assets.ts';
import { isPracticeIssuer } from '../issuer/practice/practice-issuer.ts';
import { resumeIssuances } from '../issuer/resume-issuances.ts';
import { AppError } from '../model/problem.ts';
import { createFetchBytes } from '../network/fetch-bytes.ts';
import { choosePolicy } from './open-policy.ts';
import { practiceFile, practise, printPractice } from './practise.ts';
import { print } from './print.ts';
import { readSettings } from './read-settings.ts';
import { startCheckpoints } from './serve-audit.ts';
import { type BatchService, openBatchService } from './serve-batches.ts';
import { type MailService, startMailService } from './serve-mail.ts';
import { type SelfTestService, startSelfTests } from './serve-self-test.ts';

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
    .option('--json', 'once it is up, print one line of JSON: {publicUrl, port, practiceFile}')
    .action(serve);
}

async function serve({ json }: { json?: boolean }): Promise<void> {
  const { config, secrets } = await readSettings();
  const log = pino(
    { level: config.logLevel, serializers: { err: describeError } },
    pino.destination({ dest: 2, sync: true }),
  );
  const instance = await openInstance(config, secrets);
  const { issuing } = instance;
  let batches: BatchService | null = null;
  let checkpoints: ReturnType<typeof startCheckpoints> | null = null;
  let mail: MailService | null = null;
  let selfTests: SelfTestService | null = null;
  const close = async () => {
    await selfTests?.close();
    await mail?.stop();
    await batches?.close();
    await checkpoints?.close();
    await instance.close();
  };
  try {
    const root = await issuing.store.findIssuer('');
    if (root === null && !config.isLocal) {
      throw new AppError('CONFIG_INVALID', 'This instance has no issuer yet: run `lectern init` first.');
    }
    for (const { did } of isPracticeIssuer(root) ? [] : await issuing.store.listIssuers()) {
      await issuing.signers.signerOf(did);
    }
    // What cannot be finished must not keep the rest from being served.
    const resume = (before: Date) =>
      resumeIssuances(issuing, before).catch((err: unknown) =>
        log.error({ err }, 'unfinished issuances could not be resumed'),
      );
    await resume(issuing.now());
    const policy = await choosePolicy(config);
    const isPractice = root === null || isPracticeIssuer(root);
    const credentials = isPractice ? await practise(issuing, instance.keys, config) : [];
    batches = await openBatchService(issuing, config, log);
    const { stop } = batches;
    selfTests = startSelfTests(issuing, instance.fetchOutside, log);
    const { last: selfTest, close: endSelfTests } = selfTests;
    // Loaded here, so that the other commands start without it.
    const { createApp } = await import('../http/app.tsx');
    const app = createApp({
      batches: batches.deps,
      selfTest,
      issuing,
      fetchDocument: instance.fetchDocument,
      fetchOutside: instance.fetchOutside,
      fetchBytes: createFetchBytes({ allowLocalhost: config.isLocal }),
      policy,
      log,
      assets: await readAssets(PAGES_DIR),
      pagesDir: PAGES_DIR,
    });
    const server = await start(app.fetch, config);
    checkpoints = startCheckpoints(issuing, log);
    mail = await startMailService(issuing, config, secrets, log);
    const timer = setInterval(() => {
      void resume(new Date(issuing.now().getTime() - ABANDONED_MS));
    }, ABANDONED_MS);
    onSignal(() => {
      clearInterval(timer);
      const stopped = Promise.all([stop(), endSelfTests()]);
      server.close(() => void stopped.then(close));
      // Browsers keep connections open; nobody waits for them.
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    });
    const { publicUrl, port } = config;
    if (json)
      print(JSON.stringify({ publicUrl, port, practiceFile: isPractice ? practiceFile(config) : null }));
    else if (isPractice) await printPractice(config, credentials);
    else print(`Lectern serves ${config.publicUrl} (port ${config.port}).`);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Without the members in which database drivers repeat the values of a row: logs carry ids, never names. */
function describeError({ name, message, stack, code }: Error & { code?: unknown }) {
  return { name, message, stack, code };
}

async function start(
  fetch: Parameters<typeof import('@hono/node-server').serve>[0]['fetch'],
  { port, isLocal }: Config,
): Promise<ServerType> {
  const { serve: listen } = await import('@hono/node-server');
  return new Promise((resolve, reject) => {
    // An instance that is localhost to the world, with keys that lie open, is nobody else's business.
    const server = listen({ fetch, port, ...(isLocal ? { hostname: '127.0.0.1' } : {}) }, () =>
      resolve(server),
    );
    server.on('error', (cause: NodeJS.ErrnoException) => {
      const detail =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is in use: set PORT to another one.`
          : `Port ${port} cannot be opened.`;
      reject(new AppError('CONFIG_INVALID', detail, { cause }));
    });
  });
}

function onSignal(end: () => void): void {
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}
