import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { readCohort } from '../../src/issuer/practice/read-cohort.ts';
import type { Store } from '../../src/store/store.ts';
import { expectWhole } from '../issuer/crash-run.ts';
import { openIssuing } from '../support/open-issuing.ts';
import {
  findFreePort,
  type RunningCli,
  runCli,
  startCli,
  startServe,
  waitUntil,
} from '../support/run-cli.ts';

/** One of the cohort has everything. */
const FULL_RECORDS = 1;

let dataDir: string;
let port: number;
let running: RunningCli | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lectern-practice-'));
  port = await findFreePort();
});
afterEach(async () => {
  await running?.kill('SIGKILL');
  running = undefined;
  await rm(dataDir, { recursive: true });
});

interface Practice {
  publicUrl: string;
  issuer: { did: string; name: string };
  apiToken: string;
  credentials: { id: string; name: string; holderName: string; kind: string; shareUrl: string }[];
}
const readPractice = async (): Promise<Practice> =>
  JSON.parse(await readFile(join(dataDir, 'practice.json'), 'utf8'));
const modeOf = async (name: string) => (await stat(join(dataDir, name))).mode & 0o777;

/** Looks into the instance's store from outside. */
async function openBeside() {
  const opened = await openIssuing({
    databaseUrl: `sqlite:${join(dataDir, 'lectern.sqlite')}`,
    keyDir: join(dataDir, 'keys'),
    publicUrl: `http://localhost:${port}`,
    clock: { now: new Date() },
  });
  onTestFinished(() => opened.close());
  return opened.issuing;
}

describe('practice mode', () => {
  it('is up with one command, and finds everything as it was at the second', {
    timeout: 120_000,
  }, async () => {
    running = await startServe(port, { dataDir });
    const awards = readCohort();
    const practice = await readPractice();

    // The contract of DESIGN §8.
    expect(Object.keys(practice)).toEqual(['publicUrl', 'issuer', 'apiToken', 'credentials']);
    expect(practice).toMatchObject({
      publicUrl: `http://localhost:${port}`,
      issuer: { did: `did:web:localhost%3A${port}`, name: expect.stringContaining('SAMPLE') },
      apiToken: expect.stringMatching(/^lectern_/),
    });
    expect(practice.credentials).toHaveLength(awards.length);
    expect(practice.credentials.map(({ holderName }) => holderName)).toEqual(
      awards.map(({ holder }) => holder.name),
    );
    const kinds = practice.credentials.map(({ kind }) => kind);
    expect(['micro', 'capstone', 'full'].map((kind) => kinds.includes(kind))).toEqual([true, true, true]);
    expect(new Set(practice.credentials.flatMap(({ id, shareUrl }) => [id, shareUrl])).size).toBe(
      2 * awards.length,
    );
    expect([
      await modeOf('practice.json'),
      await modeOf('.'),
      await modeOf('keys'),
      await modeOf('lectern.sqlite'),
    ]).toEqual([0o600, 0o700, 0o700, 0o600]);
    for (const name of await readdir(join(dataDir, 'keys'))) expect(await modeOf(`keys/${name}`)).toBe(0o600);

    for (const { shareUrl } of practice.credentials) expect(running.stdout()).toContain(shareUrl);
    expect(running.stdout()).toMatch(/[▀▄█]{5}/);
    expect(running.stdout()).not.toContain(practice.apiToken);

    const full = practice.credentials.find(({ kind }) => kind === 'full');
    const page = await (await fetch(full?.shareUrl ?? '', { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('SAMPLE');
    const headers = { authorization: `Bearer ${practice.apiToken}` };
    const listed = await fetch(`${practice.publicUrl}/api/credentials?limit=200`, { headers });
    // The full credential has its full record beside what was awarded.
    expect((await listed.json()).credentials).toHaveLength(awards.length + FULL_RECORDS);
    expect(page).toContain('Open the full record');
    const checked = await runCli(['verify', full?.shareUrl ?? '', '--json']);
    expect([checked.code, JSON.parse(checked.stdout)]).toMatchObject([0, { verdict: 'valid' }]);

    expect(await running.kill('SIGTERM')).toMatchObject({ code: 0, signal: null, stderr: '' });
    running = await startServe(port, { dataDir });
    expect(await readPractice()).toEqual(practice);
    expect(await running.kill('SIGINT')).toMatchObject({ code: 0, signal: null });

    // What would break every link is refused, in words, and changes nothing.
    const other = await findFreePort();
    for (const env of [
      { PORT: `${other}` },
      { LECTERN_PUBLIC_URL: 'https://badges.county.example', LECTERN_KEY_PASSPHRASE: 'a long passphrase' },
    ] as Record<string, string>[]) {
      const refused = await runCli(['serve'], { dataDir, env });
      expect([refused.code, refused.stderr]).toEqual([
        64,
        expect.stringMatching(/LECTERN_DATA_DIR|unencrypted/),
      ]);
    }
    const init = await runCli(['init', '--name', 'Real', '--site', 'https://county.example'], {
      dataDir,
      env: { PORT: `${port}` },
    });
    expect([init.code, init.stderr]).toEqual([64, expect.stringContaining('practice')]);
    expect(await readPractice()).toEqual(practice);
  });

  it('that is killed again and again while it begins makes each credential once', {
    timeout: 120_000,
  }, async () => {
    const count = async (store: Store) => (await store.listCredentials({ limit: 200 })).length;
    const env = { PORT: `${port}` };

    running = startCli(['serve'], { dataDir, env });
    await waitUntil(running, async () => (await readdir(dataDir)).length > 0);
    await running.kill('SIGKILL');

    running = startCli(['serve'], { dataDir, env });
    await waitUntil(running, async () => (await readdir(join(dataDir, 'keys')).catch(() => [])).length > 0);
    await running.kill('SIGKILL');

    const { store, fetchDocument } = await openBeside();
    const made: number[] = [];
    for (const atLeast of [1, 8, 20]) {
      running = startCli(['serve'], { dataDir, env });
      await waitUntil(running, async () => (await count(store)) >= atLeast);
      expect(await running.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });
      made.push(await count(store));
    }
    const awards = readCohort();
    expect(made.at(-1)).toBeLessThan(awards.length);
    const before = await store.listCredentials({ limit: 200 });

    running = await startServe(port, { dataDir });
    expect(await count(store)).toBe(awards.length + FULL_RECORDS);
    for (const credential of before) expect(await store.getCredential(credential.id)).toEqual(credential);
    await expectWhole(store, fetchDocument, new Date());
    const practice = await readPractice();
    expect(practice.credentials.map(({ id }) => id).sort()).toEqual(
      (await store.listCredentials({ limit: 200 }))
        .filter(({ kind }) => kind !== 'other')
        .map(({ id }) => id)
        .sort(),
    );
    expect((await readdir(join(dataDir, 'keys'))).filter((name) => name.endsWith('.json'))).toHaveLength(1);
  });

  it('says which port is taken', async () => {
    running = await startServe(port, { dataDir });
    const second = await runCli(['serve'], { dataDir, env: { PORT: `${port}` } });
    expect([second.code, second.stderr]).toEqual([64, expect.stringContaining(`Port ${port} is in use`)]);
  });
});
