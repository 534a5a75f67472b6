import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import type { FetchDocument } from '../../src/model/verification.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import {
  buildStatusList,
  createTestWorld,
  fetchFrom,
  NOW,
  publishStatusList,
  STATUS_LIST_URL,
  sign,
} from '../support/test-issuer.ts';
import { buildMicro, STATUS_INDEX } from './sample-credentials.ts';

/** Documents that could not be had anew: what an earlier copy may say, and what it may not. */
const HOUR = 3_600_000;
const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * HOUR);
const world = await createTestWorld();
const credential = await sign(world.issuer, buildMicro(world.issuer.did));

async function verifyWith(
  list: { set?: number[]; change?: (list: JsonObject) => void },
  copies: (url: string) => Date | undefined,
) {
  const documents = new Map(world.documents);
  const built = await buildStatusList(world.issuer.did, { set: list.set ?? [] });
  list.change?.(built);
  documents.set(STATUS_LIST_URL, await sign(world.issuer, built));
  const fetch = fetchFrom(documents);
  const fetchDocument: FetchDocument = async (url) => {
    const fetchedAt = copies(url);
    return { ...(await fetch(url)), ...(fetchedAt === undefined ? {} : { fetchedAt, notRefreshed: true }) };
  };
  const { verdict, checks } = await verifyCredential(credential, { fetchDocument, now: NOW });
  const found = Object.fromEntries(
    checks.map(({ check, outcome, code }) => [check, [outcome, code].join(' ').trim()]),
  );
  return { verdict, found, checks };
}
const listOf = (at: Date) => (url: string) => (url === STATUS_LIST_URL ? at : undefined);
const until = (validUntil: string) => (list: JsonObject) => void Object.assign(list, { validUntil });
const ttl = (ms: number) => (list: JsonObject) =>
  void Object.assign(list['credentialSubject'] as JsonObject, { ttl: ms });

describe('a copy of a status list', () => {
  it.each([
    [
      'within the time that its issuer signed',
      until('2026-11-22T00:00:00Z'),
      6,
      'warning status-not-refreshed',
    ],
    ['past that time', until('2026-11-21T11:00:00Z'), 6, 'unknown status-list-out-of-date'],
    ['within its ttl', ttl(7 * HOUR), 6, 'warning status-not-refreshed'],
    ['past its ttl', ttl(5 * HOUR), 6, 'unknown status-copy-too-old'],
    ['that says neither', () => {}, 6, 'unknown status-copy-too-old'],
    ['from the future', until('2026-11-22T00:00:00Z'), -1, 'unknown status-copy-too-old'],
  ])('%s', async (_, change, hours, expected) => {
    const { verdict, found, checks } = await verifyWith({ change }, listOf(hoursAgo(hours)));
    expect(found['status']).toBe(expected);
    expect(verdict).toBe(expected.startsWith('warning') ? 'valid' : 'status-unknown');
    if (!expected.includes('out-of-date'))
      expect(checks.find(({ check }) => check === 'status')?.copyOf).toBe(hoursAgo(hours).toISOString());
  });

  it('withdraws, however old it is', async () => {
    const { verdict } = await verifyWith({ set: [STATUS_INDEX] }, listOf(hoursAgo(10_000)));
    expect(verdict).toBe('revoked');
  });

  it('clears nobody if it is not signed', async () => {
    const url = 'https://badges.example.org/revoked.json';
    const entry = { id: url, type: '1EdTechRevocationList' };
    const unsigned = await sign(world.issuer, { ...buildMicro(world.issuer.did), credentialStatus: entry });
    const list = { id: url, type: '1EdTechRevocationList', revokedCredential: [] };
    const fetch = fetchFrom(new Map([...world.documents, [url, list]]));
    const fetchDocument: FetchDocument = async (asked) => ({
      ...(await fetch(asked)),
      ...(asked === url ? { fetchedAt: hoursAgo(1), notRefreshed: true } : {}),
    });
    expect((await verifyCredential(unsigned, { fetchDocument, now: NOW })).verdict).toBe('status-unknown');
  });
});

describe('a copy of an issuer’s key', () => {
  it('is used with a warning that says of when it is', async () => {
    const { verdict, found, checks } = await verifyWith({}, (url) =>
      url === STATUS_LIST_URL ? undefined : hoursAgo(30),
    );
    expect([verdict, found['proof'], found['issuer'], found['status']]).toEqual([
      'valid',
      'warning key-not-refreshed',
      'passed',
      'passed',
    ]);
    expect(checks.find(({ check }) => check === 'proof')?.detail).toContain('2026-11-20 06:00 UTC');
  });

  it('is what a list of which there is only a copy is checked with too', async () => {
    const { found } = await verifyWith({ change: until('2026-11-22T00:00:00Z') }, () => hoursAgo(2));
    expect([found['proof'], found['status']]).toEqual([
      'warning key-not-refreshed',
      'warning status-not-refreshed',
    ]);
  });
});

it('of a document from an archive, which has its own time, nothing is said', async () => {
  const documents = new Map(world.documents);
  await publishStatusList(documents, world.issuer);
  const fetch = fetchFrom(documents);
  const fetchDocument: FetchDocument = async (url) => ({ ...(await fetch(url)), fetchedAt: hoursAgo(99) });
  const { checks } = await verifyCredential(credential, { fetchDocument, now: NOW });
  expect(checks.filter(({ copyOf }) => copyOf !== undefined)).toEqual([]);
});
