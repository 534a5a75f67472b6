import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../src/issuer/publish-status-list.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { partAward } from '../support/awards.ts';
import { openIssuing } from '../support/open-issuing.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';
import { expectWhole } from './crash-run.ts';
import type { IssuedPlace, IssueOrder } from './issue-child.ts';

const script = fileURLToPath(new URL('issue-child.ts', import.meta.url));
const NOW = '2026-11-21T12:00:00Z';

async function openOnPostgres(): Promise<TestInstance> {
  const database = await createPostgresDatabase();
  const instance = await openTestInstance({ databaseUrl: database.url });
  onTestFinished(async () => {
    await instance.close();
    await database.drop();
  });
  return instance;
}

async function issueInAnotherProcess(order: IssueOrder): Promise<IssuedPlace[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(order)]);
  return JSON.parse(stdout);
}

const awardsOf = (people: readonly string[]) =>
  people.map((externalId) => partAward('tlms-1', { holder: { name: 'Same Name', externalId } }));

test('two processes that issue at once share no index and lose nothing', { timeout: 120_000 }, async () => {
  const { databaseUrl, keyDir, issuing } = await openOnPostgres();
  const people = (prefix: string) => Array.from({ length: 20 }, (_, i) => `${prefix}-${i}`);
  // The first ten requests are made by both.
  const both = people('both').slice(0, 10);
  const order = { databaseUrl, keyDir, now: NOW };
  const [one, other] = await Promise.all(
    ['one', 'other'].map((name) =>
      issueInAnotherProcess({ ...order, awards: awardsOf([...both, ...people(name)]) }),
    ),
  );
  const issued = new Map((one ?? []).map((entry) => [entry.externalId, entry]));
  for (const externalId of both)
    expect(other?.find((entry) => entry.externalId === externalId)).toEqual(issued.get(externalId));
  const all = [...(one ?? []), ...(other ?? [])];
  expect(all).toHaveLength(60);
  expect(new Set(all.map(({ id }) => id)).size).toBe(50);
  expect(new Set(all.map(({ place }) => place)).size).toBe(50);
  expect(await issuing.store.listCredentials({ limit: 100 })).toHaveLength(50);
  await expectWhole(issuing.store, issuing.fetchDocument, new Date(NOW));
});

test('two instances that sign the same list at once both serve one that verifies, the same one', async () => {
  const { databaseUrl, keyDir, issuing } = await openOnPostgres();
  const { credential } = await issueCredential(issuing, partAward(), { actor: 'test' });
  const number = credential.status?.list ?? 0;
  const clock = { now: new Date(NOW) };
  const instances = await Promise.all([1, 2].map(() => openIssuing({ databaseUrl, keyDir, clock })));
  onTestFinished(async () => {
    for (const { close } of instances) await close();
  });
  for (let day = 1; day <= 4; day++) {
    // Older than half a day: whoever asks first signs anew.
    clock.now = new Date(clock.now.getTime() + 86_400_000);
    const asked = [...instances, ...instances, ...instances];
    const served = await Promise.all(asked.map((instance) => publishStatusList(instance.issuing, number)));
    const [stored] = await issuing.store.listStatusLists();
    for (const publication of served) {
      expect(publication).toEqual(stored?.publication);
      expect(publication?.number).toBe(day + 1);
    }
    const { fetchDocument } = (instances[day % 2] as (typeof instances)[0]).issuing;
    const list = JSON.parse(served[0]?.body ?? '{}') as JsonObject;
    const { checks } = await verifyCredential(list, {
      fetchDocument,
      now: clock.now,
      checks: ['proof', 'issuer'],
    });
    expect(checks.filter(({ outcome }) => outcome === 'passed').map(({ check }) => check)).toEqual([
      'proof',
      'issuer',
    ]);
    const credentialBody = JSON.parse(credential.body) as JsonObject;
    expect(await verifyCredential(credentialBody, { fetchDocument, now: clock.now })).toMatchObject({
      verdict: 'valid',
    });
  }
});
