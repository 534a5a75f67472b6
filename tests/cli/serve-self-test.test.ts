import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type SelfTestService, startSelfTests } from '../../src/cli/serve-self-test.ts';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { type FetchDocument, FetchFailure } from '../../src/model/verification.ts';
import { partAward } from '../support/awards.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

let instance: TestInstance;
let service: SelfTestService | undefined;
beforeAll(async () => {
  instance = await openTestInstance();
  await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  instance.issuing.store.now = async () => instance.clock.now;
});
afterEach(() => service?.close());
afterAll(() => instance.close());

const lines: string[] = [];
const log = pino(
  { level: 'info' },
  new Writable({ write: (chunk, _, done) => done(void lines.push(String(chunk))) }),
);

/** Starts it, and resolves to what it knows after the first run, and whether the next was to be soon. */
async function runOnce(fetchOutside: FetchDocument) {
  lines.length = 0;
  const { promise: ran, resolve } = Promise.withResolvers<boolean>();
  const nextAfterMs = (isFailing: boolean) => {
    resolve(isFailing);
    return 3_600_000;
  };
  service = startSelfTests(instance.issuing, fetchOutside, log, {
    firstAfterMs: 0,
    nextAfterMs,
    lookAgainMs: 0,
  });
  expect(service.last()).toBeNull();
  const isFailing = await ran;
  return { last: service.last(), isFailing, log: lines.join('') };
}

it('keeps and logs that nothing was found', async () => {
  const run = await runOnce(instance.issuing.fetchDocument);
  expect(run).toMatchObject({ last: { at: instance.clock.now, failing: [] }, isFailing: false });
  expect(JSON.parse(run.log)).toMatchObject({ level: 30 });
});

it('logs what was found as an error, without anybody’s name, and keeps its subjects', async () => {
  const run = await runOnce(async () => {
    throw new FetchFailure('unreachable');
  });
  expect(run).toMatchObject({
    last: { failing: ['DID document', 'status list', 'credential'] },
    isFailing: true,
  });
  expect(JSON.parse(run.log)).toMatchObject({ level: 50, failing: expect.any(Array) });
  expect(run.log).not.toMatch(/Ana|Núñez|teachers\.example/);
});

it('says so when it cannot be made at all', async () => {
  const { store } = instance.issuing;
  const { listIssuers } = store;
  store.listIssuers = () => Promise.reject(new Error('away'));
  try {
    const run = await runOnce(instance.issuing.fetchDocument);
    expect(run).toMatchObject({ last: { failing: ['self-test'] }, isFailing: true });
    expect(JSON.parse(run.log)).toMatchObject({ level: 50 });
  } finally {
    store.listIssuers = listIssuers;
  }
});

it('is made again, and ends with the service, whatever is under way', async () => {
  let runs = 0;
  const { promise: ranAgain, resolve } = Promise.withResolvers<void>();
  service = startSelfTests(
    instance.issuing,
    (url) => {
      if (runs < 2) return instance.issuing.fetchDocument(url);
      resolve();
      return new Promise(() => {});
    },
    log,
    {
      firstAfterMs: 0,
      nextAfterMs: () => {
        runs++;
        return 0;
      },
      lookAgainMs: 0,
    },
  );
  await ranAgain;
  await service.close();
  expect(runs).toBe(2);
});
