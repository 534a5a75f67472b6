import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { listKeyFiles, openKeyDirectory, saveKeyFile } from '../../src/issuer/key-directory.ts';
import { createKeyFile } from '../../src/issuer/key-file.ts';
import type { UnsignedCredential } from '../../src/model/credential.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { signCredential } from '../../src/proof/sign-credential.ts';
import { openStore } from '../../src/store/open-store.ts';
import { findFreePort, type RunningCli, runCli, startServe, startSigner } from '../support/run-cli.ts';
import { foundCounty, longRoster } from './batch-material.ts';

const PASSPHRASE = 'correct horse battery staple';

/** A county whose web service has no key, and a signer that has nothing else. */
let dir: string;
let dataDir: string;
let vault: string;
let socket: string;
let port: number;
let env: Record<string, string>;
let signer: RunningCli;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-signer-'));
  dataDir = join(dir, 'data');
  vault = join(dir, 'vault');
  await mkdir(vault, { mode: 0o700 });
  socket = join(dir, 'run', 's.sock');
  port = await findFreePort();
  env = { PORT: `${port}`, LECTERN_SIGNER_SOCKET: socket };
  signer = await startSigner(socket, vault, { env: { LECTERN_KEY_PASSPHRASE: PASSPHRASE } });
});
afterAll(async () => {
  await signer.kill('SIGKILL');
  await rm(dir, { recursive: true });
});

const lectern = (args: string[], change: Record<string, string> = {}) =>
  runCli(args, { dataDir, env: { ...env, ...change } });
async function printed<T = JsonObject>(args: string[]): Promise<T> {
  const { code, stdout, stderr } = await lectern([...args, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}
const award = (holder: string) => [
  ...['issue', '--achievement', 'tlms-1', '--holder', holder, '--email', 'a@teachers.example'],
  ...['--level', 'proficient', '--assessors', '2', '--awarded', '2026-05-15', '--evidence', 'Agendas.'],
];

describe('an instance whose keys a signer holds', { timeout: 180_000 }, () => {
  it('makes its key there, encrypted, and has none itself', async () => {
    const { key } = await printed([
      ...['init', '--name', 'Test County', '--site', 'https://county.example', '--program', 'sonoma-like'],
    ]);
    const [made] = await listKeyFiles(vault);
    expect(made?.file).toMatchObject({ publicKeyMultibase: key, encryptedSecretKey: {} });
    expect(await printed<JsonObject[]>(['keys', 'list'])).toMatchObject([{ encrypted: true, signs: true }]);
    expect(await readdir(dataDir)).not.toContain('keys');
  });

  it('issues the same bytes as with key files', async () => {
    const { credential } = await printed<{ credential: JsonObject & { proof: JsonObject[] } }>(
      award('Ana Núñez'),
    );
    const { proof, ...unsigned } = credential;
    const [made] = await listKeyFiles(vault);
    const signed = await signCredential(unsigned as unknown as UnsignedCredential, {
      signer: await openKeyDirectory(vault, PASSPHRASE).openSigner(made?.file.publicKeyMultibase ?? ''),
      cryptosuites: ['eddsa-rdfc-2022', 'Ed25519Signature2020'],
      created: new Date(String(proof[0]?.['created'])),
    });
    expect(canonicalize(signed)).toBe(canonicalize(credential));
  });

  it('serves what verifies, and new keys sign at once', async () => {
    const serving = await startServe(port, { dataDir, env });
    onTestFinished(async () => void (await serving.kill('SIGKILL')));
    const made = await printed(['keys', 'rotate', '--now']);
    const issued = await printed<{ shareUrl: string; credential: { proof: JsonObject[] } }>(
      award('Ben Okafor'),
    );
    expect(issued.credential.proof[0]?.['verificationMethod']).toBe(made['id']);
    expect(await runCli(['verify', issued.shareUrl])).toMatchObject({ code: 0 });
    expect(await serving.kill('SIGTERM')).toMatchObject({ code: 0 });
    expect(await readdir(dataDir)).not.toContain('keys');
  });

  it('loses nothing when the signer is killed while it signs', async () => {
    // The first signature proves the key, the second is a proof of the credential: the signer dies when it is asked for it.
    const between = join(dir, 'between.sock');
    await listenBetween(between, socket, 2, () => void signer.kill('SIGKILL'));
    const { code, stdout, stderr } = await lectern(award('Cleo Tran'), { LECTERN_SIGNER_SOCKET: between });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/signer does not answer/);
    await signer.ended;
    const away = await lectern(award('Cleo Tran'));
    expect([away.code, away.stderr]).toEqual([1, expect.stringContaining('signer does not answer')]);

    const store = await openStore(`sqlite:${join(dataDir, 'lectern.sqlite')}`);
    onTestFinished(() => store.close());
    const unfinished = await store.listUnfinishedIssuances(new Date(), 10);
    expect(unfinished).toHaveLength(1);
    const before = await store.listCredentials({ limit: 10 });
    expect(before.map(({ holderName }) => holderName).sort()).toEqual(['Ana Núñez', 'Ben Okafor']);

    signer = await startSigner(socket, vault, { env: { LECTERN_KEY_PASSPHRASE: PASSPHRASE } });
    const issued = await printed(award('Cleo Tran'));
    expect(issued['id']).toBe(unfinished[0]?.credentialId);
    expect(await store.listUnfinishedIssuances(new Date(), 10)).toEqual([]);
  });

  it('goes on after the signer was started again', async () => {
    const serving = await startServe(port, { dataDir, env });
    onTestFinished(async () => void (await serving.kill('SIGKILL')));
    const { token } = await printed<{ token: string }>([
      'tokens',
      'create',
      '--name',
      't',
      '--scope',
      'award',
    ]);
    const post = async (holder: string) => {
      const response = await fetch(`http://localhost:${port}/api/credentials`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          achievement: 'tlms-1',
          holder: { name: holder, email: 'b@teachers.example' },
          level: 'proficient',
          assessors: { count: 2 },
          awardedDate: '2026-05-15',
          evidence: [{ narrative: 'Agendas.' }],
        }),
      });
      return [response.status, await response.json()];
    };
    expect(await post('Dina Sola')).toMatchObject([201, {}]);
    expect(await signer.kill('SIGTERM')).toMatchObject({ code: 0, signal: null });
    expect(await readdir(join(dir, 'run'))).toEqual([]);
    // What was signed verifies all the same.
    const { status } = await fetch(`http://localhost:${port}/.well-known/did.json`);
    expect(status).toBe(200);
    expect(await post('Emil Roth')).toMatchObject([
      503,
      { type: expect.stringContaining('KEY_UNAVAILABLE') },
    ]);
    signer = await startSigner(socket, vault, { env: { LECTERN_KEY_PASSPHRASE: PASSPHRASE } });
    expect(await post('Emil Roth')).toMatchObject([201, {}]);
  });

  it('signs a batch with two threads', async () => {
    const county = await foundCounty({ env: { LECTERN_SIGNER_SOCKET: socket } });
    onTestFinished(() => county.close());
    const file = await county.write('cohort.csv', longRoster('cohort', 300));
    const { code, stdout } = await county.lectern(['batch', 'run', file, '--yes', '--workers', '2']);
    expect([code, stdout.split('\n')[0]]).toEqual([0, '300 signed']);
    expect(await readdir(join(county.dir, 'data'))).not.toContain('keys');
  });
});

