import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { builtChild } from '../support/built-child.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { expectChain } from '../support/store-contract-audit.ts';

const COUNT = 200;
const SHARED = COUNT / 4;
const DISTINCT = 2 * COUNT - SHARED;
const script = await builtChild('store/reserve-many.ts');

async function reserveMany(url: string, name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, url, name, `${COUNT}`]);
  return JSON.parse(stdout);
}

/** Both migrate an empty database, then reserve and complete with lists so short that they open many of them. */
async function expectNothingSharedOrLost(url: string): Promise<void> {
  const [one, other] = await Promise.all([reserveMany(url, 'one'), reserveMany(url, 'other')]);
  expect([one.length, other.length]).toEqual([COUNT, COUNT]);
  const places = new Set([...one, ...other]);
  expect(places.size).toBe(DISTINCT);
  expect(new Set([...places].map((place) => place.split(' ')[1])).size).toBe(DISTINCT);

  const store = await openStore(url);
  try {
    const credentials = await store.listCredentials({ limit: 1_000 });
    expect(credentials).toHaveLength(DISTINCT);
    const listed = new Set(credentials.map(({ status }) => `${status?.list}/${status?.index}`));
    expect(listed.size).toBe(DISTINCT);
    expect(new Set(credentials.map(({ holderId }) => holderId)).size).toBe(DISTINCT);
    for (const { id } of credentials) expect(await store.listSharesOfCredential(id)).toHaveLength(1);
    expect(await store.listUnfinishedIssuances(new Date(), 10)).toEqual([]);
    const lists = await store.listStatusLists();
    expect(lists.map(({ number }) => number)).toEqual(lists.map((_, i) => i + 1));
    expect(lists.slice(0, -1).every(({ allocated }) => allocated === 48)).toBe(true);
    expect(lists.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(DISTINCT);
    const events = await store.listAudit({ limit: 10_000 });
    expect(events).toHaveLength(2 + 2 * DISTINCT);
    expectChain(events);
  } finally {
    await store.close();
  }
}

test('two processes on one PostgreSQL database share no index and lose nothing', async () => {
  const database = await createPostgresDatabase();
  onTestFinished(() => database.drop());
  await expectNothingSharedOrLost(database.url);
});

test('two processes on one SQLite file share no index and lose nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-two-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expectNothingSharedOrLost(`sqlite:${join(folder, 'lectern.sqlite')}`);
});
