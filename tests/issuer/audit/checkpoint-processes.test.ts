import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { checkpointAudit } from '../../../src/issuer/audit/checkpoint-audit.ts';
import type { AuditCheckpoint } from '../../../src/store/records.ts';
import { openAuditInstance } from '../../support/audit-instances.ts';
import { builtChild } from '../../support/built-child.ts';
import { ENGINES } from '../../support/engines.ts';

const script = await builtChild('issuer/audit/checkpoint-child.ts');
const ROUNDS = 25;

test.each(ENGINES)('two processes make each checkpoint once on %s', async (engine) => {
  const instance = await openAuditInstance(engine);
  onTestFinished(() => instance.close());
  const { databaseUrl, keyDir, issuing } = instance;
  const run = async (): Promise<AuditCheckpoint[]> => {
    const order = JSON.stringify({ databaseUrl, keyDir, rounds: ROUNDS });
    const { stdout } = await promisify(execFile)(process.execPath, [script, order]);
    return JSON.parse(stdout);
  };
  const made = (await Promise.all([run(), run()])).flat();
  await checkpointAudit(issuing);
  const kept = await issuing.store.listAuditCheckpoints({ limit: 1_000 });
  expect(kept.map(({ number }) => number)).toEqual(kept.map((_, i) => i + 1));
  // The one that was just made may be one more.
  expect(kept.length - made.length).toBeLessThanOrEqual(1);
  expect(new Set(made.map(({ number }) => number)).size).toBe(made.length);
  for (const { number, body } of made) expect(kept[number - 1]?.body).toBe(body);
  expect(await instance.verify()).toMatchObject({
    isWhole: true,
    checkpoints: kept.length,
    lastCheckpoint: { number: kept.length, seq: (await issuing.store.readAuditHead()).counter },
  });
  expect(await checkpointAudit(issuing)).toBeNull();
});

test('nothing is signed without an issuer, or without its key', async () => {
  const instance = await openAuditInstance('SQLite');
  onTestFinished(() => instance.close());
  const signers = { ...instance.issuing.signers, signerOf: () => Promise.reject(new Error('away')) };
  await expect(checkpointAudit({ ...instance.issuing, signers })).rejects.toThrow('away');
  const store = { ...instance.issuing.store, findIssuer: async () => null };
  await expect(checkpointAudit({ ...instance.issuing, store })).rejects.toMatchObject({
    code: 'ISSUER_UNKNOWN',
  });
  expect(await instance.issuing.store.lastAuditCheckpoint()).toBeNull();
});
