import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptySpool, spoolFile } from '../../src/http/batches/spool-file.ts';
import type { RosterSource } from '../../src/roster/roster-source.ts';
import {
  checkRoster,
  type DescribedBatch,
  readBatch,
  rosterOf,
  rosterRow,
  sendRoster,
} from '../support/batch-requests.ts';
import { openTestApp, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let next = 0;
beforeAll(async () => {
  test = await openTestApp();
});
afterAll(() => test.close());

/** Content that no batch has yet. */
const fresh = () => rosterOf([rosterRow(next++)]);

async function textOf(source: RosterSource): Promise<string> {
  let text = '';
  for await (const chunk of source.open()) text += Buffer.from(chunk).toString();
  return text;
}

describe('the spool', () => {
  it('holds nothing by name, not even while a roster is read', async () => {
    await checkRoster(test, fresh());
    expect(readdirSync(test.spoolDir)).toEqual([]);
    expect(statSync(test.spoolDir).mode & 0o777).toBe(0o700);
    const seen: string[][] = [];
    async function* chunks() {
      yield Buffer.from('a');
      seen.push(readdirSync(test.spoolDir));
      yield Buffer.from('bc');
    }
    const file = await spoolFile(test.spoolDir, chunks(), 10);
    for (let reading = 0; reading < 2; reading++) expect(await textOf(file)).toBe('abc');
    await file.close();
    expect(seen).toEqual([[]]);
    await expect(textOf(file)).rejects.toThrow();
  });

  it('is emptied of what a killed process left', async () => {
    writeFileSync(`${test.spoolDir}/left`, 'x');
    await emptySpool(test.spoolDir);
    expect(readdirSync(test.spoolDir)).toEqual([]);
  });
});

describe('a check that fails after the answer', () => {
  it('is in the log, and the batch says so; sent again it is checked', async () => {
    const { addBatchRows } = test.issuing.store;
    test.issuing.store.addBatchRows = () => Promise.reject(new Error('SECRET of the database'));
    const roster = fresh();
    const failed = await checkRoster(test, roster);
    test.issuing.store.addBatchRows = addBatchRows;
    expect(failed).toMatchObject({ state: 'draft', checking: null, problem: { code: 'UNEXPECTED' } });
    expect(JSON.stringify(failed)).not.toContain('SECRET');
    expect(test.log()).toMatch(
      /SECRET of the database.*a check failed|a check failed.*SECRET of the database/s,
    );
    expect(await checkRoster(test, roster)).toMatchObject({ id: failed.id, state: 'checked', problem: null });
  });

  it('because the service stops says so too', async () => {
    const other = await openTestApp();
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { addBatchRows } = other.issuing.store;
    other.issuing.store.addBatchRows = async (...args) => {
      await held;
      return addBatchRows(...args);
    };
    // More than the reader holds at once: there is something left to read when it stops.
    const rows = [...Array(20_000)].map((_, i) => rosterRow(i));
    const { id } = (await (await sendRoster(other, rosterOf(rows))).json()) as DescribedBatch;
    const closed = other.checks.close();
    go();
    await closed;
    expect(await readBatch(other, id)).toMatchObject({
      state: 'draft',
      checking: null,
      problem: { code: 'CHECK_BROKEN_OFF' },
    });
    await other.close();
  });
});
