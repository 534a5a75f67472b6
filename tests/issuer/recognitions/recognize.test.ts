import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listRecognitions } from '../../../src/issuer/archive/list-recognitions.ts';
import type { Archiving } from '../../../src/issuer/archive/public-document.ts';
import { readRegister, standingOf } from '../../../src/issuer/recognitions/list-recognitions.ts';
import { RecognitionRequest } from '../../../src/issuer/recognitions/recognition-request.ts';
import { recognize } from '../../../src/issuer/recognitions/recognize.ts';
import { renewRecognition } from '../../../src/issuer/recognitions/renew-recognition.ts';
import { revokeRecognition } from '../../../src/issuer/recognitions/revoke-recognition.ts';
import { reissueOther } from '../../../src/issuer/reissue/reissue-other.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { RecognitionRecord } from '../../../src/store/recognition-store.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { createMigratedDatabase } from '../../support/postgres.ts';
import { codeOf } from '../../support/store-fixtures.ts';
import { openTestInstance, type TestInstance } from '../../support/test-instance.ts';
import { BADGE_REQUEST, COUNTY_DID, STATE_REQUEST } from './authority.ts';

const STATE = STATE_REQUEST;
const BADGE = { ...BADGE_REQUEST, comment: 'For coaches.' };
const ACTOR = { actor: 'test' };

