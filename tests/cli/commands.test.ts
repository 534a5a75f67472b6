import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { partAward } from '../support/awards.ts';
import { findFreePort, type RunningCli, runCli, startServe } from '../support/run-cli.ts';

/** One instance, made and used by command line alone, in the order in which a county would. */
let dir: string;
let dataDir: string;
let port: number;
let env: Record<string, string>;
let serving: RunningCli | undefined;
let credential: JsonObject & { proof: JsonObject[] };
let did: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-commands-'));
  dataDir = join(dir, 'data');
  port = await findFreePort();
  env = { PORT: `${port}` };
});
afterAll(async () => {
  await serving?.kill('SIGKILL');
  await rm(dir, { recursive: true });
});

const lectern = (args: string[], input = '') => runCli(args, { dataDir, env, input });
async function printed<T = JsonObject>(args: string[], input = ''): Promise<T> {
  const { code, stdout, stderr } = await lectern([...args, '--json'], input);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}
const write = async (name: string, content: unknown) => {
  const path = join(dir, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

describe('lectern init', () => {
  const args = [
    'init',
    '--name',
    'Test County',
    '--site',
    'https://county.example',
    '--program',
    'sonoma-like',
  ];

  it('makes an issuer with a key and a program', async () => {
    did = `did:web:localhost%3A${port}`;
    expect(await printed(args)).toMatchObject({
      did,
      name: 'Test County',
      key: expect.stringMatching(/^z6Mk/),
      programs: ['sonoma-like'],
    });
    expect(await readdir(join(dataDir, 'keys'))).toHaveLength(1);
  });

  it('run again changes the profile and leaves the key alone', async () => {
    const [key] = await readdir(join(dataDir, 'keys'));
    const again = await printed([...args, '--email', 'office@county.example']);
    expect(`${again['key']}.json`).toBe(key);
    expect(await readdir(join(dataDir, 'keys'))).toEqual([key]);
  });

  it('refuses a program that is none, and a site that is no link', async () => {
    for (const wrong of [
      ['--program', 'no-such-program'],
      ['--site', 'javascript:x'],
    ]) {
      const { code, stderr } = await lectern([...args, ...wrong]);
      expect([code, stderr]).toEqual([1, expect.stringContaining(wrong[0] ?? '')]);
    }
  });
});

describe('lectern issue', () => {
  const flags = [
    '--achievement',
    'tlms-1',
    '--holder',
    'Ana Núñez',
    '--email',
    'ana@teachers.example',
    '--level',
    'proficient',
    '--assessors',
    '2',
    '--awarded',
    '2026-05-15',
    '--valid-until',
    '2096-05-15',
    '--evidence',
    'Agendas and protocols.',
  ];

  it('issues from flags, and the same flags twice are one credential', async () => {
    const issued = await printed<{ id: string; shareUrl: string; credential: typeof credential }>([
      'issue',
      ...flags,
    ]);
    credential = issued.credential;
    expect(issued).toMatchObject({
      id: credential['id'],
      shareUrl: expect.stringMatching(new RegExp(`^http://localhost:${port}/c/[\\w-]{14,}$`)),
    });
    expect(credential).toMatchObject({ issuer: { id: did }, credentialSubject: { name: 'Ana Núñez' } });
    expect(await printed(['issue', ...flags])).toEqual(issued);
    expect(await printed(['issue', ...flags, '--idempotency-key', 'again'])).not.toEqual(issued);
  });

  it('issues from a file and from standard input', async () => {
    const award = partAward('tlms-2');
    const fromFile = await printed(['issue', await write('award.json', award)]);
    expect(await printed(['issue', '-'], JSON.stringify(award))).toEqual(fromFile);
  });

  it('names every problem and every unmet requirement at once', async () => {
    const unmet = await lectern([
      'issue',
      '--achievement',
      'tlms-3',
      '--holder',
      'Ana',
      '--level',
      'developing',
    ]);
    expect([unmet.code, unmet.stdout]).toEqual([1, '']);
    expect(unmet.stderr.trim().split('\n').length).toBeGreaterThanOrEqual(3);
    const wrong = await lectern([
      'issue',
      '--achievement',
      'No Slug',
      '--holder',
      '',
      '--hours',
      'many',
      '--awarded',
      'yesterday',
    ]);
    for (const path of ['achievement', 'holder.name', 'hours', 'awardedDate'])
      expect(wrong.stderr).toContain(`${path}: `);
    expect((await lectern(['issue', '/nowhere/award.json'])).code).toBe(1);
    expect((await lectern(['issue', '-'], '{')).stderr).toContain('not JSON');
  });
});

describe('lectern keys and lectern tokens', () => {
  it('lists keys without their secrets, and the newest one signs', async () => {
    const before = await printed<JsonObject[]>(['keys', 'list']);
    expect(before).toMatchObject([{ controller: did, signs: true, encrypted: false }]);
    const made = await printed(['keys', 'rotate', '--now']);
    const after = await printed<JsonObject[]>(['keys', 'list']);
    expect(after.map(({ id, signs }) => [id, signs])).toEqual([
      [made['id'], true],
      [before[0]?.['id'], false],
    ]);
    expect(JSON.stringify([after, made])).not.toMatch(/secret/i);
    expect((await lectern(['keys', 'rotate', '--issuer', 'nobody'])).code).toBe(1);
  });

  it('encrypts a key when there is a passphrase', async () => {
    const secured = {
      dataDir: join(dir, 'secured'),
      env: { ...env, LECTERN_KEY_PASSPHRASE: 'a long passphrase' },
    };
    expect((await runCli(['init', '--name', 'X', '--site', 'https://x.example'], secured)).code).toBe(0);
    const [name = ''] = await readdir(join(secured.dataDir, 'keys'));
    const file = await readFile(join(secured.dataDir, 'keys', name), 'utf8');
    expect(file).toContain('encryptedSecretKey');
    expect(file).not.toContain('"secretKeyMultibase"');
  });

  it('prints a token once and keeps it nowhere', async () => {
    const { token } = await printed<{ token: string }>([
      'tokens',
      'create',
      '--name',
      'test',
      '--scope',
      'read, award',
    ]);
    expect(token).toMatch(/^lectern_[\w-]{43}$/);
    for (const name of await readdir(dataDir)) {
      const bytes = await readFile(join(dataDir, name)).catch(() => Buffer.alloc(0));
      expect([name, bytes.includes(token)]).toEqual([name, false]);
    }
    expect((await lectern(['tokens', 'create', '--name', 'x', '--scope', 'everything'])).code).toBe(1);
  });
});

describe('lectern doctor and lectern serve', () => {
  const outcomes = (examinations: JsonObject[]) =>
    Object.fromEntries(examinations.map(({ subject, outcome }) => [subject, outcome]));

  it('finds the DID document missing while nothing is served', async () => {
    const { code, stdout } = await lectern(['doctor', '--json']);
    expect([code, outcomes(JSON.parse(stdout))]).toMatchObject([
      1,
      {
        store: 'ok',
        key: 'ok',
        'DID document': 'failing',
        'status list': 'failing',
        credential: 'failing',
        clock: 'ok',
        mail: 'skipped',
      },
    ]);
  });

  it('finds everything well while it is served', { timeout: 60_000 }, async () => {
    serving = await startServe(port, { dataDir, env: { LECTERN_LOG_LEVEL: 'warn' } });
    const { code, stdout } = await lectern(['doctor', '--json']);
    const found = outcomes(JSON.parse(stdout));
    expect(found).toMatchObject({
      store: 'ok',
      key: 'ok',
      'DID document': 'ok',
      'status list': 'ok',
      credential: 'ok',
      clock: 'ok',
    });
    expect([code, found['disk']]).toSatisfy(([exit, disk]) => exit === (disk === 'ok' ? 0 : 1));
    const { shareUrl } = await printed<{ shareUrl: string }>(['issue', join(dir, 'award.json')]);
    expect((await runCli(['verify', shareUrl])).code).toBe(0);
    // No answer is no finding against anything.
    const none = await runCli(['verify', `http://localhost:${port}/c/AAAAAAAAAAAAAAAA`]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('link')]);
    expect(await serving.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
  });
});
