import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readPassphraseFile } from './config-passphrase-file.ts';
import { MOST_EXPIRING_DAYS } from './issuer/mail/notify-expiring.ts';
import { AppError, type Subproblem } from './model/problem.ts';

/** What the environment says, read once, validated, frozen. Secrets are kept apart so that a config can be printed. */
export interface Config {
  /** Without a slash at its end. */
  publicUrl: string;
  /** The public URL is this machine: keys need no passphrase, http is allowed, practice mode is possible. */
  isLocal: boolean;
  port: number;
  dataDir: string;
  keyDir: string;
  /** Where `lectern signer` listens: it has the keys then, and this process never reads the key directory. */
  signerSocket?: string;
  databaseUrl: string;
  /** Threads that sign batches, in each process that does. */
  batchWorkers: number;
  /** Sender of all mail; null: the address of each issuer. */
  mailFrom: string | null;
  /** Holders of what ends within so many days are told by mail; null: nobody is. */
  mailExpiringDays: number | null;
  /** The operator's policy for verification, if the environment names one. */
  policyFile?: string;
  logLevel: string;
}

export interface Secrets {
  keyPassphrase?: string;
  /** Mail server; its URL may carry a password. */
  smtpUrl?: string;
}

const DATA_DIR = './data';

/** Settings of the project's tests, which start instances in their own environment. */
const OF_THE_TESTS = /^LECTERN_(INTEROP_DIR|TEST_[A-Z]+)$/;

/** Long enough that 128 MB and half a second a guess are a wall. */
export const Passphrase = z.string().min(12, { error: 'It must have at least 12 characters.' });

/** macOS has 104 with the NUL at the end, Linux 108. */
const MOST_SOCKET_PATH_BYTES = 100;

const Environment = z.object({
  LECTERN_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'It must be an http or https URL.' })
    .refine(
      (url) =>
        URL.canParse(url) && new URL(url).pathname === '/' && !new URL(url).search && !new URL(url).hash,
      {
        error: 'It must have no path: did:web and status lists live at the root of its host.',
      },
    )
    .refine((url) => !URL.canParse(url) || !/^(\[.*\]|[\d.]+)$/.test(new URL(url).hostname), {
      error:
        'It must be a name and not an IP address, which did:web does not have (http://localhost is one).',
    })
    .optional(),
  PORT: z.coerce.number({ error: 'It must be a number.' }).int().min(0).max(65_535).optional(),
  LECTERN_DATA_DIR: z.string().min(1).default(DATA_DIR),
  LECTERN_DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres:\/\/|postgresql:\/\/)/, {
      error: 'It must begin with sqlite:, postgres:// or postgresql://.',
    })
    .optional(),
  LECTERN_KEY_PASSPHRASE: Passphrase.optional(),
  LECTERN_KEY_PASSPHRASE_FILE: z.string().min(1).optional(),
  /** Of `lectern keys change-passphrase` alone. */
  LECTERN_KEY_NEW_PASSPHRASE_FILE: z.string().min(1).optional(),
  LECTERN_SIGNER_SOCKET: z
    .string()
    .refine((path) => Buffer.byteLength(resolve(path)) <= MOST_SOCKET_PATH_BYTES, {
      error: `It must be a path of at most ${MOST_SOCKET_PATH_BYTES} bytes: no system has longer names for sockets.`,
    })
    .optional(),
  LECTERN_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'It must be an smtp:// or smtps:// URL.' })
    .optional(),
  LECTERN_MAIL_FROM: z.email({ error: 'It must be one e-mail address.' }).optional(),
  LECTERN_MAIL_EXPIRING_DAYS: z.coerce
    .number({ error: 'It must be a number.' })
    .int()
    .min(1, { error: 'It must be 1 or more.' })
    .max(MOST_EXPIRING_DAYS, { error: `It must be at most ${MOST_EXPIRING_DAYS}.` })
    .optional(),
  LECTERN_BATCH_WORKERS: z.coerce
    .number({ error: 'It must be a number.' })
    .int()
    .min(0, { error: 'It must be 0 or more.' })
    .max(64, { error: 'It must be at most 64.' })
    .optional(),
  LECTERN_POLICY: z.string().min(1).optional(),
  LECTERN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Settings that are each right and wrong together. Apart from the schema, so that they are named beside its problems. */
function listContradictions(env: NodeJS.ProcessEnv): Subproblem[] {
  return [...listKeyContradictions(env), ...listUrlContradictions(env), ...listMailContradictions(env)];
}