describe.each(['sqlite', 'postgres'] as const)('recognitions on %s', (engine) => {
  let instance: TestInstance;
  let drop = async () => {};
  beforeAll(async () => {
    if (engine === 'postgres') {
      const database = await createMigratedDatabase();
      drop = database.drop;
      instance = await openTestInstance({ databaseUrl: database.url });
    } else instance = await openTestInstance();
  });
  afterAll(async () => {
    await instance.close();
    await drop();
  });

  const read = async (id: string) => (await instance.issuing.store.getRecognition(id)) as RecognitionRecord;
  const verify = (body: string) =>
    verifyCredential(JSON.parse(body) as JsonObject, {
      fetchDocument: instance.issuing.fetchDocument,
      now: instance.clock.now,
    });

  it('of an issuer are signed, dated and revocable endorsements', async () => {
    const { credential, share } = await recognize(
      instance.issuing,
      { ...STATE, validUntil: '2027-06-30' },
      ACTOR,
    );
    expect(share).toBeNull();
    const body = JSON.parse(credential.body);
    expect(body).toMatchObject({
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: { id: COUNTY_DID, type: ['Profile'] },
      name: 'Recognition of State',
      validFrom: '2026-11-21T12:00:00Z',
      validUntil: '2027-06-30T23:59:59Z',
      credentialSubject: {
        id: 'did:web:state.example',
        type: ['EndorsementSubject', 'Profile'],
        name: 'State',
      },
      credentialStatus: { statusPurpose: 'revocation' },
    });
    expect(body.issuer).not.toHaveProperty('endorsement');
    expect(body.proof).toHaveLength(2);
    expect((await verify(credential.body)).verdict).toBe('valid');
    expect(await read(credential.id)).toMatchObject({ kind: 'issuer', subjectId: 'did:web:state.example' });
  });

  it('of an achievement name the issuer for which they count', async () => {
    const { credential } = await recognize(instance.issuing, BADGE, ACTOR);
    const { credentialSubject } = JSON.parse(credential.body);
    expect(credentialSubject).toEqual({
      id: 'https://state.example/achievements/a?v=1',
      type: ['EndorsementSubject', 'Achievement'],
      name: 'A',
      humanCode: 'A',
      version: '1',
      creator: {
        id: 'did:web:state.example',
        type: ['Profile'],
        name: 'State',
        url: 'https://state.example',
      },
      endorsementComment: 'For coaches.',
    });
    expect(await read(credential.id)).toMatchObject({ kind: 'achievement', issuerName: 'State' });
  });

  it('asked for twice are given once, until they are revoked', async () => {
    const request = { ...STATE, comment: 'Once.' };
    const twice = await Promise.all([1, 2, 3].map(() => recognize(instance.issuing, request, ACTOR)));
    const [id = ''] = twice.map(({ credential }) => credential.id);
    expect(new Set(twice.map(({ credential }) => credential.body)).size).toBe(1);
    const order = await revokeRecognition(instance.issuing, id, { grounds: { reason: 'other' }, ...ACTOR });
    expect(order).toMatchObject({ state: 'applied', changed: 1 });
    const revoked = await read(id);
    expect(standingOf(revoked, instance.clock.now)).toBe('revoked');
    expect((await verify(revoked.body)).verdict).toBe('revoked');
    const again = await recognize(instance.issuing, request, ACTOR);
    expect(again.credential.id).not.toBe(id);
    expect((await recognize(instance.issuing, request, ACTOR)).credential.id).toBe(again.credential.id);
    const revoking = revokeRecognition(instance.issuing, id, { grounds: { reason: 'other' }, ...ACTOR });
    expect(await codeOf(revoking)).toBe('COUNT_DIFFERS');
  });

  it('are renewed from their end, without a gap and without ending the old one', async () => {
    const { issuing } = instance;
    const { credential } = await recognize(issuing, { ...STATE, validUntil: '2027-01-31' }, ACTOR);
    const renew = (validUntil?: string) =>
      renewRecognition(issuing, credential.id, {
        renewal: validUntil === undefined ? {} : { validUntil },
        ...ACTOR,
      });
    const renewed = (await renew('2028-01-31')).credential;
    expect((await renew('2028-01-31')).credential.id).toBe(renewed.id);
    expect(renewed.renews).toBe(credential.id);
    expect(renewed.validFrom).toEqual(credential.validUntil);
    expect(JSON.parse(renewed.body).credentialSubject).toEqual(JSON.parse(credential.body).credentialSubject);
    const { now } = instance.clock;
    expect(standingOf(await read(renewed.id), now)).toBe('not-yet');
    expect(standingOf(await read(credential.id), now)).toBe('in-force');
    expect(standingOf(await read(credential.id), new Date('2027-03-01'))).toBe('expired');
    expect(standingOf(await read(renewed.id), new Date('2027-03-01'))).toBe('in-force');
    expect(await codeOf(renew('2027-01-31'))).toBe('REQUEST_INVALID');
    const endless = (await recognize(issuing, BADGE, ACTOR)).credential;
    const ofEndless = renewRecognition(issuing, endless.id, { renewal: {}, ...ACTOR });
    expect(await codeOf(ofEndless)).toBe('REQUEST_INVALID');
    await revokeRecognition(issuing, credential.id, { grounds: { reason: 'other' }, ...ACTOR });
    expect(await codeOf(renew('2029-01-31'))).toBe('STANDING_CONFLICT');
    expect(await codeOf(renewRecognition(issuing, 'urn:uuid:x', { renewal: {}, ...ACTOR }))).toBe(
      'NOT_FOUND',
    );
  });

  it('stay what they are when a key is revoked and everything is issued anew', async () => {
    const { issuing } = instance;
    const { credential } = await recognize(issuing, { ...BADGE, comment: 'Old key.' }, ACTOR);
    await reissueOther(issuing, { id: credential.id, isRevocable: true }, 'test');
    const old = await read(credential.id);
    expect(old).toMatchObject({ standing: 'revoked' });
    expect(await read(old.replacedBy ?? '')).toMatchObject({
      standing: 'in-force',
      subjectId: old.subjectId,
    });
  });

  it('are not given to oneself, nor when they would be over', async () => {
    const own = { recognizes: { id: COUNTY_DID, name: 'Us' } };
    expect(await codeOf(recognize(instance.issuing, own, ACTOR))).toBe('REQUEST_INVALID');
    const over = { ...STATE, validUntil: '2026-11-20' };
    expect(await codeOf(recognize(instance.issuing, over, ACTOR))).toBe('REQUEST_INVALID');
    expect(await codeOf(recognize(instance.issuing, { ...STATE, issuer: 'nobody' }, ACTOR))).toBe(
      'ISSUER_UNKNOWN',
    );
  });

  it('stand in the register, and in the archive, as they were signed', async () => {
    const { recognitions, next } = await readRegister(instance.issuing);
    expect(next).toBeNull();
    const all = await instance.issuing.store.listRecognitions({ limit: 100 });
    expect(recognitions).toEqual(all);
    const documents = [];
    for await (const one of listRecognitions({ issuing: instance.issuing } as Archiving)) documents.push(one);
    expect(documents.slice(0, -1).map(({ body }) => body)).toEqual(all.map(({ body }) => body));
    expect(JSON.parse(documents.at(-1)?.body ?? '').recognitions).toEqual(
      all.map(({ body }) => JSON.parse(body)),
    );
    instance.clock.now = new Date('2040-01-01T00:00:00Z');
    const later = (await readRegister(instance.issuing)).recognitions;
    instance.clock.now = new Date('2026-11-21T12:00:00Z');
    expect(later.length).toBeLessThan(all.length);
    expect(later.every(({ validUntil, standing }) => validUntil === null && standing === 'in-force')).toBe(
      true,
    );
  });
});

describe('a request for a recognition', () => {
  it.each([
    { recognizes: { id: 'did:example:x', name: 'X' } },
    { recognizes: { id: 'did:web:x.example', name: '' } },
    { recognizes: { id: 'did:web:x.example', name: 'X', url: 'javascript:alert(1)' } },
    { recognizes: { id: 'did:web:x.example', name: 'X', url: 'http://localhost.evil.example/' } },
    { ...STATE, achievement: { id: 'urn:uuid:1', name: 'A' } },
    { ...STATE, validFrom: '2027-01-02', validUntil: '2027-01-01' },
    { ...STATE, validUntil: '30 June' },
    { ...STATE, more: 1 },
  ])('is refused: %j', (request) => {
    expect(RecognitionRequest.safeParse(request).success).toBe(false);
  });
  it('may be about localhost, where people try it', () => {
    const achievement = { id: 'http://localhost:8080/achievements/tlms-1?v=1', name: 'A' };
    expect(RecognitionRequest.safeParse({ ...STATE, achievement }).success).toBe(true);
  });
});
