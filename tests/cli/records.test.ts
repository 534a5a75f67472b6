import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { CredentialRecord } from '../../src/store/records.ts';
import { findFreePort, runCli, startServe } from '../support/run-cli.ts';
import { type County, foundCounty } from './batch-material.ts';

/** Full records by command line alone, from a roster to a compromised key. */
let county: County;
let port: number;
let fulls: CredentialRecord[];
const DOMAINS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'].map((place) => `Domain ${place}`);
const ROSTER = [
  ['Name', 'Email', 'Hours', ...DOMAINS, 'Capstone', 'Assessors', 'Evidence', 'Award date'],
  ...['Ana Núñez', 'Bo Ek'].map((name, i) => [
    ...[name, `teacher${i}@county.example`, 120, 3, 3, 3, 3, 3, 3, 3, 3, 2],
    ...[`https://portfolio.example/${i}`, '2026-05-15'],
  ]),
]
  .map((row) => `${row.join(',')}\n`)
  .join('');

beforeAll(async () => {
  port = await findFreePort();
  county = await foundCounty({ port: String(port) });
  const file = await county.write('roster.csv', ROSTER);
  expect((await county.lectern(['batch', 'run', file, '--yes'])).code).toBe(0);
  const all = await county.store.listCredentials({ limit: 100 });
  fulls = all
    .filter(({ kind }) => kind === 'full')
    .sort((a, b) => (a.holderName ?? '').localeCompare(b.holderName ?? ''));
});
afterAll(() => county.close());

interface Made {
  id: string;
  of: string;
  shareUrl: string;
}

describe('lectern record', () => {
  it('makes one record of a credential, its link, or its holder, and writes it', async () => {
    const [ana] = fulls as [CredentialRecord];
    const made = await county.ask<Made>(['record', ana.id]);
    expect(made).toMatchObject({ of: ana.id, shareUrl: expect.stringContaining('/c/') });
    const [share] = await county.store.listSharesOfCredential(ana.id);
    const file = join(county.dir, 'record.json');
    const byLink = ['record', `${county.publicUrl}/c/${share?.id}`, '--out', file];
    expect(await county.ask(byLink)).toEqual({ ...made, file });
    expect(await county.ask(['record', '--email', 'teacher0@county.example'])).toEqual(made);
    const body = (await county.store.getCredential(made.id))?.body;
    expect(await readFile(file, 'utf8')).toBe(body);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await county.lectern(['record', ana.id, '--out', '-'])).stdout).toBe(`${body}\n`);
    const { stdout } = await county.lectern(['record', ana.id]);
    for (const word of ['Full record: ', 'Ana Núñez', made.id, made.shareUrl]) expect(stdout).toContain(word);
  });

  it('makes those of everybody who has none', async () => {
    const [ana, bo] = fulls.map(({ id }) => id);
    expect(await county.ask(['record', '--all'])).toMatchObject({
      made: [{ of: bo }],
      already: 1,
      refused: [],
    });
    expect(await county.ask(['record', '--all'])).toEqual({ made: [], already: 2, refused: [] });
    expect(await county.store.listRecordsOfFull(ana ?? '')).toHaveLength(1);
  });

  it.each([
    [],
    ['--all', 'urn:uuid:x'],
    ['--all', '--out', 'x.json'],
    ['urn:uuid:x', '--email', 'teacher0@county.example'],
  ])('says what is wrong with %j', async (...args) => {
    const { code, stderr } = await county.lectern(['record', ...args]);
    expect([code, stderr]).toEqual([64, expect.stringMatching(/^lectern: /)]);
  });

  it('is of full credentials of people who are here', async () => {
    const [part] = (await county.store.listCredentials({ limit: 100 })).filter(
      ({ kind }) => kind === 'micro',
    );
    for (const args of [[part?.id ?? ''], ['urn:uuid:none'], ['--email', 'nobody@county.example']])
      expect((await county.lectern(['record', ...args])).code).toBe(1);
  });
});

it('a record verifies from its file alone, with the public archive and no service', async () => {
  const archive = join(county.dir, 'archive');
  expect((await county.lectern(['export', archive])).code).toBe(0);
  const file = join(county.dir, 'record.json');
  const { code, stdout } = await runCli(['verify', file, '--documents', archive, '--json']);
  expect([code, JSON.parse(stdout).verdict]).toEqual([0, 'valid']);
  const record = JSON.parse(await readFile(file, 'utf8'));
  for (const inner of record.credentialSubject.verifiableCredential) {
    const verified = await runCli(['verify', '-', '--documents', archive], { input: JSON.stringify(inner) });
    expect(verified.code).toBe(0);
  }
  const forged = await county.write(
    'forged.json',
    JSON.stringify(record).replaceAll('2026-05-15', '2025-05-15'),
  );
  expect((await runCli(['verify', forged, '--documents', archive])).code).toBe(1);
});

it('a compromised key: records are made anew of what was issued anew', { timeout: 120_000 }, async () => {
  const before = await Promise.all(
    fulls.map(async ({ id }) => (await county.store.listRecordsOfFull(id))[0]),
  );
  const [part] = (await county.store.listCredentials({ limit: 100 })).filter(
    ({ kind, holderName }) => kind === 'micro' && holderName === 'Bo Ek',
  );
  const withdraw = ['status', 'revoke', part?.id ?? '', '--reason', 'issued-in-error', '--count', '1'];
  const serving = await startServe(port, { dataDir: `${county.dir}/data`, env: { PORT: String(port) } });
  onTestFinished(async () => void (await serving.kill('SIGKILL')));
  expect((await county.lectern(withdraw)).code).toBe(0);
  const [key] = await county.ask<{ id: string }[]>(['keys', 'list']);
  const [share] = await county.store.listSharesOfCredential(before[0]?.id ?? '');
  // Two people with nine credentials and a record each, one of which is withdrawn.
  const answer = await county.ask<JsonObject>(['keys', 'revoke', key?.id ?? '', '--count', '19']);
  expect(answer).toMatchObject({ reissued: 19, left: [] });

  const [ana, bo] = await Promise.all(
    before.map(async (record) => county.store.getCredential(record?.id ?? '')),
  );
  const fresh = await county.store.getCredential(ana?.replacedBy ?? '');
  expect(fresh).toMatchObject({ standing: 'in-force', replaces: ana?.id });
  // Bo has no full record now: a part of it is withdrawn.
  expect(bo).toMatchObject({ standing: 'revoked', replacedBy: null });
  expect((await county.store.getShare(share?.id ?? ''))?.credential.id).toBe(fresh?.id);
  const inside: { id: string }[] = JSON.parse(fresh?.body ?? '').credentialSubject.verifiableCredential;
  expect(inside).toHaveLength(9);
  for (const { id } of inside) expect((await county.store.getCredential(id))?.standing).toBe('in-force');
  expect(fresh?.body).not.toContain(key?.id);
  expect((await runCli(['verify', `${county.publicUrl}/c/${share?.id}`])).code).toBe(0);
});
