import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../../src/issuer/publish-status-list.ts';
import { decodeList, readStatus } from '../../../src/model/status-list.ts';
import type { CredentialRecord, Standing } from '../../../src/store/records.ts';
import type { StatusOrder } from '../../../src/store/standing-store.ts';
import { atScale } from '../../support/at-scale.ts';
import { partAward } from '../../support/awards.ts';
import { builtChild } from '../../support/built-child.ts';
import { checkCredential } from '../../support/check-credential.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import type { TestInstance } from '../../support/test-instance.ts';
import { HELD_ACHIEVEMENT, publishHeldProgram } from './held-program.ts';

const CREDENTIALS = 60;
const CHANGES = atScale(1_000, 250);
const script = await builtChild('issuer/status/change-many.ts');

const AFTER: Record<StatusOrder['action'], Standing> = {
  revoke: 'revoked',
  suspend: 'suspended',
  reinstate: 'in-force',
};

async function changeMany(instance: TestInstance, name: string, ids: readonly string[]): Promise<string[]> {
  const args = [script, instance.databaseUrl, instance.keyDir, name, String(CHANGES), ...ids];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** Two processes make so many changes each; then the lists say what the orders, told one after the other, add up to. */
async function expectNoChangeLost(instance: TestInstance): Promise<void> {
  const { issuing, clock } = instance;
  const { store } = issuing;
  Object.defineProperty(clock, 'now', { get: () => new Date() });
  await publishHeldProgram(issuing);
  const issued: CredentialRecord[] = [];
  for (let i = 0; i < CREDENTIALS; i++) {
    const award = partAward(HELD_ACHIEVEMENT, { holder: { name: 'A Teacher', email: `t${i}@x.example` } });
    issued.push((await issueCredential(issuing, award, { actor: 'test' })).credential);
  }
  const ids = issued.map(({ id }) => id);
  const published = (
    await Promise.all(['one', 'other'].map((name) => changeMany(instance, name, ids)))
  ).flat();

  const standings = new Map<string, Standing>(ids.map((id) => [id, 'in-force']));
  let changes = 0;
  for (const id of ids)
    for (const { action, changed } of await store.listChangesOfCredential(id)) {
      expect(changed).toBe(1);
      changes++;
      // Each was carried out on what the one before had left.
      const before = standings.get(id);
      expect(
        { revoke: ['in-force', 'suspended'], suspend: ['in-force'], reinstate: ['suspended'] }[action],
      ).toContain(before);
      standings.set(id, AFTER[action]);
    }
  expect(changes).toBe(2 * CHANGES);
  expect(new Set(standings.values())).toEqual(new Set(['in-force', 'suspended', 'revoked']));

  const bits = new Map<number, Uint8Array>();
  for (const { number, ledgerVersion } of await store.listStatusLists()) {
    const list = await publishStatusList(issuing, number);
    expect(list?.ledgerVersion).toBe(ledgerVersion);
    const { encodedList } = JSON.parse(list?.body ?? '{}').credentialSubject;
    bits.set(number, await decodeList(encodedList));
  }
  const versions = (await store.listStatusLists()).map((list) => list.ledgerVersion);
  expect(versions.reduce((sum, version) => sum + version, 0)).toBe(2 * CHANGES);
  let set = 0;
  for (const { id } of issued) {
    const record = await store.getCredential(id);
    expect(record?.standing).toBe(standings.get(id));
    const bitOf = (place: CredentialRecord['status']) =>
      place === null ? null : readStatus(bits.get(place.list) ?? new Uint8Array(), place.index);
    const orders = await store.listChangesOfCredential(id);
    const lastHold = orders.findLast(({ action }) => action !== 'revoke')?.action;
    expect(bitOf(record?.status ?? null)).toBe(standings.get(id) === 'revoked' ? 1 : 0);
    expect(bitOf(record?.hold ?? null)).toBe(lastHold === 'suspend' ? 1 : 0);
    set += (standings.get(id) === 'revoked' ? 1 : 0) + (lastHold === 'suspend' ? 1 : 0);
  }
  // And no bit of anyone else.
  const ones = [...bits.values()]
    .flatMap((bytes) => [...bytes])
    .map((byte) => byte.toString(2).replaceAll('0', '').length);
  expect(ones.reduce((sum, count) => sum + count, 0)).toBe(set);

  for (const body of new Set(published)) {
    const { verdict } = await checkCredential(instance, { body });
    expect(verdict).toBe('valid');
  }
  expect(new Set(published).size).toBeGreaterThan(10);
}

test.each(ENGINES)(
  `${2 * CHANGES} changes of status from two processes on one %s database: none is lost`,
  async (engine) => {
    const instance = await openTestInstanceOn(engine);
    onTestFinished(() => instance.close());
    await expectNoChangeLost(instance);
  },
  400_000,
);
