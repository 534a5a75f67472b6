import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { FetchFailure } from '../../src/model/verification.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import {
  buildStatusList,
  createWebIssuer,
  fetchFrom,
  NOW,
  publishStatusList,
  STATUS_LIST_URL,
  sign,
} from '../support/test-issuer.ts';
import { buildMicro, STATUS_INDEX } from './sample-credentials.ts';

import { answer, CLEAN, documents, ENTRY, issuer, signedList, statusOf } from './status-answers.ts';

describe('a bit', () => {
  it.each([
    ['revocation', 'failed revoked'],
    ['suspension', 'failed suspended'],
  ])('for %s, set or not, says so', async (purpose, found) => {
    const entry = { ...ENTRY, statusPurpose: purpose };
    const set = await publishStatusList(new Map(), issuer, { purpose, set: [STATUS_INDEX] });
    const clear = await publishStatusList(new Map(), issuer, {
      purpose,
      set: [STATUS_INDEX - 1, STATUS_INDEX + 1],
    });
    expect(answer(await statusOf(entry, set))).toBe(found);
    expect(answer(await statusOf(entry, clear))).toBe('passed');
  });

  it('at the first and at the last place is found', async () => {
    for (const index of [0, 131_071]) {
      const list = await publishStatusList(new Map(), issuer, { set: [index] });
      expect(answer(await statusOf({ ...ENTRY, statusListIndex: String(index) }, list))).toBe(
        'failed revoked',
      );
    }
  });

  it('of a status of several bits is set when any is', async () => {
    const list = await publishStatusList(new Map(), issuer, { set: [21], length: 131_072 * 2 });
    const entry = (index: number, statusSize: Json) => ({
      ...ENTRY,
      statusListIndex: String(index),
      statusSize,
    });
    expect(answer(await statusOf(entry(10, 2), list))).toBe('failed revoked');
    expect(answer(await statusOf(entry(11, 2), list))).toBe('passed');
    expect(answer(await statusOf(entry(131_072, 2), list))).toBe('unknown status-index-out-of-range');
    for (const size of [0, -1, 1.5, 33, 1e9, '2', [], {}]) {
      expect(answer(await statusOf(entry(10, size), list))).toBe('unknown status-entry-malformed');
    }
  });

  it('for a message or a refresh says nothing about being in force', async () => {
    for (const purpose of ['message', 'refresh']) {
      const list = await publishStatusList(new Map(), issuer, { purpose, set: [STATUS_INDEX] });
      expect(answer(await statusOf({ ...ENTRY, statusPurpose: purpose }, list))).toBe('skipped no-status');
    }
  });
});

describe('a list that cannot be had', () => {
  it.each(['unreachable', 'not-found', 'too-large', 'not-json', 'refused'] as const)(
    '(%s) is unknown, and its host named',
    async (reason) => {
      const result = await statusOf(ENTRY, new FetchFailure(reason));
      expect(result).toMatchObject({
        outcome: 'unknown',
        code: 'status-unreachable',
        host: 'badges.example.org',
      });
      expect(result.problemType).toBe('https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR');
    },
  );

  it('makes a credential that is good in all else status-unknown, and one that is forged still forged', async () => {
    const signed = await sign(issuer, buildMicro(issuer.did));
    const without = new Map([...documents].filter(([url]) => url !== STATUS_LIST_URL));
    const options = { fetchDocument: fetchFrom(without), now: NOW };
    expect((await verifyCredential(signed, options)).verdict).toBe('status-unknown');
    expect((await verifyCredential({ ...signed, name: 'x' }, options)).verdict).toBe('not-genuine');
  });
});

/** Another kind of subject, which does not know an encoded list. */
function replaceSubject(subject: JsonObject): void {
  subject['type'] = 'BitstringStatusListEntry';
  delete subject['encodedList'];
}