/** What is half set up would look as if mail were sent. */
function listMailContradictions(env: NodeJS.ProcessEnv): Subproblem[] {
  if (env['LECTERN_SMTP_URL'] !== undefined) return [];
  return ['LECTERN_MAIL_FROM', 'LECTERN_MAIL_EXPIRING_DAYS']
    .filter((name) => env[name] !== undefined)
    .map((path) => ({ path, code: 'incomplete', detail: 'It needs LECTERN_SMTP_URL, which is not set.' }));
}

function listUrlContradictions(env: NodeJS.ProcessEnv): Subproblem[] {
  const url = env['LECTERN_PUBLIC_URL'];
  if (url === undefined || !URL.canParse(url)) return [];
  if (isLocalUrl(url)) {
    const detail = 'A localhost URL must be http: that is where did:web looks for it.';
    return new URL(url).protocol === 'https:'
      ? [{ path: 'LECTERN_PUBLIC_URL', code: 'invalid', detail }]
      : [];
  }
  const problems: Subproblem[] = [];
  if (new URL(url).protocol === 'http:')
    problems.push({ path: 'LECTERN_PUBLIC_URL', code: 'invalid', detail: 'A public URL must be https.' });
  if (KEY_SETTINGS.every((name) => env[name] === undefined)) {
    problems.push({
      path: 'LECTERN_KEY_PASSPHRASE',
      code: 'missing',
      detail:
        'A public issuer’s signing key must be encrypted at rest: set a passphrase, LECTERN_KEY_PASSPHRASE_FILE, or LECTERN_SIGNER_SOCKET.',
    });
  }
  return problems;
}

/** Each of them says where the key comes from, so there is one of them at most. */
const KEY_SETTINGS = [
  'LECTERN_KEY_PASSPHRASE',
  'LECTERN_KEY_PASSPHRASE_FILE',
  'LECTERN_SIGNER_SOCKET',
] as const;

function listKeyContradictions(env: NodeJS.ProcessEnv): Subproblem[] {
  const [passphrase, file, socket] = KEY_SETTINGS.map((name) => env[name] !== undefined);
  const problems: Subproblem[] = [];
  if (passphrase && file)
    problems.push({
      path: 'LECTERN_KEY_PASSPHRASE_FILE',
      code: 'contradiction',
      detail: 'LECTERN_KEY_PASSPHRASE is set too: only one of them can be meant.',
    });
  if (socket && (passphrase || file))
    problems.push({
      path: 'LECTERN_SIGNER_SOCKET',
      code: 'contradiction',
      detail: 'With a signer, the passphrase is the signer’s alone: unset it here.',
    });
  return problems;
}

/**
 * Reads the environment, and the file with the passphrase. Throws AppError CONFIG_INVALID that names every problem at once, never
 * a value. Empty variables count as not set. Names with our prefix that we do not know are refused too: a misspelled setting must
 * not be ignored.
 */
export function readConfig(env: NodeJS.ProcessEnv): { config: Config; secrets: Secrets } {
  const { parsed, keyPassphrase } = parseEnvironment(env, listContradictions);
  const { LECTERN_SMTP_URL: smtpUrl } = parsed;
  const secrets: Secrets = {
    ...(keyPassphrase === undefined ? {} : { keyPassphrase }),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
  };
  return { config: deriveConfig(parsed), secrets: Object.freeze(secrets) };
}

/** What whoever holds key files needs, without an instance: `lectern signer`, and the commands that rewrite key files. */
export interface KeyConfig extends Pick<Config, 'keyDir' | 'signerSocket' | 'logLevel'> {
  keyPassphrase?: string;
  newPassphrase?: string;
}

/** As `readConfig`. The socket that it names is its own, so it and a passphrase go together. */
export function readKeyConfig(env: NodeJS.ProcessEnv): KeyConfig {
  const { parsed, keyPassphrase, newPassphrase } = parseEnvironment(env, (given) =>
    listKeyContradictions({ ...given, LECTERN_SIGNER_SOCKET: undefined }),
  );
  const { keyDir, signerSocket, logLevel } = deriveConfig(parsed);
  return {
    keyDir,
    logLevel,
    ...(signerSocket === undefined ? {} : { signerSocket }),
    ...(keyPassphrase === undefined ? {} : { keyPassphrase }),
    ...(newPassphrase === undefined ? {} : { newPassphrase }),
  };
}

