import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../src/issuer/publish-status-list.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { AppError } from '../../src/model/problem.ts';
import type { StatusListPublication, StatusListRecord } from '../../src/store/records.ts';
import type { Store } from '../../src/store/store.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { partAward } from '../support/awards.ts';
import { openTestInstance, PUBLIC_URL, type TestInstance } from '../support/test-instance.ts';

const NOON = new Date('2026-11-21T12:00:00.789Z');
const HOUR = 3_600_000;

let instance: TestInstance;
let credentialBody: JsonObject;
let index: number;
/** What the store would say if these bits were set: this version of Lectern sets none yet. */
let bits: { ledgerVersion: number; indices: number[] } | null = null;

function wrapStore(store: Store): Store {
  const withLedger = (list: StatusListRecord | null) =>
    list === null || bits === null ? list : { ...list, ledgerVersion: bits.ledgerVersion };
  return new Proxy(store, {
    get(target, member) {
      if (member === 'getStatusList')
        return async (number: number) => withLedger(await store.getStatusList(number));
      if (member === 'readStatusBits') return async (number: number) => bits ?? store.readStatusBits(number);
      const value = Reflect.get(target, member);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

beforeAll(async () => {
  instance = await openTestInstance({ wrapStore });
  const { credential } = await issueCredential(instance.issuing, partAward(), { actor: 'test' });
  credentialBody = JSON.parse(credential.body);
  index = credential.status?.index ?? -1;
});
afterAll(() => instance.close());

let day = 0;
beforeEach(() => {
  // Each test begins on a day of its own, with a list that has grown old.
  instance.clock.now = new Date(NOON.getTime() + ++day * 24 * HOUR);
});

async function publish(): Promise<StatusListPublication> {
  const published = await publishStatusList(instance.issuing, 1);
  if (published === null) throw new Error('there is a list');
  return published;
}

const verdictNow = async () =>
  (
    await verifyCredential(credentialBody, {
      fetchDocument: instance.issuing.fetchDocument,
      now: instance.clock.now,
    })
  ).verdict;

describe('the list that is served', () => {
  it('has 131,072 entries, all clear, and carries both proofs', async () => {
    const list = JSON.parse((await publish()).body);
    expect(list).toMatchObject({
      id: `${PUBLIC_URL}/status/1`,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: 'did:web:badges.county.example',
      credentialSubject: {
        id: `${PUBLIC_URL}/status/1#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
      },
    });
    const { encodedList } = list.credentialSubject;
    expect(encodedList[0]).toBe('u');
    const bytes = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
    expect(bytes.length * 8).toBe(131_072);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(list.proof.map(({ cryptosuite, type }: Record<string, string>) => cryptosuite ?? type)).toEqual([
      'eddsa-rdfc-2022',
      'Ed25519Signature2020',
    ]);
  });

  it('is a credential that verifies, with dates without fractions', async () => {
    const list = JSON.parse((await publish()).body);
    const result = await verifyCredential(list, {
      fetchDocument: instance.issuing.fetchDocument,
      now: instance.clock.now,
    });
    for (const name of ['proof', 'issuer', 'validity'])
      expect(result.checks.find(({ check }) => check === name)).toMatchObject({ outcome: 'passed' });
    expect([list.validFrom, list.validUntil]).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\dT11:00:00Z$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\dT12:00:00Z$/),
    ]);
    expect(Date.parse(list.validUntil) - Date.parse(list.validFrom)).toBe(49 * HOUR);
  });

  it('is the same while it is fresh, for everyone who asks, also in the same second', async () => {
    const first = await publish();
    expect(await publish()).toEqual(first);
    instance.clock.now = new Date(instance.clock.now.getTime() + 11 * HOUR);
    const served = await Promise.all(Array.from({ length: 5 }, publish));
    for (const publication of served) expect(publication).toEqual(first);
  });

  it('is signed anew after half a day, long before the old one ends', async () => {
    const first = await publish();
    instance.clock.now = new Date(instance.clock.now.getTime() + 13 * HOUR);
    const second = await publish();
    expect(second.number).toBe(first.number + 1);
    expect(JSON.parse(second.body).proof[0].created).toBe(
      instance.clock.now.toISOString().replace(/\.\d+Z$/, 'Z'),
    );
    expect(Date.parse(JSON.parse(first.body).validUntil)).toBeGreaterThan(instance.clock.now.getTime());
  });

  it('is signed anew when the clock was ahead, so that nobody meets a list from the future', async () => {
    await publish();
    instance.clock.now = new Date(instance.clock.now.getTime() - 5 * HOUR);
    const { body } = await publish();
    expect(Date.parse(JSON.parse(body).validFrom)).toBeLessThanOrEqual(instance.clock.now.getTime());
    expect(await verdictNow()).toBe('valid');
  });

  it('is signed anew as soon as a bit changes, and that credential is then revoked', async () => {
    const first = await publish();
    bits = { ledgerVersion: 1, indices: [index] };
    try {
      const second = await publish();
      expect(second).toMatchObject({ number: first.number + 1, ledgerVersion: 1 });
      const { encodedList } = JSON.parse(second.body).credentialSubject;
      const bytes = gunzipSync(Buffer.from(encodedList.slice(1), 'base64url'));
      // Index 0 is the left-most bit (Bitstring Status List §3.2).
      expect([...bytes.entries()].filter(([, byte]) => byte !== 0)).toEqual([
        [index >> 3, 0x80 >> (index & 7)],
      ]);
      expect(await verdictNow()).toBe('revoked');
    } finally {
      bits = null;
    }
  });
});

describe('a list that is signed while a check is under way', () => {
  it('is believed by that check, although a second has turned since it read the time', async () => {
    const ticking = await openTestInstance();
    let time = NOON.getTime();
    Object.defineProperty(ticking.clock, 'now', {
      get() {
        time += 1_000;
        return new Date(time);
      },
    });
    try {
      const { credential } = await issueCredential(ticking.issuing, partAward(), { actor: 'test' });
      expect(credential.status).toMatchObject({ list: 1 });
    } finally {
      await ticking.close();
    }
  });
});

describe('a list that cannot be served', () => {
  it('is null when there is none of that number', async () => {
    expect(await publishStatusList(instance.issuing, 2)).toBeNull();
  });

  it('is KEY_UNAVAILABLE while the key is away', async () => {
    const signerOf = () => Promise.reject(new AppError('KEY_UNAVAILABLE', 'away'));
    const keyless = { ...instance.issuing, signers: { ...instance.issuing.signers, signerOf } };
    await expect(publishStatusList(keyless, 1)).rejects.toMatchObject({ code: 'KEY_UNAVAILABLE' });
  });

  it('is STATUS_VERSION_CONFLICT when others are faster each time', async () => {
    let asked = 0;
    const beaten = new Proxy(instance.issuing.store, {
      get: (target, member) =>
        member === 'publishStatusList' ? async () => ++asked < 0 : Reflect.get(target, member).bind(target),
    });
    const slow = { ...instance.issuing, store: beaten };
    await expect(publishStatusList(slow, 1)).rejects.toMatchObject({ code: 'STATUS_VERSION_CONFLICT' });
    expect(asked).toBe(10);
  });
});