describe('a list that must not be believed', () => {
  it.each<[string, () => Promise<JsonObject>, string]>([
    ['unsigned', () => buildStatusList(issuer.did), 'unknown status-list-not-genuine'],
    [
      'tampered',
      async () => ({ ...CLEAN, validFrom: '2026-11-20T00:00:00Z' }),
      'unknown status-list-not-genuine',
    ],
    [
      'with one bad proof of two',
      async () => ({
        ...CLEAN,
        proof: [
          (CLEAN['proof'] as Json[])[0] as Json,
          ((await signedList((list) => Object.assign(list, { name: 'x' })))['proof'] as Json[])[1] as Json,
        ],
      }),
      'unknown status-list-not-genuine',
    ],
    [
      'expired',
      () => signedList((list) => Object.assign(list, { validUntil: '2026-11-21T11:59:59Z' })),
      'unknown status-list-out-of-date',
    ],
    [
      'of tomorrow',
      () => signedList((list) => Object.assign(list, { validFrom: '2026-11-22T00:00:00Z' })),
      'unknown status-list-out-of-date',
    ],
    [
      'no list by its type',
      () => signedList((list) => Object.assign(list, { type: ['VerifiableCredential'] })),
      'unknown status-list-wrong-type',
    ],
    [
      'no list by its subject',
      () => signedList((_, subject) => replaceSubject(subject)),
      'unknown status-list-wrong-type',
    ],
    [
      'for another purpose',
      () => signedList((_, subject) => Object.assign(subject, { statusPurpose: 'suspension' })),
      'unknown status-list-wrong-purpose',
    ],
    [
      'for no purpose',
      () => signedList((_, subject) => void delete subject['statusPurpose']),
      'unknown status-list-wrong-purpose',
    ],
    [
      'not packed',
      () => signedList((_, subject) => Object.assign(subject, { encodedList: 'uAAAA' })),
      'unknown status-list-malformed',
    ],
    [
      'without its bits',
      () => signedList((_, subject) => void delete subject['encodedList']),
      'unknown status-list-malformed',
    ],
    [
      'about another address',
      () => signedList((list) => Object.assign(list, { id: 'https://badges.example.org/status/2' })),
      'unknown status-list-foreign',
    ],
    [
      'too short for the index',
      () => publishStatusList(new Map(), issuer, { length: 1_024 }),
      'unknown status-index-out-of-range',
    ],
    ['something else', async () => ({ hello: 'world' }), 'unknown status-list-wrong-type'],
    [
      'with two subjects',
      () =>
        signedList((list, subject) =>
          Object.assign(list, { credentialSubject: [subject, { id: 'urn:x:1' }] }),
        ),
      'unknown status-list-wrong-type',
    ],
  ])('%s', async (_, list, expected) => {
    expect(answer(await statusOf(ENTRY, await list()))).toBe(expected);
  });

  it('of another issuer withdraws but does not clear', async () => {
    const other = await createWebIssuer(documents, { did: 'did:web:other.example', seed: 3 });
    const set = await publishStatusList(new Map(), other, { set: [STATUS_INDEX] });
    const clear = await publishStatusList(new Map(), other);
    expect(answer(await statusOf(ENTRY, set))).toBe('failed revoked');
    expect(answer(await statusOf(ENTRY, clear))).toBe('unknown status-list-foreign');
  });

  it('signed by someone else in the issuer’s name neither withdraws nor clears', async () => {
    const other = await createWebIssuer(documents, { did: 'did:web:other.example', seed: 3 });
    for (const set of [[], [STATUS_INDEX]]) {
      const list = await sign(other, await buildStatusList(issuer.did, { set }));
      expect(answer(await statusOf(ENTRY, list))).toBe('unknown status-list-not-genuine');
    }
  });

  it('shorter than W3C asks still counts, with a warning', async () => {
    const entry = { ...ENTRY, statusListIndex: '7' };
    const clear = await publishStatusList(new Map(), issuer, { length: 1_024 });
    const set = await publishStatusList(new Map(), issuer, { length: 1_024, set: [7] });
    expect(answer(await statusOf(entry, clear))).toBe('warning status-list-short');
    expect(answer(await statusOf(entry, set))).toBe('failed revoked');
  });
});
