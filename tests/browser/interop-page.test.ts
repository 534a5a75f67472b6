import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { makeRecord } from '../../src/issuer/record/make-record.ts';
import { orderStatusChange } from '../../src/issuer/status/order-status.ts';
import type { VerificationResult } from '../../src/model/verification.ts';
import { didWebOf } from '../../src/proof/did-url.ts';
import { partAward } from '../support/awards.ts';
import { launchBrowser } from '../support/browser.ts';
import { pdfWith, zipOf } from '../support/containers.ts';
import {
  type ExpectedCredential,
  interopPath,
  readInteropBytes,
  readInteropJson,
} from '../support/interop.ts';
import { issueEverything } from '../support/issue-everything.ts';
import { runCli } from '../support/run-cli.ts';
import { type ServedInstance, serveTestInstance } from '../support/served-instance.ts';

/**
 * The page as it is served and the command as it is built are handed the same files at once, with the same policy, and the same world
 * around them: what others publish, from the interop set, and what the instance publishes. Each file gets the same verdict from both.
 */
let dir: string;
let browser: Browser;
let instance: ServedInstance;
let context: BrowserContext;
let files: Handed[];
let policy: string;
/** What was asked of sites that are not the instance's. */
const askedOutside: string[] = [];

interface Handed {
  name: string;
  bytes: Uint8Array;
}
/** Of each file by its name; where it has a digest, that tells that it was that file. */
type Verdicts = Record<string, { verdict: string; sha256?: string }>;

beforeAll(async () => {
  [dir, browser, instance] = await Promise.all([
    mkdtemp(join(tmpdir(), 'lectern-interop-page-')),
    launchBrowser(),
    serveTestInstance(),
  ]);
  const others = readInteropJson<ExpectedCredential[]>('expected.json');
  // Two may be of one name in different folders.
  const theirs = others.map(({ file }, index) => ({
    name: `${index}-${basename(file)}`,
    bytes: readInteropBytes(file),
  }));
  files = [...theirs, ...(await makeOurs())];
  const known = new Set(others.map(({ issuer }) => issuer).filter((issuer) => issuer.startsWith('did:')));
  // All but one, so that somebody is unknown.
  known.delete(others.find(({ file }) => file.includes('mit-learn'))?.issuer ?? '');
  const issuers = [didWebOf(instance.publicUrl), ...known].map((id) => ({ id, name: id }));
  policy = JSON.stringify({ name: 'Interop', issuers });
  await publishWorld();
});
afterAll(async () => {
  await context?.close();
  await browser?.close();
  await instance?.close();
  await rm(dir, { recursive: true, force: true });
});

/** One of everything that Lectern makes, and what people make of it. */
async function makeOurs(): Promise<Handed[]> {
  const { full, share, ids } = await issueEverything(instance);
  const made = await makeRecord(instance.issuing, full.id, { actor: 'test' });
  const bodyOf = async (code: string) =>
    (await instance.issuing.store.getCredential(ids[code] ?? ''))?.body ?? '';
  const [micro, second, capstone] = (await Promise.all(
    ['tlms-1', 'tlms-2', 'tlms-capstone'].map(bodyOf),
  )) as [string, string, string];
  const holder = { name: 'Rita Revoked', email: 'rita@teachers.example' };
  const withdrawn = await issueCredential(instance.issuing, partAward('tlms-3', { holder }), {
    actor: 'test',
  });
  await orderStatusChange(instance.issuing, {
    action: 'revoke',
    selection: { credentials: [withdrawn.credential.id] },
    grounds: { reason: 'issued-in-error' },
    count: 1,
    actor: 'test',
  });
  const shared = async (form: string) =>
    new Uint8Array(await (await fetch(`${instance.publicUrl}/c/${share?.id}${form}`)).arrayBuffer());
  const presentation = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    verifiableCredential: [JSON.parse(second)],
  };
  const forged = micro.replace('Ana Núñez', 'Eva Núñez');
  const ours: [name: string, content: string | Uint8Array][] = [
    ['micro.json', micro],
    ['capstone.json', capstone],
    ['revoked.json', withdrawn.credential.body],
    ['full.json', full.body],
    ['record.json', made.credential.body],
    ['presentation.json', JSON.stringify(presentation)],
    ['badge.png', await shared('.png')],
    ['badge.svg', await shared('.svg')],
    ['letter.pdf', await pdfWith({ 'credential.json': await bodyOf('tlms-4') })],
    ['one.zip', zipOf({ name: 'a.json', content: await bodyOf('tlms-5') })],
    ['forged.json', forged],
    ['forged.zip', zipOf({ name: 'a.json', content: capstone.replace('Ana Núñez', 'Eva Núñez') })],
    ['note.txt', 'Not a credential.'],
  ];
  return ours.map(([name, content]) => ({
    name: `ours-${name}`,
    bytes: new Uint8Array(Buffer.from(content)),
  }));
}

