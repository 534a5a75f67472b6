import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptRecognition } from '../../../src/issuer/recognitions/accept-recognition.ts';
import { dropRecognition } from '../../../src/issuer/recognitions/drop-recognition.ts';
import { recheckReceived } from '../../../src/issuer/recognitions/recheck-received.ts';
import { recognize } from '../../../src/issuer/recognitions/recognize.ts';
import { revokeRecognition } from '../../../src/issuer/recognitions/revoke-recognition.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { FetchFailure } from '../../../src/model/verification.ts';
import { codeOf } from '../../support/store-fixtures.ts';
import {
  type Authorities,
  bytesOf,
  COUNTY,
  COUNTY_DID,
  COUNTY_TLMS_1,
  found,
  openAuthorities,
  STATE_DID,
} from './authority.ts';

let world: Authorities;
beforeAll(async () => {
  world = await openAuthorities();
});
afterAll(() => world.close());

const accept = (body: string | JsonObject | Uint8Array) =>
  acceptRecognition(world.county.issuing, body instanceof Uint8Array ? body : bytesOf(body), 'test');
const give = async (change: object) =>
  (await recognize(world.state.issuing, { ...COUNTY, ...change }, { actor: 'test' })).credential;
const codesOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    ({ code, problems }) => [code, ...(problems ?? []).map((one: { code: string }) => one.code)],
  );

describe('a recognition that was handed in', () => {
  it('is kept once, and says who gave it and to whom', async () => {
    const { body, id } = await give({});
    const first = await accept(body);
    expect(first).toMatchObject({
      outcome: 'saved',
      recognition: { id, kind: 'issuer', issuerDid: COUNTY_DID, authorityDid: STATE_DID, body },
    });
    expect((await accept(JSON.stringify(JSON.parse(body), null, 2))).outcome).toBe('unchanged');
    await dropRecognition(world.county.issuing, id, 'test');
    expect(await codeOf(dropRecognition(world.county.issuing, id, 'test'))).toBe('NOT_FOUND');
    expect((await accept(body)).outcome).toBe('saved');
  });

  it('is kept for one achievement, in the name that it has here', async () => {
    const { body } = await give(COUNTY_TLMS_1);
    const { recognition } = await accept(body);
    expect(recognition).toMatchObject({ kind: 'achievement', subjectId: COUNTY_TLMS_1.achievement?.id });
    expect(recognition.subjectName).not.toBe('Domain I');
  });

  it.each([
    ['nothing', '', 'empty'],
    ['no JSON', '{', 'json-malformed'],
    ['a JWT', 'eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319.eA', 'jwt'],
    ['another credential', '{"type":["VerifiableCredential"],"proof":{}}', 'not-a-recognition'],
    ['what is too large', `{"a":"${'x'.repeat(1_000_001)}"}`, 'too-large'],
    ['what nests too deep', '['.repeat(70), 'json-too-deep'],
  ])('is refused when it is %s', async (_, text, code) => {
    const codes = await codesOf(accept(text));
    expect(codes).toEqual([
      'RECOGNITION_NOT_ACCEPTED',
      expect.stringMatching(code === 'jwt' ? /jwt|not-a/ : code),
    ]);
  });

  it('is refused when it is changed, unsigned, about others, or about who signed it', async () => {
    const { body } = await give({ comment: 'Changed.' });
    const parsed = JSON.parse(body);
    const changed = { ...parsed, name: 'Recognition of everything' };
    expect(await codesOf(accept(changed))).toContain('RECOGNITION_NOT_ACCEPTED');
    const { proof: _, ...unsigned } = parsed;
    expect(await codesOf(accept(unsigned))).toEqual(['RECOGNITION_NOT_ACCEPTED', 'not-a-recognition']);
    const others = await give({ recognizes: { id: 'did:web:other.example', name: 'Other' } });
    expect(await codesOf(accept(others.body))).toEqual(['RECOGNITION_NOT_ACCEPTED', 'not-ours']);
    const unknown = await give({
      achievement: { id: 'https://badges.county.example/achievements/no?v=1', name: 'X' },
    });
    expect(await codesOf(accept(unknown.body))).toEqual(['RECOGNITION_NOT_ACCEPTED', 'not-ours']);
    const foreign = await give({
      ...COUNTY_TLMS_1,
      recognizes: { id: 'did:web:other.example', name: 'Other' },
    });
    expect(await codesOf(accept(foreign.body))).toEqual(['RECOGNITION_NOT_ACCEPTED', 'not-ours']);
    const kept = await world.county.issuing.store.listReceived({ limit: 100 });
    expect(JSON.stringify(kept)).not.toContain('everything');
  });

  it('may come from another issuer of the same instance', async () => {
    const { issuing } = world.county;
    await found(world.county, 'district', 'District');
    const district = await issuing.store.findIssuer('district');
    const request = { recognizes: { id: district?.did ?? '', name: 'District' } };
    const { credential } = await recognize(issuing, request, { actor: 'test' });
    expect((await accept(credential.body)).recognition).toMatchObject({ issuerDid: district?.did });
    expect(JSON.parse(credential.body).issuer.endorsement).toBeDefined();
  });

  it('is refused when it is over, and kept when it begins later', async () => {
    const over = await give({ validUntil: '2026-11-25' });
    world.county.clock.now = new Date('2026-11-26T00:00:00Z');
    expect(await codesOf(accept(over.body))).toContain('RECOGNITION_NOT_ACCEPTED');
    world.county.clock.now = new Date('2026-11-21T12:00:00Z');
    const later = await give({ validFrom: '2027-01-01' });
    expect((await accept(later.body)).outcome).toBe('saved');
    const revoked = await give({ comment: 'Revoked.' });
    await revokeRecognition(world.state.issuing, revoked.id, { grounds: { reason: 'other' }, actor: 'test' });
    expect(await codesOf(accept(revoked.body))).toContain('RECOGNITION_NOT_ACCEPTED');
  });

  it('is refused, or stays as it was, when nobody can tell', async () => {
    const { issuing } = world.county;
    const [now, later] = [await give({ comment: 'Now.' }), await give({ validFrom: '2027-02-01' })];
    const { fetchDocument } = issuing;
    issuing.fetchDocument = async (url) => {
      if (url.includes('/status/')) throw new FetchFailure('unreachable');
      return fetchDocument(url);
    };
    for (const { body } of [now, later])
      expect(await codesOf(accept(body))).toContain('RECOGNITION_NOT_ACCEPTED');
    const rechecked = await recheckReceived(issuing, 'test');
    expect(rechecked.changed).toEqual([]);
    expect(rechecked.unknown).toHaveLength(rechecked.checked);
    issuing.fetchDocument = fetchDocument;
    expect((await recheckReceived(issuing, 'test')).unknown).toEqual([]);
  });
});