describe('lectern signer', { timeout: 180_000 }, () => {
  it('says what it does in its log by ids and counts, and nothing else', async () => {
    const { stderr } = await signer.kill('SIGTERM');
    const lines = stderr
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text));
    expect(lines.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['the signer listens', 'key created', 'signed', 'the signer ends']),
    );
    expect(lines.find(({ msg }) => msg === 'signed')).toMatchObject({
      key: expect.stringMatching(/^z6Mk/),
      signatures: expect.any(Number),
    });
    expect(stderr).not.toMatch(/staple|secret|Ana|Cleo/);
    signer = await startSigner(socket, vault, { env: { LECTERN_KEY_PASSPHRASE: PASSPHRASE } });
  });

  it('leaves its socket to the one that listens there', async () => {
    const { code, stderr } = await runCli(['signer', '--socket', socket, '--keys', vault], {
      env: { LECTERN_KEY_PASSPHRASE: PASSPHRASE },
    });
    expect([code, stderr]).toEqual([64, expect.stringContaining('already listens')]);
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect(await printed<JsonObject[]>(['keys', 'list'])).not.toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['without a place to listen', {}, '--socket'],
    [
      'with a passphrase that does not open its keys',
      { LECTERN_KEY_PASSPHRASE: `${PASSPHRASE}!` },
      'passphrase',
    ],
    ['without the passphrase of its keys', {}, 'encrypted'],
    ['with a setting that there is not', { LECTERN_TYPO: 'x' }, 'LECTERN_TYPO'],
  ])('does not start %s', async (what, given, said) => {
    const place = what.includes('place') ? [] : ['--socket', join(dir, 'run', 'other.sock')];
    const { code, stdout, stderr } = await runCli(['signer', ...place, '--keys', vault], { env: given });
    expect(code).not.toBe(0);
    expect([stdout, stderr]).toEqual(['', expect.stringContaining(said)]);
  });

  it('does not start with keys that a public issuer must not have', async () => {
    const open = join(dir, 'open');
    await saveKeyFile(open, await createKeyFile('did:web:badges.county.example', new Date()));
    const example = join(dir, 'example');
    const text = await readFile('keys.example/encrypted.json', 'utf8');
    await saveKeyFile(example, { ...JSON.parse(text), controller: 'did:web:badges.county.example' });
    for (const keys of [open, example]) {
      const { code, stderr } = await runCli([
        'signer',
        '--socket',
        join(dir, 'run', 'other.sock'),
        '--keys',
        keys,
      ]);
      expect([code, stderr]).toEqual([64, expect.stringMatching(/unencrypted|example key/)]);
    }
  });

  it('lets a public instance be made without a passphrase in it', async () => {
    const county = {
      dataDir: join(dir, 'public'),
      env: { LECTERN_PUBLIC_URL: 'https://badges.county.example', LECTERN_SIGNER_SOCKET: socket },
    };
    const init = ['init', '--name', 'Test County', '--site', 'https://county.example'];
    expect(await runCli(init, county)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('held by the signer'),
    });
    const both = await runCli(init, {
      ...county,
      env: { ...county.env, LECTERN_KEY_PASSPHRASE: PASSPHRASE },
    });
    expect([both.code, both.stderr]).toEqual([64, expect.stringContaining('LECTERN_SIGNER_SOCKET')]);
    const bare = await startSigner(join(dir, 'run', 'bare.sock'), join(dir, 'bare'));
    const refused = await runCli(init, {
      dataDir: join(dir, 'refused'),
      env: { ...county.env, LECTERN_SIGNER_SOCKET: join(dir, 'run', 'bare.sock') },
    });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('must be encrypted')]);
    await bare.kill('SIGTERM');
    expect(await listKeyFiles(join(dir, 'bare'))).toEqual([]);
  });
});

