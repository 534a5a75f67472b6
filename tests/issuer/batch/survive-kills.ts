import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect } from 'vitest';
import { openBatchQueue } from '../../../src/issuer/batch/batch-queue.ts';
import { checkBatch } from '../../../src/issuer/batch/check-batch.ts';
import { startBatch } from '../../../src/issuer/batch/move-batch.ts';
import { openVerificationMemory } from '../../../src/issuer/verify-many.ts';
import { cacheDocuments } from '../../../src/network/cache-documents.ts';
import { hashAuditEvent } from '../../../src/store/audit-chain.ts';
import type { BatchRecord, BatchRow } from '../../../src/store/batch-store.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { atScale } from '../../support/at-scale.ts';
import { builtChild } from '../../support/built-child.ts';
import { compileCache } from '../../support/kept-folder.ts';
import type { TestInstance } from '../../support/test-instance.ts';

const CHILD = await builtChild('issuer/batch/kill-child.ts');
const ROWS = atScale(3_000, 1_500);
export const KILLS = atScale(30, 10);
/** Short, so that what a killed worker had comes back before the test is bored. */
const LEASE_MS = 1_000;

const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Batch after batch, until there were enough kills; each has to come out whole. */
export async function survive(instance: TestInstance, workers: number): Promise<void> {
  Object.defineProperty(instance.clock, 'now', { get: () => new Date() });
  const queue = await openBatchQueue(instance.databaseUrl, LEASE_MS);
  let kills = 0;
  for (let round = 0; kills < KILLS; round++) {
    const checked = await checkBatch(instance.issuing, {
      source: {
        async *open() {
          yield Buffer.from(writeRoster(round));
        },
      },
      fileName: null,
      issuer: '',
      settings: {},
      actor: 'test',
    });
    expect(checked.report?.['counts']).toMatchObject({ ready: ROWS, toFix: 0 });
    const batch = await startBatch(instance.issuing, queue, checked.id, 'test');
    kills += await workAndKill(instance, batch, workers, KILLS - kills);
    await expectWhole(instance, batch.id, (round + 1) * ROWS);
  }
  await expectUnbrokenAudit(instance);
  await queue.close();
  await instance.close();
}

/** Lets so many processes work on the batch and kills one of them again and again until the batch is done. */
async function workAndKill(
  instance: TestInstance,
  { id }: BatchRecord,
  workers: number,
  most: number,
): Promise<number> {
  const isDone = async () => (await instance.issuing.store.getBatch(id))?.state === 'done';
  const atWork = await Promise.all(Array.from({ length: workers }, () => start(instance)));
  let spare = start(instance);
  for (const child of atWork) child.stdin?.write('go\n');
  let kills = 0;
  for (;;) {
    await wait(randomInt(300));
    if (await isDone()) break;
    if (kills >= most) {
      await wait(50);
      continue;
    }
    const [victim] = atWork.splice(randomInt(atWork.length), 1) as [ChildProcess];
    victim.kill('SIGKILL');
    kills++;
    const next = await spare;
    next.stdin?.write('go\n');
    atWork.push(next);
    spare = start(instance);
  }
  for (const child of [...atWork, await spare]) child.kill('SIGKILL');
  return kills;
}

async function start({ databaseUrl, keyDir }: TestInstance): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CHILD, databaseUrl, keyDir, String(LEASE_MS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Starting takes most of the time: nothing is compiled twice.
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache() },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  child.stdin.on('error', () => {});
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

/** Exactly one credential a row, every one of them good, and totals that say so. */
async function expectWhole({ issuing }: TestInstance, id: string, credentialsSoFar: number): Promise<void> {
  const { store } = issuing;
  const batch = await store.getBatch(id);
  expect(batch).toMatchObject({ state: 'done', open: 0, problem: null });
  expect(batch?.totals).toEqual({ issued: ROWS, refused: 0, already: 0, fallBacks: 0 });
  expect(await store.countBatchRows(id, 1)).toMatchObject({
    issued: ROWS,
    ready: 0,
    reserved: 0,
    refused: 0,
  });
  const rows: BatchRow[] = await store.listBatchRows(id, 1, { limit: 10 * ROWS, outcomes: ['issued'] });
  expect(new Set(rows.map(({ credentialId }) => credentialId)).size).toBe(ROWS);
  expect(new Set(rows.map(({ shareId }) => shareId)).size).toBe(ROWS);

  const memory = openVerificationMemory();
  const fetchDocument = cacheDocuments(issuing.fetchDocument, {
    ttlMs: 600_000,
    maxEntries: 10,
    now: issuing.now,
  });
  const all = await store.listCredentials({ limit: credentialsSoFar + 1 });
  expect(all).toHaveLength(credentialsSoFar);
  const places = new Set(all.map(({ status }) => `${status?.list}#${status?.index}`));
  expect(places.size).toBe(credentialsSoFar);
  const own = new Set(rows.map(({ credentialId }) => credentialId));
  const verdicts = new Map<string, number>();
  for (const { id: credential, body } of all) {
    if (!own.has(credential)) continue;
    const { verdict } = await verifyCredential(JSON.parse(body), {
      fetchDocument,
      now: issuing.now(),
      memory,
    });
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  expect(Object.fromEntries(verdicts)).toEqual({ valid: ROWS });
}

async function expectUnbrokenAudit({ issuing }: TestInstance): Promise<void> {
  let previousHash = '0'.repeat(64);
  for (let after = 0; ; ) {
    const page = await issuing.store.listAudit({ after, limit: 100 });
    for (const { hash, ...event } of page) {
      expect(event.previousHash).toBe(previousHash);
      expect(hashAuditEvent(event)).toBe(hash);
      previousHash = hash;
    }
    if (page.length < 100) return;
    after = page.at(-1)?.seq ?? after;
  }
}

/** 500 people with six micro-credentials each, other people in every round. */
function writeRoster(round: number): string {
  const lines = ['full_name,email,credential_code,level,assessors,evidence_summary'];
  for (let i = 0; i < ROWS; i++) {
    const person = createHash('sha256')
      .update(`${round} ${i % 500}`)
      .digest('hex')
      .slice(0, 10);
    const cells = [`Teacher ${person}`, `${person}@district.example`, `tlms-${1 + Math.floor(i / 500)}`];
    lines.push([...cells, 'proficient', '2', `Portfolio ${i}`].join(','));
  }
  return `${lines.join('\n')}\n`;
}
