import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import type { AwardRequest } from '../../src/program/award-request.ts';
import { DOMAINS, fullAward, partAward } from '../support/awards.ts';
import { openIssuing } from '../support/open-issuing.ts';
import { createMigratedDatabase } from '../support/postgres.ts';
import { runLimited } from '../support/run-limited.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';
import type { Call, KillPoint } from './crash-child.ts';
import { type Before, expectSurvives, killPoints, listCalls } from './crash-run.ts';

/** Crashes take their time where other tests run beside them. */
const TIMEOUT = { timeout: 180_000 };
const PART = partAward('tlms-capstone');
/** What leaves a trace, in the order of DESIGN §3: both proofs of the credential come between the intent and the record. */
const ORDER = [
  ...['reserveIssuance', 'sign', 'sign'],
  // The self-check asks for the status list, which is signed when it is first asked for.
  ...['sign', 'sign', 'publishStatusList'],
  'completeIssuance',
];

/** An instance in which the holder of `PART` has these; closed, so that it can be copied. */
async function prepare(
  achievements: readonly string[],
  databaseUrl?: string,
): Promise<Before & { instance: TestInstance }> {
  const instance = await openTestInstance(databaseUrl === undefined ? {} : { databaseUrl });
  for (const code of achievements)
    await issueCredential(instance.issuing, partAward(code), { actor: 'test' });
  await instance.issuing.store.close();
  return { ...instance, instance };
}

/** Names the point at which it went wrong. */
function survives(before: Before, award: AwardRequest, calls: readonly Call[]) {
  return (kill: KillPoint) => () =>
    expectSurvives(before, award, kill).catch((error: Error) => {
      error.message = `killed ${kill.at} ${calls[kill.call - 1]?.name} (call ${kill.call}): ${error.message}`;
      throw error;
    });
}

const isWrite = (calls: readonly Call[], call: number) => ORDER.includes(calls[call - 1]?.name ?? '');

/** The calls that leave a trace in the world, in the order in which they were made. */
const marks = (calls: readonly Call[]) =>
  calls.map(({ name }) => name).filter((name) => ORDER.includes(name));

describe('on SQLite, a process that is killed leaves what the next one finishes', () => {
  let fresh: Awaited<ReturnType<typeof prepare>>;
  let partsHeld: Awaited<ReturnType<typeof prepare>>;
  beforeAll(async () => {
    fresh = await prepare([]);
    partsHeld = await prepare([...DOMAINS, 'tlms-capstone']);
  });
  afterAll(async () => {
    await fresh.instance.close();
    await partsHeld.instance.close();
  });

  test(
    'of the very first credential, between any two steps and inside each transaction',
    TIMEOUT,
    async () => {
      const calls = await listCalls(fresh, PART);
      expect(marks(calls)).toEqual(ORDER);
      await runLimited(3, killPoints(calls).map(survives(fresh, PART, calls)));
    },
  );

  test('of a full credential, after every write and every signature', TIMEOUT, async () => {
    const award = fullAward();
    const calls = await listCalls(partsHeld, award);
    const points = killPoints(calls).filter(({ call, at }) => isWrite(calls, call) && typeof at === 'string');
    await runLimited(3, points.map(survives(partsHeld, award, calls)));
  });
});

describe('on PostgreSQL, a process that is killed leaves what the next one finishes', () => {
  test('after every write, inside each transaction, and after each signature', TIMEOUT, async () => {
    const database = await createMigratedDatabase();
    const before = await prepare([], database.url);
    const calls = await listCalls(before, PART);
    // Of the statements of a transaction a few: each is one more process and one more database.
    const points = killPoints(calls).filter(
      ({ call, at }) => isWrite(calls, call) && (typeof at === 'string' || at % 4 === 0),
    );
    await runLimited(3, points.map(survives(before, PART, calls)));
    await before.instance.close();
    await database.drop();
  });
});

test('what was asked for before the crash is issued with the dates of then, however late it is finished', async () => {
  const before = await prepare([]);
  const clock = { now: new Date('2026-11-21T12:00:00Z') };
  const { issuing, close } = await openIssuing({ ...before, clock });
  const stop = new Error('stop');
  const failing = { ...issuing, signers: { ...issuing.signers, signerOf: () => Promise.reject(stop) } };
  await expect(issueCredential(failing, PART, { actor: 'test' })).rejects.toBe(stop);
  const [left] = await issuing.store.listUnfinishedIssuances(new Date('9999-01-01'), 1);
  clock.now = new Date('2027-02-01T00:00:00Z');
  const { credential } = await issueCredential(issuing, PART, { actor: 'test' });
  const body = JSON.parse(credential.body);
  expect(body).toMatchObject({ id: left?.credentialId, validFrom: '2026-11-21T12:00:00Z' });
  expect(body.proof.map(({ created }: { created: string }) => created)).toEqual(
    Array(2).fill('2026-11-21T12:00:00Z'),
  );
  await close();
  await before.instance.close();
});
