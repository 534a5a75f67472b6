import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openVerificationMemory } from '../../src/issuer/verify-many.ts';
import { openDocumentArchive } from '../../src/network/document-archive.ts';
import { openStore } from '../../src/store/open-store.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { findFreePort, type RunningCli, runCli, startServe } from '../support/run-cli.ts';

let dir: string;
let archive: string;
let port: number;
let publicUrl: string;
let credentials: { id: string; holderName: string; body: string }[];
/** What the service itself answers, by URL of the archive's index. */
const served = new Map<string, string>();
let env: Record<string, string>;

const index = async (): Promise<Record<string, string>> =>
  JSON.parse(await readFile(join(archive, 'index.json'), 'utf8'));
const filesOf = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-export-'));
  archive = join(dir, 'archive');
  port = await findFreePort();
  publicUrl = `http://localhost:${port}`;
  env = { PORT: String(port), LECTERN_DATA_DIR: join(dir, 'data') };
  const service: RunningCli = await startServe(port, { env });
  const exported = await runCli(['export', archive, '--json'], { env });
  expect([exported.code, exported.stderr]).toEqual([0, '']);
  expect(JSON.parse(exported.stdout).documents).toBe(Object.keys(await index()).length);
  for (const url of Object.keys(await index())) {
    if (!url.startsWith(publicUrl)) continue;
    const answer = await fetch(url, { headers: { accept: 'application/ld+json, application/json' } });
    served.set(url, answer.ok ? await answer.text() : `${answer.status}`);
  }
  await service.kill('SIGTERM');
  const store = await openStore(`sqlite:${join(dir, 'data', 'lectern.sqlite')}`);
  credentials = (await store.listCredentials({ limit: 1_000 })).map(({ id, holderName, body }) => ({
    id,
    holderName: holderName ?? '',
    body,
  }));
  await store.close();
}, 120_000);
afterAll(() => rm(dir, { recursive: true }));

async function verify(body: string, ...flags: string[]) {
  const { code, stdout, stderr } = await runCli(['verify', '-', '--json', ...flags], { input: body });
  expect(stderr).toBe('');
  return { code, ...JSON.parse(stdout) };
}

/** As plain as they come: files, and index.json where there is a folder. What follows a ? is ignored. */
function serveFiles(root: string): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = join(root, normalize(new URL(request.url ?? '/', publicUrl).pathname));
    const found = await stat(path).catch(() => null);
    const file = found?.isDirectory() ? join(path, 'index.json') : path;
    const content = await readFile(file).catch(() => null);
    response.writeHead(content === null ? 404 : 200, { 'content-type': 'application/octet-stream' });
    response.end(content);
  });
  return new Promise((up) => server.listen(port, 'localhost', () => up(server)));
}

