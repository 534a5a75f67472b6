import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import { MAX_DOCUMENTS } from '../../src/verify/limit-documents.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { buildStatusList, createTestWorld, STATUS_LIST_URL, sign } from '../support/test-issuer.ts';
import { buildMicro } from './sample-credentials.ts';

/** Input made to exhaust whoever reads it: each ends with a finding, and long before a person would give up. */
const { documents, issuer, options } = await createTestWorld();
const signed = await sign(issuer, buildMicro(issuer.did));
const SECONDS = 15_000;

const bytesOf = (text: string) => new TextEncoder().encode(text);
const achievementWith = (member: string, value: Json): JsonObject => {
  const subject = signed['credentialSubject'] as JsonObject;
  const achievement = { ...(subject['achievement'] as JsonObject), [member]: value };
  return { ...signed, credentialSubject: { ...subject, achievement } };
};
const many = (count: number, entry: (n: number) => Json): Json =>
  Array.from({ length: count }, (_, n) => entry(n));

describe('what is too much is unreadable', () => {
  it.each<[string, () => string]>([
    ['depth', () => '['.repeat(1_000_000)],
    ['depth, closed', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['more than 200,000 members', () => `{"a":[${'1,'.repeat(200_001)}1]}`],
    [
      '200,000 members of a credential',
      () =>
        JSON.stringify(
          achievementWith(
            'tag',
            many(199_000, (n) => `t${n}`),
          ),
        ),
    ],
    [
      '60,000 nodes',
      () => JSON.stringify({ ...signed, evidence: many(60_000, (n) => ({ id: `urn:x:${n}` })) }),
    ],
    [
      '20,000 equal blank nodes',
      () => JSON.stringify({ ...signed, evidence: many(20_000, () => ({ name: 'x' })) }),
    ],
    ['11 MB', () => JSON.stringify({ ...signed, name: 'x'.repeat(11_000_000) })],
  ])('%s', { timeout: SECONDS }, async (_, text) => {
    expect((await verifyBytes(bytesOf(text()), options)).verdict).toBe('unreadable');
  });

  it('an object that is nested without end is no exception', async () => {
    let deep: JsonObject = {};
    for (let i = 0; i < 200_000; i++) deep = { evidence: deep };
    expect((await verifyCredential({ ...signed, ...deep }, options)).verdict).toBe('unreadable');
    expect((await verifyCredential({ ...signed, ...deep }, { ...options, checks: ['proof'] })).verdict).toBe(
      'unreadable',
    );
  });

  it('9 MB in one member are read, and not believed', { timeout: SECONDS }, async () => {
    const result = await verifyBytes(
      bytesOf(JSON.stringify({ ...signed, name: 'é'.repeat(4_500_000) })),
      options,
    );
    expect(result.verdict).toBe('not-genuine');
    expect(result.credential?.name?.length).toBeLessThan(400);
  });
});

describe('graphs whose canonical form explodes', () => {
  /** Equal trees of blank nodes: every labelling has to be tried. */
  const tree = (depth: number, width: number): JsonObject => ({
    type: ['Achievement'],
    name: 'n',
    ...(depth === 0 ? {} : { related: many(width, () => tree(depth - 1, width)) }),
  });

  it.each([
    [3, 6],
    [9, 2],
    [2, 30],
    [40, 1],
  ])('depth %i, width %i', { timeout: SECONDS }, async (depth, width) => {
    const result = await verifyCredential(achievementWith('related', [tree(depth, width)]), options);
    expect(['not-genuine', 'unreadable']).toContain(result.verdict);
  });

  it('a thousand equal pairs', { timeout: SECONDS }, async () => {
    const result = await verifyCredential(
      achievementWith(
        'related',
        many(1_000, () => tree(1, 1)),
      ),
      options,
    );
    expect(result.verdict).toBe('not-genuine');
  });
});

describe('status lists', () => {
  const verdictWith = async (change: (list: JsonObject) => void) => {
    const list = await buildStatusList(issuer.did);
    change(list);
    documents.set(STATUS_LIST_URL, await sign(issuer, list));
    return (await verifyCredential(signed, options)).verdict;
  };

  it('a gzip bomb, signed by the issuer itself, is not unpacked to its end', {
    timeout: SECONDS,
  }, async () => {
    const bomb = gzipSync(Buffer.alloc(400_000_000), { level: 9 });
    const encodedList = `u${bomb.toString('base64url')}`;
    expect(
      await verdictWith((list) => Object.assign(list['credentialSubject'] as JsonObject, { encodedList })),
    ).toBe('status-unknown');
  });

  it('a list full of other things is not processed', { timeout: SECONDS }, async () => {
    const list = await buildStatusList(issuer.did);
    documents.set(STATUS_LIST_URL, { ...list, evidence: many(50_000, () => ({ name: 'x' })) });
    expect((await verifyCredential(signed, options)).verdict).toBe('status-unknown');
  });

  it('300 of them are not all asked for, and what was not asked is not known', async () => {
    const entry = (n: number): Json => ({
      id: `https://badges.example.org/many/${n}#1`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '1',
      statusListCredential: `https://badges.example.org/many/${n}`,
    });
    const full = await sign(issuer, { ...buildMicro(issuer.did), credentialStatus: many(300, entry) });
    const asked = new Set<string>();
    const list = await buildStatusList(issuer.did);
    const fetchDocument = async (url: string) => {
      asked.add(url);
      return url.includes('/many/')
        ? { document: await sign(issuer, { ...list, id: url }) }
        : options.fetchDocument(url);
    };
    const result = await verifyCredential(full, { ...options, fetchDocument });
    // The lists are asked for first, so not even the key is known.
    expect(result.verdict).toBe('key-unknown');
    expect(asked.size).toBe(MAX_DOCUMENTS);
  });
});
