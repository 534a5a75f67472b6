import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDocumentArchive } from '../../src/network/document-archive.ts';
import { expectFailure } from './expect-failure.ts';

const DID_URL = 'https://badges.example.org/.well-known/did.json';
const fetchedAt = new Date('2026-11-21T08:00:00Z');
let parent: string;
let dir: string;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'lectern-archive-'));
  dir = join(parent, 'archive');
  await mkdir(join(dir, 'status'), { recursive: true });
  await writeFile(join(parent, 'secret.json'), '{"secret":true}');
  await writeFile(join(dir, 'did.json'), '{"id":"did:web:badges.example.org"}');
  await utimes(join(dir, 'did.json'), fetchedAt, fetchedAt);
  await writeFile(join(dir, 'status/1.json'), '{"list":1}');
  await writeFile(join(dir, 'page.html'), '<!doctype html>');
  await writeFile(join(dir, 'large.json'), JSON.stringify({ a: 'a'.repeat(1_000_000) }));
  await symlink(join(parent, 'secret.json'), join(dir, 'link.json'));
  await writeFile(
    join(dir, 'index.json'),
    JSON.stringify({
      [DID_URL]: 'did.json',
      'https://a.example/status': 'status/1.json',
      'https://a.example/dots-inside': 'status/../did.json',
      'https://a.example/dots': '../secret.json',
      'https://a.example/dots-missing': '../no-such.json',
      'https://a.example/absolute': join(parent, 'secret.json'),
      'https://a.example/link': 'link.json',
      'https://a.example/folder': 'status',
      'https://a.example/missing': 'missing.json',
      'https://a.example/html': 'page.html',
      'https://a.example/large': 'large.json',
    }),
  );
});
afterAll(() => rm(parent, { recursive: true }));

test('a document comes from its file, with the date of the file', async () => {
  const { fetchDocument } = await openDocumentArchive(dir);
  expect(await fetchDocument(DID_URL)).toEqual({ document: { id: 'did:web:badges.example.org' }, fetchedAt });
  expect((await fetchDocument('https://a.example/status')).document).toEqual({ list: 1 });
  expect((await fetchDocument('https://a.example/dots-inside')).document).toHaveProperty('id');
});

test('what is no document comes as its bytes, within the archive too', async () => {
  const { fetchBytes } = await openDocumentArchive(dir);
  expect(Buffer.from(await fetchBytes('https://a.example/html')).toString()).toBe('<!doctype html>');
  expect(await fetchBytes('https://a.example/large')).toHaveLength(1_000_008);
  await expectFailure(fetchBytes('https://a.example/dots'), 'refused');
  await expectFailure(fetchBytes('https://nowhere.example/'), 'not-found');
});

test.each([
  ['https://nowhere.example/', 'not-found'],
  ['__proto__', 'not-found'],
  ['https://a.example/missing', 'not-found'],
  ['https://a.example/folder', 'not-found'],
  ['https://a.example/absolute', 'not-found'],
  ['https://a.example/dots', 'refused'],
  ['https://a.example/dots-missing', 'refused'],
  ['https://a.example/link', 'refused'],
  ['https://a.example/html', 'not-json'],
  ['https://a.example/large', 'too-large'],
] as const)('%s is %s', async (url, reason) => {
  const { fetchDocument } = await openDocumentArchive(dir);
  await expectFailure(fetchDocument(url), reason);
});

test.each([
  ['no index', undefined],
  ['an index that is not JSON', 'URL,file'],
  ['an index that names no files', '{"https://a.example/":{"file":"a.json"}}'],
])('a directory with %s is no archive', async (_, index) => {
  const bad = await mkdtemp(join(parent, 'bad-'));
  if (index !== undefined) await writeFile(join(bad, 'index.json'), index);
  await expect(openDocumentArchive(bad)).rejects.toHaveProperty('code', 'CONFIG_INVALID');
});

test('a directory that is not there is no archive', async () => {
  await expect(openDocumentArchive(join(parent, 'nowhere'))).rejects.toHaveProperty('code', 'CONFIG_INVALID');
});

test('the archive of documents that others made can be read', async () => {
  const interop = process.env['LECTERN_INTEROP_DIR'] ?? '../shared/interop';
  const { fetchDocument } = await openDocumentArchive(join(interop, 'documents'));
  const { document } = await fetchDocument(
    'https://digitalcredentials.github.io/vc-test-fixtures/dids/legacy/did.json',
  );
  expect(document).toHaveProperty('id');
});
