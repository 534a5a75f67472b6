import { openBatchQueue } from '../../src/issuer/batch/batch-queue.ts';
import { workOnBatches } from '../../src/issuer/batch/work-on-batches.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { TestApp } from './test-app.ts';

const HEADER = 'row_ref,full_name,email,credential_code,level,issued_on,assessors,evidence_url';

/** One row of a roster that meets every requirement of its part. */
export function rosterRow(number: number, changes: Partial<Record<string, string>> = {}): string {
  const cells = {
    row_ref: `R-${number}`,
    full_name: `Teacher ${number} Núñez`,
    email: `teacher.${number}@teachers.example`,
    credential_code: 'tlms-1',
    level: 'proficient',
    issued_on: '2026-05-15',
    assessors: '2',
    evidence_url: `https://portfolio.example/${number}`,
    ...changes,
  };
  return HEADER.split(',')
    .map((name) => `"${(cells[name as keyof typeof cells] ?? '').replaceAll('"', '""')}"`)
    .join(',');
}

/** A roster that no other test has: its content tells batches apart. */
export function rosterOf(rows: readonly string[]): string {
  return `${HEADER}\n${rows.join('\n')}\n`;
}

/** A batch as the service describes it, as loosely as tests need it. */
export interface DescribedBatch extends JsonObject {
  id: string;
  url: string;
  state: string;
  revision: number;
}

export function sendRoster(
  test: TestApp,
  roster: string,
  { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return test.post(`/api/batches${query}`, roster, {
    ...test.bearer('award'),
    'content-type': 'text/csv',
    ...headers,
  });
}

export async function readBatch(test: TestApp, id: string): Promise<DescribedBatch> {
  const response = await test.get(`/api/batches/${id}`, test.bearer('read'));
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return response.json();
}

/** Sends a roster and waits for the end of its check. */
export async function checkRoster(test: TestApp, roster: string, query = ''): Promise<DescribedBatch> {
  const response = await sendRoster(test, roster, { query });
  if (![200, 202].includes(response.status)) throw new Error(`${response.status}: ${await response.text()}`);
  const { id } = (await response.json()) as DescribedBatch;
  return waitForCheck(test, id);
}

export async function waitForCheck(test: TestApp, id: string): Promise<DescribedBatch> {
  for (;;) {
    const batch = await readBatch(test, id);
    if (batch['checking'] === null) return batch;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function move(
  test: TestApp,
  id: string,
  to: 'approve' | 'start' | 'pause' | 'resume' | 'cancel',
  body: JsonObject = {},
): Promise<Response> {
  return test.post(`/api/batches/${id}/${to}`, body, test.bearer(to === 'approve' ? 'approve' : 'award'));
}

/** What the threads of a service do, until nothing is left to sign; with a queue of its own, as theirs. */
export async function signAll(test: TestApp): Promise<void> {
  const queue = await openBatchQueue(test.databaseUrl);
  try {
    await workOnBatches(test.issuing, queue, {
      signal: new AbortController().signal,
      onFailure: (error) => {
        throw error;
      },
    });
  } finally {
    await queue.close();
  }
}

/** Counts how often a batch is looked for, until `stop`. */
export function countBatchReads({ issuing: { store } }: TestApp): {
  within(ms: number): Promise<number>;
  stop(): void;
} {
  const { getBatch } = store;
  let reads = 0;
  store.getBatch = (id) => {
    reads++;
    return getBatch(id);
  };
  return {
    async within(ms) {
      reads = 0;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return reads;
    },
    stop() {
      store.getBatch = getBatch;
    },
  };
}
