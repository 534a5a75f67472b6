import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { openSigning, rowOf } from '../support/batch-fixtures.ts';
import { builtChild } from '../support/built-child.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { expectChain } from '../support/store-contract-audit.ts';
import { auditOf, issuerOf } from '../support/store-fixtures.ts';

const BATCHES = 4;
const ROWS = 200;
const PEOPLE = 300;
const script = await builtChild('store/issue-batches.ts');
const issueBatches = (url: string, name: string, ids: readonly string[]) =>
  promisify(execFile)(process.execPath, [script, url, name, ...ids]);

/** Both issue the same batches, which are for overlapping people, in another order each. */
async function expectNothingDoubled(url: string): Promise<void> {
  const store = await openStore(url);
  onTestFinished(() => store.close());
  await store.migrate();
  await store.saveIssuer(issuerOf(''), auditOf('issuer-saved', ''));
  const ids: string[] = [];
  for (let b = 0; b < BATCHES; b++) {
    const rows = Array.from({ length: ROWS }, (_, i) =>
      rowOf(i, { rowRef: `P-${((b % 2 ? i : ROWS - i) * 7 + b * 50) % PEOPLE}` }),
    );
    ids.push((await openSigning(store, rows)).id);
  }
  await Promise.all([issueBatches(url, 'one', ids), issueBatches(url, 'other', ids)]);

  const credentials = await store.listCredentials({ limit: 10_000 });
  const counted = { issued: 0, refused: 0, already: 0 };
  for (const id of ids) {
    const counts = await store.countBatchRows(id, 1);
    const { issued, refused, already } = counts;
    expect(await store.getBatch(id)).toMatchObject({ open: 0, totals: { issued, refused, already } });
    expect(issued + refused + already).toBe(ROWS);
    counted.issued += issued;
    counted.refused += refused;
    counted.already += already;
  }
  expect(credentials).toHaveLength(counted.issued);
  expect(counted.already).toBeGreaterThan(0);
  expect(new Set(credentials.map(({ holderId }) => holderId)).size).toBe(counted.issued);
  for (const { id } of credentials) expect(await store.listSharesOfCredential(id)).toHaveLength(1);

  // Refused ones too have their own index.
  const used = counted.issued + counted.refused;
  const places = new Set<string>();
  for (const id of ids)
    for (const { credentialId } of await store.listBatchRows(id, 1, { limit: ROWS, outcomes: ['issued'] })) {
      const status = (await store.getCredential(credentialId ?? ''))?.status;
      places.add(`${status?.list}/${status?.index}`);
    }
  expect(places.size).toBe(counted.issued);
  const lists = await store.listStatusLists();
  expect(lists.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(used);
  expect(lists.slice(0, -1).every(({ allocated }) => allocated === 192)).toBe(true);
  const log = await store.listAudit({ limit: 10_000 });
  const closed = log.flatMap(({ details }) => details['closed'] ?? []);
  expect(new Set(closed).size).toBe(used);
  expect(closed).toHaveLength(used);
  expectChain(log);
}

test('two processes on one PostgreSQL database issue the same batches once', async () => {
  const database = await createPostgresDatabase();
  onTestFinished(() => database.drop());
  await expectNothingDoubled(database.url);
});

test('two processes on one SQLite file issue the same batches once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lectern-two-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await expectNothingDoubled(`sqlite:${join(folder, 'lectern.sqlite')}`);
});
