import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig, readKeyConfig } from '../src/config.ts';
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
    [{ LECTERN_SIGNER_SOCKET: '/run/lectern/s.sock' }, { signerSocket: '/run/lectern/s.sock' }],
    [
      { LECTERN_PUBLIC_URL: PUBLIC.LECTERN_PUBLIC_URL, LECTERN_SIGNER_SOCKET: '/run/lectern/s.sock' },
      { isLocal: false, signerSocket: '/run/lectern/s.sock' },
    ],
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
    [{ ...PUBLIC, LECTERN_SIGNER_SOCKET: '/run/lectern/s.sock' }, ['LECTERN_SIGNER_SOCKET']],
    [{ LECTERN_SIGNER_SOCKET: `/run/${'x'.repeat(100)}` }, ['LECTERN_SIGNER_SOCKET']],
    [{ LECTERN_KEY_PASSPHRASE_FILE: '/nowhere/passphrase' }, ['LECTERN_KEY_PASSPHRASE_FILE']],
    [{ ...PUBLIC, LECTERN_KEY_PASSPHRASE_FILE: '/nowhere/x' }, ['LECTERN_KEY_PASSPHRASE_FILE']],
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

describe('a passphrase in a file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'lectern-config-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const file = (content: string | Buffer, mode = 0o600) => {
    const path = join(dir, `${content.length}-${mode.toString(8)}`);
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };
  const LECTERN_PUBLIC_URL = 'https://badges.county.example';

  it.each([
    ['the first line', 'a long passphrase\nand a second line\n'],
    ['a line without an end', 'a long passphrase'],
    ['a line from Windows', '\ufeffa long passphrase\r\n'],
  ])('is %s', (_, content) => {
    const env = { LECTERN_PUBLIC_URL, LECTERN_KEY_PASSPHRASE_FILE: file(content) };
    expect(readConfig(env).secrets).toEqual({ keyPassphrase: 'a long passphrase' });
    expect(readKeyConfig(env)).toMatchObject({ keyPassphrase: 'a long passphrase' });
  });

  it('may be for its group to read, and not for others', () => {
    for (const mode of [0o400, 0o440, 0o640])
      expect(
        readConfig({ LECTERN_KEY_PASSPHRASE_FILE: file('a long passphrase', mode) }).secrets,
      ).not.toEqual({});
    for (const mode of [0o604, 0o644, 0o602, 0o620])
      expect(refusedNames({ LECTERN_KEY_PASSPHRASE_FILE: file('a long passphrase', mode) })).toEqual([
        'LECTERN_KEY_PASSPHRASE_FILE',
      ]);
  });

  it('is refused when it is too short, is none, or is given twice, and never repeated', () => {
    const refused = ['LECTERN_KEY_PASSPHRASE_FILE'];
    expect(refusedNames({ LECTERN_KEY_PASSPHRASE_FILE: file('SHORT\n and a long line') })).toEqual(refused);
    expect(refusedNames({ LECTERN_KEY_PASSPHRASE_FILE: file('') })).toEqual(refused);
    expect(refusedNames({ LECTERN_KEY_PASSPHRASE_FILE: dir })).toEqual(refused);
    expect(refusedNames({ ...PUBLIC, LECTERN_KEY_PASSPHRASE_FILE: file('a long passphrase') })).toEqual(
      refused,
    );
    let said = '';
    try {
      readConfig({ LECTERN_KEY_PASSPHRASE_FILE: file('SHORT\n') });
    } catch (error) {
      said = JSON.stringify([(error as AppError).message, (error as AppError).problems]);
    }
    expect(said).toMatch(/12 characters/);
    expect(said).not.toContain('SHORT');
  });

  it('is the signer’s together with the socket, and the new one is for the signer’s keys too', () => {
    const next = file('a new passphrase');
    expect(
      readKeyConfig({
        LECTERN_PUBLIC_URL,
        LECTERN_DATA_DIR: '/srv/lectern',
        LECTERN_SIGNER_SOCKET: '/run/lectern/s.sock',
        LECTERN_KEY_PASSPHRASE_FILE: file('a long passphrase'),
        LECTERN_KEY_NEW_PASSPHRASE_FILE: next,
      }),
    ).toEqual({
      keyDir: '/srv/lectern/keys',
      signerSocket: '/run/lectern/s.sock',
      logLevel: 'info',
      keyPassphrase: 'a long passphrase',
      newPassphrase: 'a new passphrase',
    });
    expect(() =>
      readKeyConfig({ LECTERN_KEY_PASSPHRASE: 'a long passphrase', LECTERN_KEY_PASSPHRASE_FILE: next }),
    ).toThrow('CONFIG_INVALID');
  });
});