describe('lectern keys encrypt and change-passphrase', { timeout: 180_000 }, () => {
  it('make of plain keys encrypted ones, and give them another passphrase', async () => {
    const plain = { dataDir: join(dir, 'plain'), env: { PORT: `${port}` } };
    const init = ['init', '--name', 'Test County', '--site', 'https://county.example'];
    expect((await runCli(init, plain)).code).toBe(0);
    const [old, next] = [join(dir, 'old.txt'), join(dir, 'next.txt')];
    await writeFile(old, `${PASSPHRASE}\nnot this line\n`, { mode: 0o600 });
    await writeFile(next, 'another passphrase', { mode: 0o600 });
    const withFile = (LECTERN_KEY_PASSPHRASE_FILE: string) => ({
      ...plain,
      env: { ...plain.env, LECTERN_KEY_PASSPHRASE_FILE },
    });

    const nobody = await runCli(['keys', 'encrypt'], plain);
    expect([nobody.code, nobody.stderr]).toEqual([64, expect.stringContaining('Nobody can be asked')]);
    const encrypted = await runCli(['keys', 'encrypt', '--json'], withFile(old));
    expect(JSON.parse(encrypted.stdout)).toMatchObject({
      changed: [expect.stringMatching(/#z6Mk/)],
      unchanged: [],
    });
    expect((await runCli(['keys', 'rotate', '--now'], withFile(old))).code).toBe(0);

    const change = withFile(old);
    const changed = await runCli(['keys', 'change-passphrase', '--json'], {
      ...change,
      env: { ...change.env, LECTERN_KEY_NEW_PASSPHRASE_FILE: next },
    });
    expect(JSON.parse(changed.stdout).changed).toHaveLength(2);
    for (const { file } of await listKeyFiles(join(dir, 'plain', 'keys')))
      expect(file.secretKeyMultibase).toBeUndefined();
    const signs = async (file: string) => {
      const { stdout } = await runCli(['doctor', '--json'], withFile(file));
      return JSON.parse(stdout).find(({ subject }: JsonObject) => subject === 'key').outcome;
    };
    expect([await signs(old), await signs(next)]).toEqual(['failing', 'ok']);

    await chmod(next, 0o644);
    const open = await runCli(['keys', 'list'], withFile(next));
    expect([open.code, open.stderr]).toEqual([64, expect.stringContaining('LECTERN_KEY_PASSPHRASE_FILE')]);
    expect(open.stderr).not.toContain('another passphrase');
  });
});

/** Passes everything on to `to`, but does `act` instead of passing on the `count`th request to sign. */
async function listenBetween(path: string, to: string, count: number, act: () => void): Promise<void> {
  let asked = 0;
  const server = createServer((near) => {
    const far = connect(to);
    near.on('error', () => {});
    far.on('error', () => {});
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
    far.pipe(near);
    near.on('data', (chunk: Buffer) => {
      asked += chunk.toString().split('"request":"sign"').length - 1;
      if (asked < count) far.write(chunk);
      else act();
    });
  });
  await new Promise<void>((up) => server.listen(path, up));
  onTestFinished(() => void server.close());
}