describe('the archive of a practice instance', () => {
  it('answers every address as the service did; lists say the same for longer', async () => {
    const files = await index();
    expect(served.size).toBeGreaterThan(100);
    for (const [url, text] of served) {
      const archived = await readFile(join(archive, files[url] ?? ''), 'utf8');
      if (url.includes('/status/')) {
        const [list, now] = [JSON.parse(archived), JSON.parse(text)];
        const { encodedList } = now.credentialSubject;
        expect(list).toMatchObject({ id: url, issuer: now.issuer, credentialSubject: { encodedList } });
        const years = (Date.parse(list.validUntil) - Date.parse(now.validUntil)) / 31_557_600_000;
        expect(Math.round(years)).toBe(50);
      } else if (url.endsWith('.svg')) expect(archived).toBe(text);
      else expect(JSON.parse(archived)).toEqual(JSON.parse(text));
    }
  });

  it('holds what each credential leads to, at the paths of the service', async () => {
    const files = await index();
    expect(files).toMatchObject({
      [`${publicUrl}/.well-known/did.json`]: '.well-known/did.json',
      [`${publicUrl}/status/1`]: 'status/1',
    });
    for (const { body } of credentials) {
      const { achievement } = JSON.parse(body).credentialSubject;
      expect(files[achievement.id]).toBeDefined();
      expect(files[achievement.image.id]).toBeDefined();
      for (const context of JSON.parse(body)['@context']) expect(files[context]).toBeDefined();
    }
    const known = new Set(Object.values(files));
    const others = (await filesOf(archive)).filter((file) => !known.has(file));
    expect(others.filter((file) => !/^achievements\/[^/]+\/index\.html$/.test(file))).toEqual([
      'README.txt',
      '_headers',
      'index.json',
    ]);
  });

  it('has nothing about people', async () => {
    const names = [...new Set(credentials.map(({ holderName }) => holderName))];
    const written = names.map((name) => JSON.stringify(name).slice(1, -1));
    expect(names.length).toBeGreaterThan(5);
    for (const file of await filesOf(archive)) {
      const text = await readFile(join(archive, file), 'utf8');
      for (const secret of [...names, ...written, ...credentials.map(({ id }) => id), '/c/'])
        expect(text.includes(secret), `${file} has ${secret}`).toBe(false);
      // Contexts define the word.
      if (!file.startsWith('contexts/')) expect(text).not.toMatch(/secretKey/i);
    }
  });

  it('verifies every credential without the service, today and in forty years', async () => {
    const { fetchDocument } = await openDocumentArchive(archive);
    const memory = openVerificationMemory();
    for (const { body } of credentials) {
      const options = { fetchDocument, memory, now: new Date() };
      expect(await verifyCredential(JSON.parse(body), options)).toMatchObject({ verdict: 'valid' });
    }
    const eternal = credentials
      .map(({ body }) => JSON.parse(body))
      .find((one) => one.validUntil === undefined);
    const changed = { ...eternal, credentialSubject: { ...eternal.credentialSubject, name: 'Someone Else' } };
    const policy = join(await mkdtemp(join(tmpdir(), 'lectern-policy-')), 'policy.json');
    const issuers = [...new Set(credentials.map(({ body }) => JSON.parse(body).issuer.id))];
    await writeFile(policy, JSON.stringify({ name: 'P', issuers: issuers.map((id) => ({ id, name: 'I' })) }));
    for (const [credential, now, code, verdict] of [
      [eternal, '2026-12-01T00:00:00Z', 0, 'valid'],
      [eternal, '2066-01-01T00:00:00Z', 0, 'valid'],
      [eternal, '2080-01-01T00:00:00Z', 2, 'status-unknown'],
      [changed, '2066-01-01T00:00:00Z', 1, 'not-genuine'],
    ] as const) {
      const answer = await verify(
        JSON.stringify(credential),
        '--documents',
        archive,
        '--policy',
        policy,
        '--now',
        now,
      );
      expect(answer).toMatchObject({ code, verdict });
    }
  });

  it('lets a plain static server stand in the service’s place', { timeout: 120_000 }, async () => {
    const [one] = credentials;
    expect(await verify(one?.body ?? '')).toMatchObject({ code: 2 });
    const server = await serveFiles(archive);
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    });
    for (const { body } of credentials.slice(0, 5))
      expect(await verify(body)).toMatchObject({ code: 0, verdict: 'valid' });
    const { achievement } = JSON.parse(one?.body ?? '').credentialSubject;
    expect(await (await fetch(achievement.id)).json()).toMatchObject({ id: achievement.id });
  });
});

describe('lectern export', () => {
  it('writes the same files again, over an archive with --force, and over nothing else', async () => {
    const before = await filesOf(archive);
    const again = await runCli(['export', archive], { env });
    expect([again.code, again.stderr]).toEqual([64, expect.stringContaining('--force')]);
    expect((await runCli(['export', archive, '--force', '--years', '2'], { env })).code).toBe(0);
    expect(await filesOf(archive)).toEqual(before);
    const list = JSON.parse(await readFile(join(archive, 'status/1'), 'utf8'));
    expect(Date.parse(list.validUntil)).toBeLessThan(Date.now() + 3 * 31_557_600_000);

    const home = join(dir, 'home');
    await mkdir(home);
    await writeFile(join(home, 'letter.txt'), 'mine');
    for (const flags of [[], ['--force']]) {
      const refused = await runCli(['export', home, ...flags], { env });
      expect([refused.code, await readdir(home)]).toEqual([64, ['letter.txt']]);
    }
    expect((await runCli(['export', join(dir, 'x'), '--years', '1000'], { env })).code).toBe(64);
    expect((await readdir(dir)).sort()).toEqual(['archive', 'data', 'home']);
  });

  it('leaves the list that the service publishes alone', async () => {
    const store = await openStore(`sqlite:${join(dir, 'data', 'lectern.sqlite')}`);
    const body = JSON.parse((await store.getStatusList(1))?.publication?.body ?? '');
    await store.close();
    expect(Date.parse(body.validUntil)).toBeLessThan(Date.now() + 49 * 3_600_000);
  });
});
