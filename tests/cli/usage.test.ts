import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.ts';
import { runCli } from '../support/run-cli.ts';

/** Every command, and the command line itself. */
const COMMANDS = [
  '',
  'serve',
  'init',
  'issue',
  'verify',
  'crosswalk',
  'crosswalk load',
  'crosswalk list',
  'crosswalk check',
  'keys',
  'keys rotate',
  'keys retire',
  'keys signed',
  'status',
  'status revoke',
  'status suspend',
  'status reinstate',
  'status list',
  'status approve',
  'status cancel',
  'status show',
  'status reviews',
  'status keep',
  'replace',
  'record',
  'renew',
  'keys revoke',
  'keys list',
  'keys encrypt',
  'keys change-passphrase',
  'signer',
  'tokens',
  'tokens create',
  'audit',
  'audit verify',
  'audit export',
  'audit show',
  'audit checkpoint',
  'backup',
  'restore',
  'export',
  'export verifier',
  'expiring',
  'mail',
  'mail send',
  'mail list',
  'mail cancel',
  'mail retry',
  'doctor',
  'batch',
  'batch check',
  'batch run',
  'batch approve',
  'batch status',
  'batch pause',
  'batch resume',
  'batch cancel',
  'batch report',
  'tokens list',
  'tokens revoke',
  'recognize',
  'recognize issuer',
  'recognize achievement',
  'recognize list',
  'recognize renew',
  'recognize revoke',
  'recognize accept',
  'recognize check',
  'recognize drop',
  'policy',
  'policy check',
  'policy schema',
];

let dataDir: string;
beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'lectern-usage-')), 'data');
});
afterAll(() => rm(join(dataDir, '..'), { recursive: true }));

describe('help', () => {
  it.each(COMMANDS)('lectern %s --help explains itself', async (name) => {
    const path = name.split(' ').filter(Boolean);
    const command = path.reduce<Command | undefined>(
      (parent, part) => parent?.commands.find((candidate) => candidate.name() === part),
      await createProgram(name.split(' ')[0]),
    );
    const help = command?.helpInformation() ?? '';
    expect(help).toContain(`Usage: lectern ${name}`.trim());
    expect(help.length).toBeGreaterThan(150);
  });

  it('has no command that is not in that list', async () => {
    const count = (command: Command): number =>
      1 + command.commands.reduce((sum, nested) => sum + count(nested), 0);
    expect(count(await createProgram())).toBe(COMMANDS.length);
  });

  it('touches nothing', async () => {
    const { code, stderr } = await runCli(['keys', 'revoke', '--help'], { dataDir });
    expect([code, stderr]).toEqual([0, '']);
    await expect(readdir(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lists every command, every setting and the exit codes', async () => {
    const { stdout } = await runCli(['--help']);
    for (const word of [
      'serve',
      'init',
      'issue',
      'verify',
      'keys',
      'recognize',
      'tokens',
      'audit',
      'backup',
      'restore',
      'export',
      'expiring',
      'mail',
      'doctor',
      'LECTERN_PUBLIC_URL',
      'PORT',
      'LECTERN_DATA_DIR',
      'LECTERN_DATABASE_URL',
      'signer',
      'LECTERN_KEY_PASSPHRASE',
      'LECTERN_KEY_PASSPHRASE_FILE',
      'LECTERN_KEY_NEW_PASSPHRASE_FILE',
      'LECTERN_SIGNER_SOCKET',
      'LECTERN_SMTP_URL',
      'LECTERN_MAIL_FROM',
      'LECTERN_MAIL_EXPIRING_DAYS',
      'LECTERN_LOG_LEVEL',
    ])
      expect(stdout).toContain(word);
    expect((await runCli(['verify', '--help'])).stdout).toMatch(/0 valid.*1 .*2 .*3 .*64/);
  });
});

describe('wrong usage is exit code 64, with words on standard error and nothing on standard output', () => {
  it.each<[string[], Record<string, string>?]>([
    [[]],
    [['nonsense']],
    [['verify']],
    [['verify', 'x', '--nonsense']],
    [['verify', 'x', '--checks', 'nonsense']],
    [['verify', 'x', '--now', 'yesterday']],
    [['verify', 'x', '--documents', '/nowhere']],
    [['verify', '/nowhere/x.json']],
    [['init']],
    [['tokens', 'create', '--name', 'x']],
    [['expiring', '--days', '0']],
    [['expiring', '--mail']],
    [['mail', 'cancel']],
    [['mail', 'list', '--state', 'nonsense']],
    [['serve'], { LECTERN_MAIL_FROM: 'office@county.example' }],
    [['serve'], { PORT: 'eighty' }],
    [['serve'], { LECTERN_PUBLIC_URL: 'https://badges.county.example' }],
    [
      ['serve'],
      { LECTERN_PUBLIC_URL: 'https://badges.county.example', LECTERN_KEY_PASSPHRASE: 'a long passphrase' },
    ],
    [['keys', 'list'], { LECTERN_TYPO: 'x' }],
    [['keys', 'encrypt']],
    [['keys', 'change-passphrase']],
    [['signer']],
    [
      ['serve'],
      { LECTERN_KEY_PASSPHRASE: 'a long passphrase', LECTERN_SIGNER_SOCKET: '/run/lectern/s.sock' },
    ],
    [['audit', 'verify', '--file', '/nowhere/x.ndjson']],
    [['audit', 'verify', '--file', 'x', '--did-document', '/nowhere/did.json']],
    [['audit', 'export', '--format', 'xml']],
    [['audit', 'export', '--since', 'soon']],
    [['audit', 'export', '--json']],
    [['audit', 'show']],
  ])('lectern %j %j', async (args, env = {}) => {
    const { code, stdout, stderr } = await runCli(args, { dataDir, env });
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr.length).toBeGreaterThan(10);
    expect(stderr).not.toMatch(/\n\s+at /);
    for (const name of Object.keys(env))
      if (name !== 'LECTERN_PUBLIC_URL' && env[name] !== 'a long passphrase') expect(stderr).toContain(name);
    if (env['LECTERN_PUBLIC_URL'] !== undefined && env['LECTERN_KEY_PASSPHRASE'] === undefined)
      expect(stderr).toContain('LECTERN_KEY_PASSPHRASE');
  });
});