function parseEnvironment(
  env: NodeJS.ProcessEnv,
  contradictionsOf: (given: NodeJS.ProcessEnv) => Subproblem[],
): { parsed: z.infer<typeof Environment>; keyPassphrase?: string; newPassphrase?: string } {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  const strangers = Object.keys(given).filter(
    (name) =>
      name.startsWith('LECTERN_') && !Object.hasOwn(Environment.shape, name) && !OF_THE_TESTS.test(name),
  );
  const keyPassphrase = readSecretFile(given, 'LECTERN_KEY_PASSPHRASE_FILE');
  const newPassphrase = readSecretFile(given, 'LECTERN_KEY_NEW_PASSPHRASE_FILE');
  const problems = [
    ...(parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => ({
          path: String(path[0]),
          code: 'invalid',
          detail: message,
        }))),
    ...keyPassphrase.problems,
    ...newPassphrase.problems,
    ...contradictionsOf(given),
    ...strangers.map((name) => ({ path: name, code: 'unknown', detail: 'There is no such setting.' })),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new AppError('CONFIG_INVALID', 'The environment is not set up right.', { problems });
  }
  const passphrase = parsed.data.LECTERN_KEY_PASSPHRASE ?? keyPassphrase.value;
  return {
    parsed: parsed.data,
    ...(passphrase === undefined ? {} : { keyPassphrase: passphrase }),
    ...(newPassphrase.value === undefined ? {} : { newPassphrase: newPassphrase.value }),
  };
}

function readSecretFile(
  env: NodeJS.ProcessEnv,
  name: 'LECTERN_KEY_PASSPHRASE_FILE' | 'LECTERN_KEY_NEW_PASSPHRASE_FILE',
): { value?: string; problems: Subproblem[] } {
  const path = env[name];
  if (path === undefined) return { problems: [] };
  const read = readPassphraseFile(path);
  const refused = (detail: string) => ({ problems: [{ path: name, code: 'invalid', detail }] });
  if ('problem' in read) return refused(read.problem);
  const { success, error } = Passphrase.safeParse(read.passphrase);
  return success
    ? { value: read.passphrase, problems: [] }
    : refused(`Of its first line: ${error.issues[0]?.message}`);
}

/** Where keys lie in a data directory. */
export function keyDirOf(dataDir: string | undefined): string {
  return join(resolve(dataDir || DATA_DIR), 'keys');
}

/** Where the operator's policy is, for those who verify without an instance. */
export function policyFileOf(env: NodeJS.ProcessEnv): Pick<Config, 'policyFile' | 'dataDir'> {
  const { LECTERN_POLICY: path, LECTERN_DATA_DIR: dataDir } = env;
  return { dataDir: resolve(dataDir || DATA_DIR), ...(path ? { policyFile: resolve(path) } : {}) };
}

function deriveConfig(env: z.infer<typeof Environment>): Config {
  const publicUrl = new URL(env.LECTERN_PUBLIC_URL ?? `http://localhost:${env.PORT ?? 8080}`).origin;
  const dataDir = resolve(env.LECTERN_DATA_DIR);
  return Object.freeze({
    publicUrl,
    isLocal: isLocalUrl(publicUrl),
    port: env.PORT ?? (isLocalUrl(publicUrl) ? Number(new URL(publicUrl).port || 80) : 8080),
    dataDir,
    keyDir: keyDirOf(env.LECTERN_DATA_DIR),
    ...(env.LECTERN_SIGNER_SOCKET === undefined ? {} : { signerSocket: resolve(env.LECTERN_SIGNER_SOCKET) }),
    databaseUrl: env.LECTERN_DATABASE_URL ?? `sqlite:${join(dataDir, 'lectern.sqlite')}`,
    // One core stays for whoever asks for a page meanwhile.
    batchWorkers: env.LECTERN_BATCH_WORKERS ?? Math.max(1, availableParallelism() - 1),
    ...(env.LECTERN_POLICY === undefined ? {} : { policyFile: resolve(env.LECTERN_POLICY) }),
    mailFrom: env.LECTERN_MAIL_FROM ?? null,
    mailExpiringDays: env.LECTERN_MAIL_EXPIRING_DAYS ?? null,
    logLevel: env.LECTERN_LOG_LEVEL,
  });
}

export function isLocalUrl(url: string): boolean {
  return new URL(url).hostname === 'localhost';
}