/** As an archive for the command, and as what answers the page. */
async function publishWorld(): Promise<void> {
  const index = readInteropJson<Record<string, string>>('documents/index.json');
  const archive: Record<string, string> = {};
  await mkdir(join(dir, 'documents'));
  const keep = async (url: string, document: string | Uint8Array) => {
    archive[url] = `${Object.keys(archive).length}.json`;
    await writeFile(join(dir, 'documents', archive[url]), document);
  };
  for (const [url, file] of Object.entries(index))
    await keep(url, await readFile(interopPath(`documents/${file}`)));
  const texts = files.map(({ bytes }) => Buffer.from(bytes).toString());
  const lists = new Set(texts.flatMap((text) => text.match(/http:\/\/localhost:\d+\/status\/\d+/g) ?? []));
  for (const url of [`${instance.publicUrl}/.well-known/did.json`, ...lists])
    await keep(url, new Uint8Array(await (await fetch(url)).arrayBuffer()));
  await writeFile(join(dir, 'documents', 'index.json'), JSON.stringify(archive));
  context = await browser.newContext();
  await context.route(
    (url) => url.origin !== instance.publicUrl && url.protocol !== 'blob:',
    async (route) => {
      const url = route.request().url();
      askedOutside.push(`${route.request().method()} ${url}`);
      const file = index[url];
      const headers = { 'access-control-allow-origin': '*', 'content-type': 'application/json' };
      await route.fulfill({
        status: file === undefined ? 404 : 200,
        headers,
        body: file === undefined ? '' : await readFile(interopPath(`documents/${file}`)),
      });
    },
  );
}

/** Every file in one go: a verdict for each, by its name. */
type Driver = (handed: readonly Handed[]) => Promise<Verdicts>;

const page: Driver = async (handed) => {
  const opened = await context.newPage();
  await opened.goto(`${instance.publicUrl}/verify`);
  const given = handed.map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) }));
  await opened.setInputFiles('#file', given);
  const chosen = { name: 'policy.json', mimeType: 'application/json', buffer: Buffer.from(policy) };
  await opened.setInputFiles('#policy', chosen);
  await opened.click('#check-form button[type=submit]');
  await opened.waitForSelector('[data-many="receipts"]:visible');
  const [download] = await Promise.all([opened.waitForEvent('download'), opened.click('[data-many="csv"]')]);
  const rows: Record<'source_file' | 'verdict_code' | 'sha256', string>[] = parse(
    await readFile(await download.path()),
    {
      bom: true,
      columns: true,
    },
  );
  await opened.close();
  // What is handed in twice has one row with both names, and the digest of one of the files.
  return Object.fromEntries(
    rows.flatMap(({ source_file, verdict_code: verdict, sha256 }) =>
      source_file
        .split('; ')
        .map((name, _, all) => [name, { verdict, ...(all.length > 1 ? {} : { sha256 }) }] as const),
    ),
  );
};

const command: Driver = async (handed) => {
  const folder = await mkdtemp(join(dir, 'files-'));
  for (const { name, bytes } of handed) await writeFile(join(folder, name), bytes);
  await writeFile(join(dir, 'policy.json'), policy);
  const world = ['--policy', join(dir, 'policy.json'), '--documents', join(dir, 'documents')];
  const paths = handed.map(({ name }) => join(folder, name));
  const { stdout, stderr } = await runCli(['verify', '--json', ...world, '--', ...paths]);
  expect(stderr).toBe('');
  const results: VerificationResult[] = JSON.parse(stdout);
  return Object.fromEntries(
    results.map(({ verdict, sha256 }, index) => [
      handed[index]?.name ?? '',
      { verdict, ...(sha256 === undefined ? {} : { sha256 }) },
    ]),
  );
};

describe('the page and the command', () => {
  it('say the same of every file that others made, and of one of everything that Lectern makes', async () => {
    const [rows, byCommand] = [await page(files), await command(files)];
    // An archive of one file is that file on the page, under both names and with that file's digest.
    const byPage = Object.fromEntries(
      Object.entries(rows).map(([name, { verdict, sha256 }]) => {
        const isEntry = name.includes(' › ') || sha256 === undefined;
        return [name.split(' › ')[0] ?? '', isEntry ? { verdict } : { verdict, sha256 }];
      }),
    );
    expect(Object.keys(byPage)).toHaveLength(files.length);
    expect(byCommand).toMatchObject(byPage);
    const verdicts = Object.fromEntries(Object.entries(byPage).map(([name, { verdict }]) => [name, verdict]));
    expect(verdicts).toMatchObject({
      ...Object.fromEntries(
        ['micro.json', 'capstone.json', 'full.json', 'record.json', 'presentation.json']
          .concat(['badge.png', 'badge.svg', 'letter.pdf', 'one.zip'])
          .map((name) => [`ours-${name}`, 'valid']),
      ),
      'ours-revoked.json': 'revoked',
      'ours-forged.json': 'not-genuine',
      'ours-forged.zip': 'not-genuine',
      'ours-note.txt': 'unreadable',
    });
    // A set of many answers, or this test shows little.
    expect(new Set(Object.values(verdicts)).size).toBeGreaterThan(8);
    expect(askedOutside.filter((request) => !request.startsWith('GET https://'))).toEqual([]);
  });

  it('say the same of what is packed together as of each by itself', async () => {
    const contentOf = (name: string) => files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
    const [micro, forged, revoked, letter] = ['micro.json', 'forged.json', 'revoked.json', 'letter.pdf'].map(
      (name) => contentOf(`ours-${name}`),
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const entries = { 'a.json': micro, 'b.json': forged, 'c.json': revoked, 'd.pdf': letter };
    const packed = Object.entries(entries).map(([name, content]) => ({ name, content }));
    const zip = new Uint8Array(zipOf(...packed));
    const byPage = await page([{ name: 'several.zip', bytes: zip }]);
    const byCommand = await command([
      ...Object.entries(entries).map(([name, bytes]) => ({ name: `several.zip › ${name}`, bytes })),
      { name: 'several.zip', bytes: zip },
    ]);
    const { 'several.zip': whole, ...each } = byCommand;
    expect(byPage).toEqual(each);
    expect(Object.values(byPage).map(({ verdict }) => verdict)).toEqual(
      expect.arrayContaining(['valid', 'not-genuine', 'revoked']),
    );
    expect(whole?.verdict).toBe('not-genuine');
  });
});
