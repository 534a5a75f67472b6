import { expect, it, onTestFinished } from 'vitest';
import { openVerificationMemory } from '../../src/issuer/verify-many.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { cacheDocuments } from '../../src/network/cache-documents.ts';
import { createFetchDocument } from '../../src/network/fetch-document.ts';
import type { CredentialRecord } from '../../src/store/records.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { atScale } from '../support/at-scale.ts';
import { findFreePort, runCli, startServe } from '../support/run-cli.ts';
import { type County, foundCounty, longRoster } from './batch-material.ts';

const MICROS = atScale(9_910, 910);
/** People with everything: seven domains, capstone and the full credential. */
const FULLS = 10;
const ALL = MICROS + 9 * FULLS;

function wideRoster(): string {
  const domains = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII'].map((place) => `Domain ${place}`);
  const header = ['Name', 'Email', 'Hours', ...domains, 'Capstone', 'Assessors', 'Evidence', 'Award date'];
  const rows = Array.from({ length: FULLS }, (_, i) =>
    [
      `Whole Teacher ${i + 1}`,
      `w${i}@county.example`,
      120,
      3,
      3,
      3,
      3,
      3,
      3,
      3,
      3,
      2,
      `https://p.example/${i}`,
      '2026-05-15',
    ].join(','),
  );
  return `${[header.join(','), ...rows].join('\n')}\n`;
}

async function listAll({ store }: County): Promise<CredentialRecord[]> {
  return store.listCredentials({ limit: 3 * ALL });
}

it(`a compromised key: one command, and all ${ALL} credentials are good again`, {
  timeout: 400_000,
}, async () => {
  const port = await findFreePort();
  const county = await foundCounty({ port: String(port) });
  onTestFinished(() => county.close());
  for (const [name, roster] of [
    ['long.csv', longRoster('t', MICROS)],
    ['wide.csv', wideRoster()],
  ] as const) {
    const file = await county.write(name, roster);
    expect((await county.lectern(['batch', 'run', file, '--yes', '--workers', '2'])).code).toBe(0);
  }
  const before = await listAll(county);
  expect(before).toHaveLength(ALL);
  const shares = new Map<string, string>();
  for (const { id } of before)
    for (const share of await county.store.listSharesOfCredential(id)) shares.set(share.id, id);
  expect(shares.size).toBe(ALL);

  const serving = await startServe(port, { dataDir: `${county.dir}/data`, env: { PORT: String(port) } });
  onTestFinished(async () => void (await serving.kill('SIGKILL')));
  const [listed] = (await county.ask(['keys', 'list'])) as unknown as { id: string }[];
  const keyId = listed?.id ?? '';
  expect((await county.lectern(['keys', 'revoke', keyId, '--count', '7'])).code).toBe(1);
  const answer = await county.ask(['keys', 'revoke', keyId, '--count', String(ALL), '--workers', '2']);
  expect(answer).toMatchObject({ reissued: ALL, left: [], past: 0, confirmation: { isConfirmed: true } });

  const after = await listAll(county);
  expect(after).toHaveLength(2 * ALL);
  const old = new Map(before.map((record) => [record.id, record]));
  const fresh = after.filter(({ id }) => !old.has(id));
  expect(new Set(fresh.map(({ replaces }) => replaces))).toEqual(new Set(old.keys()));
  const memory = openVerificationMemory();
  const fetchDocument = cacheDocuments(createFetchDocument({ allowLocalhost: true }), {
    ttlMs: 600_000,
    maxEntries: 20,
    now: () => new Date(),
  });
  const check = ({ body }: CredentialRecord) =>
    verifyCredential(JSON.parse(body) as JsonObject, { fetchDocument, now: new Date(), memory });
  for (const record of fresh) {
    expect((await check(record)).verdict).toBe('valid');
    const predecessor = old.get(record.replaces ?? '');
    expect([record.awardedDate, record.holderId, record.holderName, record.name]).toEqual([
      predecessor?.awardedDate,
      predecessor?.holderId,
      predecessor?.holderName,
      predecessor?.name,
    ]);
    expect(record.body).not.toContain(keyId);
  }
  // Every link leads to the successor of what it led to.
  const successors = new Map(fresh.map(({ id, replaces }) => [replaces, id]));
  for (const [share, id] of shares)
    expect((await county.store.getShare(share))?.credential.id).toBe(successors.get(id));
  // A full credential names the new parts, and none of the old ones.
  const fulls = fresh.filter(({ kind }) => kind === 'full');
  expect(fulls).toHaveLength(FULLS);
  for (const { body } of fulls) {
    const parts = (JSON.parse(body).relatedResource as { id: string }[]).map(({ id }) => id);
    expect(parts).toHaveLength(8);
    for (const id of parts) expect(successors.has(id) || old.has(id)).toBe(false);
  }
  // The old files: not valid, and said why.
  for (const record of before.slice(0, 20)) {
    const result = await check(record);
    expect(result.verdict).toBe('not-genuine');
    expect(result.checks.find((entry) => entry.check === 'proof')).toMatchObject({ code: 'key-revoked' });
    expect(result.checks.find((entry) => entry.check === 'status')).toMatchObject({
      code: 'replaced',
      notice: { replacement: { url: expect.stringContaining('/c/') } },
    });
  }
  const file = await county.write('old.json', before[0]?.body ?? '');
  const told = await runCli(['verify', file], { env: { PORT: String(port) } });
  expect(told.code).toBe(1);
  expect(told.stdout).toMatch(/revoked the key that signed this/);
  const audit = await county.lectern(['audit', 'verify']);
  expect(audit.code).toBe(0);
});
