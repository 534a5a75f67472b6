import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { resumeIssuances } from '../../src/issuer/resume-issuances.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import type { Store } from '../../src/store/store.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { builtChild } from '../support/built-child.ts';
import { compileCache } from '../support/kept-folder.ts';
import { openIssuing } from '../support/open-issuing.ts';
import { createPostgresDatabase } from '../support/postgres.ts';
import { expectChain } from '../support/store-contract-audit.ts';
import type { TestInstance } from '../support/test-instance.ts';
import type { Call, CrashOrder, KillPoint } from './crash-child.ts';

const script = await builtChild('issuer/crash-child.ts');
/** The process dies at noon; whoever comes after it comes an hour later. */
const NOON = new Date('2026-11-21T12:00:00Z');
const LATER = new Date('2026-11-21T13:00:00Z');

/** A database as it was before the crash, to copy for each one. `databaseUrl` of SQLite lies in `dir`. */
export type Before = Pick<TestInstance, 'dir' | 'keyDir' | 'databaseUrl'>;

export async function listCalls(before: Before, award: AwardRequest): Promise<Call[]> {
  return onCopy(before, async (databaseUrl) => {
    const { signal, stdout } = await runChild({
      databaseUrl,
      keyDir: before.keyDir,
      now: NOON.toISOString(),
      award,
    });
    expect(signal).toBeNull();
    return JSON.parse(stdout);
  });
}

export const WRITES = ['reserveIssuance', 'publishStatusList', 'completeIssuance'];

/** Before the first call, after each one, and before every second SQL statement of the calls that write. */
export function killPoints(calls: readonly Call[]): KillPoint[] {
  return calls.flatMap(({ name, statements }, i) => [
    ...(i === 0 ? [{ call: 1, at: 'before' as const }] : []),
    ...(WRITES.includes(name)
      ? Array.from({ length: statements >> 1 }, (_, n) => ({ call: i + 1, at: 2 * n + 2 }))
      : []),
    { call: i + 1, at: 'after' as const },
  ]);
}

/** Kills a process at that point, starts anew, and looks at what is left, twice. */
export async function expectSurvives(before: Before, award: AwardRequest, kill: KillPoint): Promise<void> {
  await onCopy(before, async (databaseUrl) => {
    const { keyDir } = before;
    const { signal, stderr } = await runChild({ databaseUrl, keyDir, now: NOON.toISOString(), award, kill });
    expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });

    const { issuing, close } = await openIssuing({ databaseUrl, keyDir, clock: { now: LATER } });
    try {
      const { store } = issuing;
      const issuedBefore = await store.listCredentials({ limit: 100 });
      const [left] = await store.listUnfinishedIssuances(LATER, 10);
      const resumed = await resumeIssuances(issuing, LATER);
      expect(resumed).toBe(left === undefined ? 0 : 1);
      const { credential, share } = await issueCredential(issuing, award, { actor: 'again' });
      if (left !== undefined)
        expect(credential).toMatchObject({ id: left.credentialId, status: left.status });
      const again = await issueCredential(issuing, award, { actor: 'again' });
      expect({ ...again.credential, share: again.share }).toEqual({ ...credential, share });
      expect(share).not.toBeNull();
      for (const known of issuedBefore) expect(await store.getCredential(known.id)).toEqual(known);
      await expectWhole(store, issuing.fetchDocument);
    } finally {
      await close();
    }
  });
}

/** Nothing lost, doubled or half-issued; no index used twice; everything verifies; the audit log is one chain. */
export async function expectWhole(
  store: Store,
  fetchDocument: Parameters<typeof verifyCredential>[1]['fetchDocument'],
  now = LATER,
): Promise<void> {
  const credentials = await store.listCredentials({ limit: 1_000 });
  const asked = credentials.map(({ holderId, achievement }) => `${holderId} ${achievement?.code}`);
  expect(new Set(asked).size).toBe(asked.length);
  const places = credentials.map(({ status }) => `${status?.list}/${status?.index}`);
  expect(new Set(places).size).toBe(places.length);
  expect(await store.listUnfinishedIssuances(new Date('9999-01-01'), 10)).toEqual([]);
  const lists = await store.listStatusLists();
  expect(lists.reduce((sum, { allocated }) => sum + allocated, 0)).toBe(credentials.length);
  for (const { id, body } of credentials) {
    const { verdict, checks } = await verifyCredential(JSON.parse(body) as JsonObject, {
      fetchDocument,
      now,
    });
    expect({ id, verdict, checks }).toMatchObject({ verdict: 'valid' });
    expect(await store.listSharesOfCredential(id)).toHaveLength(1);
  }
  const events = await store.listAudit({ limit: 10_000 });
  expectChain(events);
  for (const action of ['issuance-reserved', 'credential-issued']) {
    const subjects = events.filter((event) => event.action === action).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual(credentials.map(({ id }) => id).sort());
  }
}

async function onCopy<T>({ dir, databaseUrl }: Before, act: (databaseUrl: string) => Promise<T>): Promise<T> {
  if (databaseUrl.startsWith('postgres')) {
    const database = await createPostgresDatabase(databaseUrl);
    return act(database.url).finally(() => database.drop());
  }
  const copy = await mkdtemp(join(tmpdir(), 'lectern-crash-'));
  await cp(dir, copy, { recursive: true });
  return act(databaseUrl.replace(dir, copy)).finally(() => rm(copy, { recursive: true }));
}

function runChild(order: CrashOrder): Promise<{ signal: string | null; stdout: string; stderr: string }> {
  const env = { ...process.env, NODE_COMPILE_CACHE: compileCache() };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, JSON.stringify(order)], { env }, (error, stdout, stderr) =>
      resolve({ signal: error?.signal ?? (error === null ? null : 'none'), stdout, stderr }),
    );
  });
}
