import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { partAward } from '../support/awards.ts';
import { type MailSink, openMailSink } from '../support/mail-sink.ts';
import { findFreePort, runCli, startServe, waitUntil } from '../support/run-cli.ts';

/** One instance by command line alone, with a mail server. What ends, ends some days from now. */
let dir: string;
let port: number;
let sink: MailSink;
let env: Record<string, string>;
const ADDRESS = 'ana.nunez@teachers.example';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-mail-'));
  port = await findFreePort();
  sink = await openMailSink({
    refuse: (address) => (/^gone@/.test(address) ? `550 no ${address}` : undefined),
  });
  env = { PORT: `${port}`, LECTERN_SMTP_URL: sink.url };
  await printed([
    'init',
    '--name',
    'Test County',
    '--site',
    'https://county.example',
    '--email',
    'office@county.example',
    '--program',
    'sonoma-like',
  ]);
  await issue({ name: 'Ana Núñez', email: ADDRESS }, inDays(30));
  await issue({ name: 'Gone Away', email: 'gone@teachers.example' }, inDays(40));
  await issue({ name: 'José Ibáñez', email: 'jose@teachers.example' }, inDays(200));
});
afterAll(async () => {
  await sink.close();
  await rm(dir, { recursive: true });
});

const lectern = (args: string[], input = '', more: Record<string, string> = {}) =>
  runCli(args, { dataDir: dir, env: { ...env, ...more }, input });
async function printed<T = JsonObject>(args: string[], input = ''): Promise<T> {
  const { code, stdout, stderr } = await lectern([...args, '--json'], input);
  expect({ args, code, stderr: stderr.replace(/^\d+ mails? added.*\n/m, '') }).toEqual({
    args,
    code: 0,
    stderr: '',
  });
  return JSON.parse(stdout);
}
const issue = (holder: { name: string; email: string }, validUntil: string) =>
  printed(['issue', '-'], JSON.stringify(partAward('tlms-1', { holder, validUntil })));
const listed = () => printed<JsonObject[]>(['mail', 'list']);

describe('lectern expiring', () => {
  it('lists who has what until when, and mails nobody', async () => {
    const { code, stdout, stderr } = await lectern(['expiring']);
    expect([code, stdout.trim().split('\n').length]).toEqual([0, 2]);
    expect(stdout).toMatch(
      new RegExp(`^${inDays(30)}  Ana Núñez  .*  http://localhost:${port}/c/[\\w-]+  not told yet`),
    );
    expect(stdout).not.toContain('teachers.example');
    expect(stderr).toContain('2 credentials in the next 90 days.');
    expect(await printed(['expiring', '--days', '365'])).toMatchObject({
      days: 365,
      credentials: [{}, {}, {}],
      added: 0,
    });
    expect(await listed()).toEqual([]);
  });

  it('mails nobody where nobody can be asked, and none without a mail server', async () => {
    expect(await lectern(['expiring', '--mail'])).toMatchObject({
      code: 64,
      stdout: '',
      stderr: expect.stringContaining('--yes'),
    });
    const none = await runCli(['expiring', '--mail', '--yes'], { dataDir: dir, env: { PORT: `${port}` } });
    expect(none).toMatchObject({ code: 64, stderr: expect.stringContaining('LECTERN_SMTP_URL') });
    expect(await listed()).toEqual([]);
  });

  it('adds a mail for each, once', async () => {
    expect(await printed(['expiring', '--mail', '--yes'])).toMatchObject({ added: 2 });
    const again = await lectern(['expiring', '--mail', '--yes', '--json']);
    expect([again.code, JSON.parse(again.stdout)]).toMatchObject([0, { added: 0 }]);
    expect(await listed()).toMatchObject([
      { state: 'waiting', kind: 'expiring', holderName: 'Gone Away' },
      { state: 'waiting', kind: 'expiring', holderName: 'Ana Núñez' },
    ]);
  });
});

describe('lectern mail', () => {
  it('cancels, and retries', async () => {
    const ids = (await listed()).map(({ id }) => String(id));
    expect(await printed(['mail', 'cancel', '--all'])).toMatchObject({ moved: ids });
    expect(await lectern(['mail', 'cancel', ids[0] ?? ''])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(ids[0] ?? ''),
    });
    expect(await printed(['mail', 'send'])).toMatchObject({ sent: 0 });
    expect(await printed(['mail', 'retry', ...ids])).toMatchObject({ moved: ids, refused: [] });
    expect(sink.received).toEqual([]);
  });

  it('sends, and shows what failed without its address', async () => {
    expect(await printed(['mail', 'send'])).toEqual({ sent: 1, failed: 1, postponed: 0, stoppedBy: null });
    expect(sink.received).toMatchObject([{ from: 'office@county.example', to: [ADDRESS] }]);
    const { stdout } = await lectern(['mail', 'list', '--state', 'failed']);
    expect(stdout).toMatch(/^failed .*expiring .*Gone Away {2}\(address-refused\)\n$/);
    expect(JSON.stringify(await listed())).not.toMatch(/teachers\.example|\/c\//);
  });

  it('says when the server takes nothing', async () => {
    await printed(['mail', 'retry', '--all']);
    const result = await lectern(['mail', 'send'], '', {
      LECTERN_SMTP_URL: `smtp://127.0.0.1:${await findFreePort()}`,
    });
    expect(result).toMatchObject({ code: 1, stdout: expect.stringContaining('unreachable') });
    await printed(['mail', 'cancel', '--all']);
  });
});

it('lectern doctor logs in at the mail server and finds a sender', async () => {
  const { stdout } = await lectern(['doctor', '--json']);
  const found = JSON.parse(stdout).filter(({ subject }: JsonObject) => /^mail/.test(String(subject)));
  expect(found).toMatchObject([
    { subject: 'mail', outcome: 'ok' },
    { subject: 'mail sender', outcome: 'ok' },
  ]);
});

describe('lectern serve', () => {
  it('tells those who are to be told, by itself, and logs no name and no address', {
    timeout: 60_000,
  }, async () => {
    sink.received.length = 0;
    const serving = await startServe(port, {
      dataDir: dir,
      env: { ...env, LECTERN_MAIL_EXPIRING_DAYS: '365', LECTERN_LOG_LEVEL: 'debug' },
    });
    await waitUntil(serving, () => sink.received.length > 0);
    expect(sink.received).toMatchObject([{ to: ['jose@teachers.example'] }]);
    const { code, stdout, stderr } = await serving.kill('SIGTERM');
    expect(code).toBe(0);
    expect(stderr).toContain('"sent":1');
    expect(stdout + stderr).not.toMatch(/teachers\.example|Ibáñez|Núñez/);
  });

  it('tells nobody unless it is set', { timeout: 60_000 }, async () => {
    sink.received.length = 0;
    await issue({ name: 'Somebody Else', email: 'else@teachers.example' }, inDays(20));
    const before = await listed();
    const serving = await startServe(port, { dataDir: dir, env });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await serving.kill('SIGTERM')).code).toBe(0);
    expect(sink.received).toEqual([]);
    expect(await listed()).toEqual(before);
  });
});
