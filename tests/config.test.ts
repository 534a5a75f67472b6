import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import type { AppError } from '../src/model/problem.ts';

const PUBLIC = {
  LECTERN_PUBLIC_URL: 'https://badges.county.example',
  LECTERN_KEY_PASSPHRASE: 'a long passphrase',
};

/** Names of the settings that are complained of; fails if a value is repeated. */
function refusedNames(env: Record<string, string>): string[] {
  let refusal: AppError | undefined;
  try {
    readConfig(env);
  } catch (error) {
    refusal = error as AppError;
  }
  expect(refusal).toMatchObject({ code: 'CONFIG_INVALID' });
  const said = JSON.stringify([refusal?.detail, refusal?.problems, refusal?.message]);
  for (const value of Object.values(env)) if (value.length > 3) expect(said).not.toContain(value);
  return [...new Set(refusal?.problems.map(({ path = '' }) => path))].sort();
}

describe('with nothing set', () => {
  it('everything is on this machine', () => {
    const { config, secrets } = readConfig({});
    expect(config).toEqual({
      publicUrl: 'http://localhost:8080',
      isLocal: true,
      port: 8080,
      dataDir: resolve('data'),
      keyDir: resolve('data/keys'),
      databaseUrl: `sqlite:${resolve('data/lectern.sqlite')}`,
      batchWorkers: Math.max(1, availableParallelism() - 1),
      mailFrom: null,
      mailExpiringDays: null,
      logLevel: 'info',
    });
    expect(secrets).toEqual({});
  });

  it('is the same as with empty settings, and with settings of others', () => {
    expect(
      readConfig({
        PORT: '',
        LECTERN_PUBLIC_URL: '',
        LECTERN_KEY_PASSPHRASE: '',
        HOME: '/x',
        lectern_x: 'y',
      }),
    ).toEqual(readConfig({}));
  });
});

describe('what is set', () => {
  it.each([
    [{ PORT: '9000' }, { publicUrl: 'http://localhost:9000', port: 9000, isLocal: true }],
    [
      { LECTERN_PUBLIC_URL: 'http://localhost:9000/' },
      { publicUrl: 'http://localhost:9000', port: 9000, isLocal: true },
    ],
    [
      { LECTERN_PUBLIC_URL: 'http://localhost:9000', PORT: '9001' },
      { publicUrl: 'http://localhost:9000', port: 9001 },
    ],
    [PUBLIC, { publicUrl: 'https://badges.county.example', port: 8080, isLocal: false }],
    [{ ...PUBLIC, PORT: '443' }, { port: 443 }],
    [
      { LECTERN_DATA_DIR: '/srv/lectern' },
      {
        dataDir: '/srv/lectern',
        keyDir: '/srv/lectern/keys',
        databaseUrl: 'sqlite:/srv/lectern/lectern.sqlite',
      },
    ],
    [{ LECTERN_DATABASE_URL: 'postgres://u:p@h/d' }, { databaseUrl: 'postgres://u:p@h/d' }],
    [{ LECTERN_LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ LECTERN_BATCH_WORKERS: '3' }, { batchWorkers: 3 }],
    [{ LECTERN_BATCH_WORKERS: '0' }, { batchWorkers: 0 }],
    [
      {
        LECTERN_SMTP_URL: 'smtp://mail.county.example',
        LECTERN_MAIL_FROM: 'badges@county.example',
        LECTERN_MAIL_EXPIRING_DAYS: '90',
      },
      { mailFrom: 'badges@county.example', mailExpiringDays: 90 },
    ],
  ])('%j gives %j', (env, expected) => {
    expect(readConfig(env).config).toMatchObject(expected);
  });

  it('is frozen, and secrets are kept apart from what may be printed', () => {
    const { config, secrets } = readConfig({
      ...PUBLIC,
      LECTERN_SMTP_URL: 'smtps://user:hidden@mail.county.example',
    });
    expect([Object.isFrozen(config), Object.isFrozen(secrets)]).toEqual([true, true]);
    expect(secrets).toEqual({
      keyPassphrase: PUBLIC.LECTERN_KEY_PASSPHRASE,
      smtpUrl: 'smtps://user:hidden@mail.county.example',
    });
    expect(JSON.stringify(config)).not.toMatch(/passphrase|hidden/);
  });
});

