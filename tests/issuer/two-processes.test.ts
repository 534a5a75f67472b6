import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../src/issuer/publish-status-list.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { partAward } from '../support/awards.ts';
import { builtChild } from '../support/built-child.ts';
import { openIssuing } from '../support/open-issuing.ts';
import { createMigratedDatabase } from '../support/postgres.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';
import { expectWhole } from './crash-run.ts';
import type { IssuedPlace, IssueOrder } from './issue-child.ts';

const script = await builtChild('issuer/issue-child.ts');
const NOW = '2026-11-21T12:00:00Z';

async function openOnPostgres(): Promise<TestInstance> {
  const database = await createMigratedDatabase();
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
  const people = (prefix: string) => Array.from({ length: 12 }, (_, i) => `${prefix}-${i}`);
  // The first six requests are made by both.
  const both = people('both').slice(0, 6);
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
  expect(all).toHaveLength(36);
  expect(new Set(all.map(({ id }) => id)).size).toBe(30);
  expect(new Set(all.map(({ place }) => place)).size).toBe(30);
  expect(await issuing.store.listCredentials({ limit: 100 })).toHaveLength(30);
  await expectWhole(issuing.store, issuing.fetchDocument, new Date(NOW));
});

test('two instances that sign the same list at once never serve two lists under one number', async () => {
  const { databaseUrl, keyDir, issuing } = await openOnPostgres();
  const { credential } = await issueCredential(issuing, partAward(), { actor: 'test' });
  const number = credential.status?.list ?? 0;
  // Their clocks differ by a second, so what they sign differs.
  const clocks = [NOW, '2026-11-21T12:00:01Z'].map((at) => ({ now: new Date(at) }));
  const instances = await Promise.all(clocks.map((clock) => openIssuing({ databaseUrl, keyDir, clock })));
  onTestFinished(async () => {
    for (const { close } of instances) await close();
  });
  for (let day = 1; day <= 4; day++) {
    // Older than half a day: whoever asks first signs anew.
    for (const clock of clocks) clock.now = new Date(clock.now.getTime() + 86_400_000);
    const asked = [...instances, ...instances, ...instances];
    const served = await Promise.all(asked.map((instance) => publishStatusList(instance.issuing, number)));
    const [stored] = await issuing.store.listStatusLists();
    const bodies = new Map<number, string>();
    for (const publication of [...served, stored?.publication]) {
      if (!publication) throw new Error('a list was published');
      expect(publication.body).toBe(bodies.get(publication.number) ?? publication.body);
      bodies.set(publication.number, publication.body);
    }
    for (const [i, { issuing: one }] of instances.entries()) {
      const options = { fetchDocument: one.fetchDocument, now: clocks[i]?.now ?? new Date(NOW) };
      for (const body of bodies.values()) {
        const list = JSON.parse(body) as JsonObject;
        const { checks } = await verifyCredential(list, {
          ...options,
          checks: ['structure', 'proof', 'issuer', 'validity'],
        });
        expect(checks.filter(({ outcome }) => outcome === 'passed')).toHaveLength(4);
      }
      const verified = await verifyCredential(JSON.parse(credential.body) as JsonObject, options);
      expect(verified).toMatchObject({ verdict: 'valid' });
    }
  }
});
