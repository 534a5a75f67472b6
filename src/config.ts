import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
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
  databaseUrl: string;
  /** Threads that sign batches, in each process that does. */
  batchWorkers: number;
  /** Sender of all mail; null: the address of each issuer. */
  mailFrom: string | null;
  /** Holders of what ends within so many days are told by mail; null: nobody is. */
  mailExpiringDays: number | null;
  logLevel: string;
}

export interface Secrets {
  keyPassphrase?: string;
  /** Mail server; its URL may carry a password. */
  smtpUrl?: string;
}

/** Settings of the project's tests, which start instances in their own environment. */
const OF_THE_TESTS = /^LECTERN_(INTEROP_DIR|TEST_[A-Z]+)$/;

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
  LECTERN_DATA_DIR: z.string().min(1).default('./data'),
  LECTERN_DATABASE_URL: z
    .string()
    .regex(/^(sqlite:|postgres:\/\/|postgresql:\/\/)/, {
      error: 'It must begin with sqlite:, postgres:// or postgresql://.',
    })
    .optional(),
  LECTERN_KEY_PASSPHRASE: z.string().min(12, { error: 'It must have at least 12 characters.' }).optional(),
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
  LECTERN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** Settings that are each right and wrong together. Apart from the schema, so that they are named beside its problems. */
function listContradictions(given: NodeJS.ProcessEnv): Subproblem[] {
  return [...listUrlContradictions(given), ...listMailContradictions(given)];
}

/** What is half set up would look as if mail were sent. */
function listMailContradictions(given: NodeJS.ProcessEnv): Subproblem[] {
  if (given['LECTERN_SMTP_URL'] !== undefined) return [];
  return ['LECTERN_MAIL_FROM', 'LECTERN_MAIL_EXPIRING_DAYS']
    .filter((name) => given[name] !== undefined)
    .map((path) => ({ path, code: 'incomplete', detail: 'It needs LECTERN_SMTP_URL, which is not set.' }));
}

function listUrlContradictions({
  LECTERN_PUBLIC_URL: url,
  LECTERN_KEY_PASSPHRASE: passphrase,
}: NodeJS.ProcessEnv): Subproblem[] {
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
  if (passphrase === undefined) {
    problems.push({
      path: 'LECTERN_KEY_PASSPHRASE',
      code: 'missing',
      detail: 'A public issuer’s signing key must be encrypted at rest: set a passphrase.',
    });
  }
  return problems;
}

/**
 * Reads the environment. Throws AppError CONFIG_INVALID that names every problem at once, never a value. Empty variables
 * count as not set. Names with our prefix that we do not know are refused too: a misspelled setting must not be ignored.
 */
export function readConfig(env: NodeJS.ProcessEnv): { config: Config; secrets: Secrets } {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  const strangers = Object.keys(given).filter(
    (name) =>
      name.startsWith('LECTERN_') && !Object.hasOwn(Environment.shape, name) && !OF_THE_TESTS.test(name),
  );
  const problems = [
    ...(parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => ({
          path: String(path[0]),
          code: 'invalid',
          detail: message,
        }))),
    ...listContradictions(given),
    ...strangers.map((name) => ({ path: name, code: 'unknown', detail: 'There is no such setting.' })),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new AppError('CONFIG_INVALID', 'The environment is not set up right.', { problems });
  }
  return deriveConfig(parsed.data);
}

function deriveConfig(env: z.infer<typeof Environment>): { config: Config; secrets: Secrets } {
  const publicUrl = new URL(env.LECTERN_PUBLIC_URL ?? `http://localhost:${env.PORT ?? 8080}`).origin;
  const dataDir = resolve(env.LECTERN_DATA_DIR);
  const config: Config = {
    publicUrl,
    isLocal: isLocalUrl(publicUrl),
    port: env.PORT ?? (isLocalUrl(publicUrl) ? Number(new URL(publicUrl).port || 80) : 8080),
    dataDir,
    keyDir: join(dataDir, 'keys'),
    databaseUrl: env.LECTERN_DATABASE_URL ?? `sqlite:${join(dataDir, 'lectern.sqlite')}`,
    // One core stays for whoever asks for a page meanwhile.
    batchWorkers: env.LECTERN_BATCH_WORKERS ?? Math.max(1, availableParallelism() - 1),
    mailFrom: env.LECTERN_MAIL_FROM ?? null,
    mailExpiringDays: env.LECTERN_MAIL_EXPIRING_DAYS ?? null,
    logLevel: env.LECTERN_LOG_LEVEL,
  };
  const secrets: Secrets = {
    ...(env.LECTERN_KEY_PASSPHRASE === undefined ? {} : { keyPassphrase: env.LECTERN_KEY_PASSPHRASE }),
    ...(env.LECTERN_SMTP_URL === undefined ? {} : { smtpUrl: env.LECTERN_SMTP_URL }),
  };
  return { config: Object.freeze(config), secrets: Object.freeze(secrets) };
}

function isLocalUrl(url: string): boolean {
  return new URL(url).hostname === 'localhost';
}
