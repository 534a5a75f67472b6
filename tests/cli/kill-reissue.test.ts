import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openVerificationMemory } from '../../src/issuer/verify-many.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { cacheDocuments } from '../../src/network/cache-documents.ts';
import { createFetchDocument } from '../../src/network/fetch-document.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { atScale } from '../support/at-scale.ts';
import { findFreePort, startServe } from '../support/run-cli.ts';
import { foundCounty, longRoster } from './batch-material.ts';

const ROWS = atScale(1_200, 600);
const KILLS = atScale(6, 3);

it('kill -9 while a compromised key’s credentials are issued anew: the same command finishes it', {
  timeout: 300_000,
}, async () => {
  const port = await findFreePort();
  const county = await foundCounty({ port: String(port) });
  onTestFinished(() => county.close());
  const file = await county.write('long.csv', longRoster('k', ROWS));
  expect((await county.lectern(['batch', 'run', file, '--yes', '--workers', '2'])).code).toBe(0);
  const before = await county.store.listCredentials({ limit: 2 * ROWS });
  const links = new Map<string, string>();
  for (const { id } of before)
    for (const share of await county.store.listSharesOfCredential(id)) links.set(share.id, id);
  const [listed] = (await county.ask(['keys', 'list'])) as unknown as { id: string }[];
  const command = ['keys', 'revoke', listed?.id ?? '', '--count', String(ROWS), '--workers', '2', '--json'];
  for (let kill = 0; kill < KILLS; kill++) {
    const running = county.start(command);
    await Promise.race([running.ended, wait(randomInt(600, 3_000))]);
    await running.kill('SIGKILL');
  }
  const serving = await startServe(port, { dataDir: `${county.dir}/data`, env: { PORT: String(port) } });
  onTestFinished(async () => void (await serving.kill('SIGKILL')));
  const finished = await county.start(command).ended;
  expect([finished.code, JSON.parse(finished.stdout)]).toMatchObject([
    0,
    { left: [], confirmation: { isConfirmed: true } },
  ]);

  const after = await county.store.listCredentials({ limit: 3 * ROWS });
  const fresh = after.filter(({ replaces }) => replaces !== null);
  expect([after.length, fresh.length]).toEqual([2 * ROWS, ROWS]);
  expect(new Set(fresh.map(({ replaces }) => replaces))).toEqual(new Set(before.map(({ id }) => id)));
  const memory = openVerificationMemory();
  const fetchDocument = cacheDocuments(createFetchDocument({ allowLocalhost: true }), {
    ttlMs: 600_000,
    maxEntries: 20,
    now: () => new Date(),
  });
  const successors = new Map(fresh.map((record) => [record.replaces, record]));
  for (const [share, old] of links) {
    const record = successors.get(old);
    expect((await county.store.getShare(share))?.credential.id).toBe(record?.id);
    const { verdict } = await verifyCredential(JSON.parse(record?.body ?? '{}') as JsonObject, {
      fetchDocument,
      now: new Date(),
      memory,
    });
    expect(verdict).toBe('valid');
  }
});