describe('what is refused', () => {
  it.each<[Record<string, string>, string[]]>([
    [{ PORT: 'eighty' }, ['PORT']],
    [{ PORT: '65536' }, ['PORT']],
    [{ PORT: '80.5' }, ['PORT']],
    [{ PORT: '-1' }, ['PORT']],
    [{ ...PUBLIC, LECTERN_PUBLIC_URL: 'badges.county.example' }, ['LECTERN_PUBLIC_URL']],
    [{ ...PUBLIC, LECTERN_PUBLIC_URL: 'ftp://badges.county.example' }, ['LECTERN_PUBLIC_URL']],
    [{ ...PUBLIC, LECTERN_PUBLIC_URL: 'https://county.example/badges' }, ['LECTERN_PUBLIC_URL']],
    [{ ...PUBLIC, LECTERN_PUBLIC_URL: 'https://county.example/?q=1' }, ['LECTERN_PUBLIC_URL']],
    [{ ...PUBLIC, LECTERN_PUBLIC_URL: 'http://badges.county.example' }, ['LECTERN_PUBLIC_URL']],
    [{ LECTERN_PUBLIC_URL: 'https://badges.county.example' }, ['LECTERN_KEY_PASSPHRASE']],
    [
      { LECTERN_PUBLIC_URL: 'http://badges.county.example' },
      ['LECTERN_KEY_PASSPHRASE', 'LECTERN_PUBLIC_URL'],
    ],
    [{ LECTERN_KEY_PASSPHRASE: 'too short' }, ['LECTERN_KEY_PASSPHRASE']],
    [{ LECTERN_DATABASE_URL: 'mysql://h/d' }, ['LECTERN_DATABASE_URL']],
    [{ LECTERN_SMTP_URL: 'https://mail.county.example' }, ['LECTERN_SMTP_URL']],
    [{ LECTERN_MAIL_FROM: 'badges@county.example' }, ['LECTERN_MAIL_FROM']],
    [{ LECTERN_MAIL_EXPIRING_DAYS: '90' }, ['LECTERN_MAIL_EXPIRING_DAYS']],
    [{ LECTERN_SMTP_URL: 'smtp://m.example', LECTERN_MAIL_FROM: 'A <a@b.example>' }, ['LECTERN_MAIL_FROM']],
    [
      { LECTERN_SMTP_URL: 'smtp://m.example', LECTERN_MAIL_EXPIRING_DAYS: '0' },
      ['LECTERN_MAIL_EXPIRING_DAYS'],
    ],
    [{ LECTERN_LOG_LEVEL: 'verbose' }, ['LECTERN_LOG_LEVEL']],
    [{ LECTERN_PUBLC_URL: 'https://badges.county.example' }, ['LECTERN_PUBLC_URL']],
    [{ LECTERN_constructor: 'x' }, ['LECTERN_constructor']],
  ])('%j, naming %j', (env, names) => {
    expect(refusedNames(env)).toEqual(names);
  });

  it('is named all at once, also where one setting depends on another', () => {
    const env = {
      PORT: 'eighty',
      LECTERN_PUBLIC_URL: 'http://badges.county.example',
      LECTERN_LOG_LEVEL: 'verbose',
      LECTERN_TYPO: 'typo',
    };
    expect(refusedNames(env)).toEqual([
      'LECTERN_KEY_PASSPHRASE',
      'LECTERN_LOG_LEVEL',
      'LECTERN_PUBLIC_URL',
      'LECTERN_TYPO',
      'PORT',
    ]);
  });
});
