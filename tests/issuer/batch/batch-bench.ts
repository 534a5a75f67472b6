import { expect } from 'vitest';
import { openBatchQueue } from '../../../src/issuer/batch/batch-queue.ts';
import { type BatchReport, readReport } from '../../../src/issuer/batch/batch-report.ts';
import type { BatchSettings } from '../../../src/issuer/batch/batch-settings.ts';
import { checkBatch } from '../../../src/issuer/batch/check-batch.ts';
import { startBatch } from '../../../src/issuer/batch/move-batch.ts';
import { workOnBatches } from '../../../src/issuer/batch/work-on-batches.ts';
import type { Issuing } from '../../../src/issuer/issuing.ts';
import { openVerificationMemory } from '../../../src/issuer/verify-many.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { VerificationResult } from '../../../src/model/verification.ts';
import type { BatchRecord, BatchRow, RowOutcome } from '../../../src/store/batch-store.ts';
import type { JobQueue } from '../../../src/store/job-queue.ts';
import type { CredentialRecord } from '../../../src/store/records.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { sourceOf } from '../../roster/roster-material.ts';
import {
  openTestInstance,
  type TestInstance,
  type TestInstanceOptions,
} from '../../support/test-instance.ts';

/** A real instance with a real queue, and what the tests of batches do again and again. */
export interface Bench extends TestInstance {
  queue: JobQueue;
}

export async function openBench(options: TestInstanceOptions = {}): Promise<Bench> {
  const instance = await openTestInstance(options);
  const queue = await openBatchQueue(instance.databaseUrl);
  return {
    ...instance,
    queue,
    async close() {
      await queue.close();
      await instance.close();
    },
  };
}

export function check(
  { issuing }: { issuing: Issuing },
  content: string | Uint8Array,
  settings: BatchSettings = {},
  actor = 'test',
): Promise<BatchRecord> {
  return checkBatch(issuing, {
    source: sourceOf(content),
    fileName: 'roster.csv',
    issuer: '',
    settings,
    actor,
  });
}

/** Until no batch is being signed any more; resolves to what failed meanwhile. */
export async function work({ issuing, queue }: Pick<Bench, 'issuing' | 'queue'>): Promise<unknown[]> {
  const failures: unknown[] = [];
  const { signal } = new AbortController();
  await workOnBatches(issuing, queue, { signal, onFailure: (error) => failures.push(error) });
  return failures;
}

export async function sign(bench: Bench, { id }: Pick<BatchRecord, 'id'>): Promise<BatchRecord> {
  await startBatch(bench.issuing, bench.queue, id, 'test');
  expect(await work(bench)).toEqual([]);
  return expectCounted(bench, id);
}

/** Whatever happens, what a batch counts is what counting its rows gives. */
export async function expectCounted({ issuing }: Pick<Bench, 'issuing'>, id: string): Promise<BatchRecord> {
  const batch = (await issuing.store.getBatch(id)) as BatchRecord;
  const rows = await rowsOf({ issuing }, batch);
  const counts = await issuing.store.countBatchRows(id, batch.revision);
  const outcomes = rows.map(({ outcome }) => outcome);
  const countOf = (...wanted: RowOutcome[]) => outcomes.filter((one) => wanted.includes(one)).length;
  for (const [outcome, count] of Object.entries(counts)) expect(count).toBe(countOf(outcome as RowOutcome));
  // Before it was begun nobody has counted what is open.
  const open =
    batch.startedAt === null
      ? 0
      : rows.filter(
          ({ outcome, phase }) => phase === batch.phase && (outcome === 'ready' || outcome === 'reserved'),
        ).length;
  expect({ open: batch.open, issued: batch.totals.issued, refused: batch.totals.refused }).toEqual({
    open,
    issued: countOf('issued'),
    refused: countOf('refused'),
  });
  if (batch.report !== null)
    expect(batch.totals.already).toBe(countOf('already') - reportOf(batch).counts.already);
  return batch;
}

export function reportOf(batch: BatchRecord): BatchReport {
  return readReport(batch.report) as BatchReport;
}

export function rowsOf(
  { issuing }: { issuing: Issuing },
  { id, revision }: Pick<BatchRecord, 'id' | 'revision'>,
): Promise<BatchRow[]> {
  return issuing.store.listBatchRows(id, revision, { limit: 100_000 });
}

/** Each row as `line achievement outcome`. */
export async function outcomesOf(bench: { issuing: Issuing }, batch: BatchRecord): Promise<string[]> {
  const rows = await rowsOf(bench, batch);
  return rows.map(({ line, achievement, outcome }) => `${line} ${achievement} ${outcome}`);
}

export function credentialsOf({ issuing }: { issuing: Issuing }): Promise<CredentialRecord[]> {
  return issuing.store.listCredentials({ limit: 100_000 });
}

/** `name achievement` of everything that was issued, sorted: twice if somebody has it twice. */
export async function issuedOf(bench: { issuing: Issuing }): Promise<string[]> {
  const credentials = await credentialsOf(bench);
  return credentials.map(({ holderName, achievement }) => `${holderName} ${achievement?.code}`).sort();
}

/** Verifies many; `verify-many.test.ts` holds that its memory changes nothing. */
export function verifier({ issuing }: { issuing: Issuing }): (body: string) => Promise<VerificationResult> {
  const memory = openVerificationMemory();
  return (body) =>
    verifyCredential(JSON.parse(body) as JsonObject, {
      fetchDocument: issuing.fetchDocument,
      now: issuing.now(),
      memory,
    });
}

/** A CSV text of these rows. */
export function csv(rows: readonly (readonly string[])[], delimiter = ','): string {
  const quote = (cell: string) => (/["\n\r,;\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((cells) => `${cells.map(quote).join(delimiter)}\r\n`).join('');
}

export const LONG_HEADER = ['name', 'email', 'credential', 'level', 'date', 'assessors', 'evidence_summary'];

/** A line of a roster with a credential a line, by `LONG_HEADER`, that meets everything. */
export function line(
  name: string,
  credential: string,
  changes: Partial<Record<string, string>> = {},
): string[] {
  const cells: Record<string, string | undefined> = {
    name,
    email: `${name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '.')
      .replace(/^\.|\.$/g, '')}@schools.example`,
    credential,
    level: '3',
    date: '2026-05-15',
    assessors: '2',
    evidence_summary: 'Agendas and protocols of a team.',
    ...changes,
  };
  return LONG_HEADER.map((header) => cells[header] ?? '');
}

export function longRoster(lines: readonly (readonly string[])[]): string {
  return csv([LONG_HEADER, ...lines]);
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
