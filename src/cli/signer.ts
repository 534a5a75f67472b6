import { resolve } from 'node:path';
import { Command } from 'commander';
import { type Logger, pino } from 'pino';
import { readKeyConfig } from '../config.ts';
import { createSignerAnswerer, type SignerEvents } from '../issuer/answer-signer-request.ts';
import { assertKeysFit, isLocalDid } from '../issuer/assert-keys-fit.ts';
import { listKeyFiles, openKeyDirectory } from '../issuer/key-directory.ts';
import type { KeyHolder } from '../issuer/key-holder.ts';
import { MOST_MESSAGE_BYTES, SIGNER_HELLO } from '../issuer/signer-protocol.ts';
import { AppError } from '../model/problem.ts';
import { OWNER_AND_GROUP, OWNER_ONLY } from '../network/claim-socket-path.ts';
import { serveSocket } from '../network/serve-socket.ts';
import { askKeyPassphrase } from './ask-passphrase.ts';
import { findTerminal } from './ask-secret.ts';
import { print } from './print.ts';

const COUNT_EVERY_MS = 60_000;

interface Options {
  socket?: string;
  keys?: string;
  group?: boolean;
  json?: boolean;
}

/** `lectern signer`: a process that holds the keys, so that the one that talks to the world does not. */
export function signerCommand(): Command {
  return new Command('signer')
    .summary('hold the keys in a process of their own, and sign for `serve`')
    .description(
      'Holds the signing keys and signs for the instances that connect to its socket and have LECTERN_SIGNER_SOCKET set: they never see a key. It needs no database. Who may connect is said by the modes of the socket (0600) and of its folder (0700). The passphrase is LECTERN_KEY_PASSPHRASE, the first line of LECTERN_KEY_PASSPHRASE_FILE, or asked for. Unix domain sockets only: not on Windows. Ends on SIGTERM, after answering. docs/keys.md has the protocol.',
    )
    .option('--socket <path>', 'where to listen (LECTERN_SIGNER_SOCKET)')
    .option('--keys <dir>', 'the key directory (keys in LECTERN_DATA_DIR)')
    .option('--group', 'members of the socket’s group may connect too: modes 0660 and 0750')
    .option('--json', 'once it listens, print one line of JSON: {socket, keys}')
    .action(runSigner);
}

async function runSigner({ socket, keys, group, json }: Options): Promise<void> {
  const config = readKeyConfig(socket === undefined ? process.env : withSocket(socket));
  const { signerSocket: path } = config;
  if (path === undefined || process.platform === 'win32') {
    const detail =
      path === undefined
        ? 'Say where to listen: --socket, or LECTERN_SIGNER_SOCKET.'
        : 'A signer needs Unix domain sockets, which this system does not have.';
    throw new AppError('CONFIG_INVALID', detail);
  }
  const directory = keys === undefined ? config.keyDir : resolve(keys);
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: true }));
  const passphrase = config.keyPassphrase ?? (await askForOne(directory));
  const holder = openKeyDirectory(directory, passphrase);
  const held = await openAll(holder, log);
  const counting = countSignatures(log);
  const service = await serveSocket({
    path,
    access: group ? OWNER_AND_GROUP : OWNER_ONLY,
    hello: SIGNER_HELLO,
    maxBytes: MOST_MESSAGE_BYTES,
    malformed: { error: 'malformed' },
    answer: createSignerAnswerer(holder, {
      encrypts: passphrase !== undefined,
      events: { ...describeEvents(log), signed: counting.count },
    }),
  });
  log.info({ keys: held }, 'the signer listens');
  const end = () => {
    log.info({ connections: service.connections() }, 'the signer ends');
    void service.close().then(counting.close);
  };
  process.once('SIGTERM', end).once('SIGINT', end);
  if (json) print(JSON.stringify({ socket: path, keys: held }));
  else print(`The signer listens on ${path} with ${held} ${held === 1 ? 'key' : 'keys'}.`);
}

function withSocket(socket: string): NodeJS.ProcessEnv {
  return { ...process.env, LECTERN_SIGNER_SOCKET: socket };
}

async function askForOne(directory: string): Promise<string | undefined> {
  const terminal = findTerminal();
  return terminal === null ? undefined : askKeyPassphrase(await listKeyFiles(directory), terminal);
}

/**
 * How many keys there are. The newest of each issuer must open: better refuse to start than fail at the first award. An older one
 * that does not is only noted.
 */
async function openAll(holder: KeyHolder, log: Logger): Promise<number> {
  const keys = await holder.listKeys();
  assertKeysFit(keys.filter(({ controller }) => !isLocalDid(controller)));
  const seen = new Set<string>();
  for (const { publicKeyMultibase: key, controller } of keys) {
    const isOlder = seen.has(controller);
    seen.add(controller);
    await holder.openSigner(key).catch((error: unknown) => {
      if (!isOlder || !(error instanceof AppError)) throw error;
      log.warn({ key, detail: error.detail }, 'an older key does not open');
    });
  }
  return keys.length;
}

function describeEvents(log: Logger): Omit<SignerEvents, 'signed'> {
  return {
    keyCreated: (id) => log.info({ key: id }, 'key created'),
    keyDestroyed: (key) => log.info({ key }, 'key destroyed'),
    failed(request, error) {
      if (error instanceof AppError) log.warn({ request, detail: error.detail }, 'a request failed');
      else log.error({ request, err: error }, 'a request failed');
    },
  };
}

/** How much was signed with which key: someone who compares it with what was issued sees what should not be there. */
function countSignatures(log: Logger): { count(key: string): void; close(): void } {
  const counts = new Map<string, number>();
  const tell = () => {
    for (const [key, signatures] of counts) log.info({ key, signatures }, 'signed');
    counts.clear();
  };
  const timer = setInterval(tell, COUNT_EVERY_MS).unref();
  return {
    count: (key) => counts.set(key, (counts.get(key) ?? 0) + 1),
    close() {
      clearInterval(timer);
      tell();
    },
  };
}
