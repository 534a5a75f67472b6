import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueOtherCredential } from '../../../src/issuer/issue-other-credential.ts';
import { findRecord, makeRecord } from '../../../src/issuer/record/make-record.ts';
import { replaceCredential } from '../../../src/issuer/replace/replace-credential.ts';
import { resumeIssuances } from '../../../src/issuer/resume-issuances.ts';
import { orderStatusChange } from '../../../src/issuer/status/order-status.ts';
import { ISSUED_CONTEXTS } from '../../../src/model/credential.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import { AppError } from '../../../src/model/problem.ts';
import { canonize } from '../../../src/proof/canonize.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { DOMAINS } from '../../support/awards.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import { issueEverything, PART_CODES } from '../../support/issue-everything.ts';
import { openPlainVerifier, SUITE_NAMES } from '../../support/plain-verifier.ts';
import { openTestInstance, PUBLIC_URL, type TestInstance } from '../../support/test-instance.ts';

const revoke = ({ issuing }: TestInstance, id: string) =>
  orderStatusChange(issuing, {
    action: 'revoke',
    selection: { credentials: [id] },
    grounds: { reason: 'issued-in-error' },
    count: 1,
    actor: 'test',
  });

describe('a full record', () => {
  let instance: TestInstance;
  let all: Awaited<ReturnType<typeof issueEverything>>;
  let record: Awaited<ReturnType<typeof makeRecord>>;
  let body: JsonObject & { credentialSubject: JsonObject & { verifiableCredential: JsonObject[] } };
  beforeAll(async () => {
    instance = await openTestInstance();
    all = await issueEverything(instance);
    record = await makeRecord(instance.issuing, all.full.id, { actor: 'test' });
    body = JSON.parse(record.credential.body);
  });
  afterAll(() => instance.close());

  it('holds the full credential and its parts, byte for byte as they were signed', async () => {
    const { store } = instance.issuing;
    const bodies = await Promise.all(
      [all.full.id, ...PART_CODES.map((code) => all.ids[code] ?? '')].map(
        async (id) => (await store.getCredential(id))?.body,
      ),
    );
    expect(body.credentialSubject.verifiableCredential).toEqual(bodies.map((text) => JSON.parse(text ?? '')));
    for (const text of bodies) expect(record.credential.body).toContain(text);
  });

  it('has the shape of CLR 2.0', () => {
    const achievement = (code: string) => `${PUBLIC_URL}/achievements/${code}?v=1`;
    expect(body).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
        'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
        'https://w3id.org/security/suites/ed25519-2020/v1',
      ],
      type: ['VerifiableCredential', 'ClrCredential'],
      name: `Full record: ${all.full.name}`,
      awardedDate: '2026-06-12T00:00:00Z',
      validFrom: '2026-11-21T12:00:00Z',
      issuer: { id: 'did:web:badges.county.example', name: 'Test County Office of Education' },
      credentialSubject: {
        type: ['ClrSubject'],
        name: 'Ana Núñez',
        identifier: JSON.parse(all.full.body).credentialSubject.identifier,
        association: [
          ...PART_CODES.map((code) => ({
            type: 'Association',
            associationType: 'isPartOf',
            sourceId: achievement(code),
            targetId: achievement('tlms-full'),
          })),
          ...DOMAINS.map((code) => ({
            type: 'Association',
            associationType: 'precedes',
            sourceId: achievement(code),
            targetId: achievement('tlms-capstone'),
          })),
        ],
      },
      credentialStatus: { type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      credentialSchema: [
        {
          id: 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json',
          type: '1EdTechJsonSchemaValidator2019',
        },
      ],
      proof: [{ cryptosuite: 'eddsa-rdfc-2022' }, { type: 'Ed25519Signature2020' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/:(null|\[\])/);
  });

  it('loses no term in safe mode: what is inside is signed too', async () => {
    const { proof: _, ...unsecured } = body;
    const quads = await canonize(unsecured);
    for (const word of ['isPartOf', 'precedes', 'ClrSubject', 'sourceId', 'eddsa-rdfc-2022', all.full.id])
      expect(quads).toContain(word);
    const inner = structuredClone(unsecured);
    const [, part] = inner.credentialSubject.verifiableCredential;
    if (part !== undefined) part['name'] = 'Something else';
    expect(await canonize(inner)).not.toBe(quads);
    const strange = { ...unsecured, credentialSubject: { ...unsecured.credentialSubject, strange: 'x' } };
    await expect(canonize(strange)).rejects.toThrow();
  });

  it('verifies with plain @digitalbazaar/vc, and so does each credential in it', {
    timeout: 60_000,
  }, async () => {
    const verify = openPlainVerifier(
      instance.issuing.fetchDocument,
      `${PUBLIC_URL}/.well-known/did.json`,
      () => instance.clock.now,
    );
    for (const credential of [body, ...body.credentialSubject.verifiableCredential]) {
      expect(await verify(credential)).toBe(true);
      const proofs = credential['proof'] as JsonObject[];
      for (const [i, suite] of SUITE_NAMES.entries())
        expect(await verify({ ...credential, proof: proofs[i] as JsonObject }, [suite])).toBe(true);
    }
    const changed = structuredClone(body);
    const [first] = changed.credentialSubject.verifiableCredential;
    if (first !== undefined) first['awardedDate'] = '2025-06-12T00:00:00Z';
    expect(await verify(changed)).toBe(false);
  });

  it('is valid to our own verifier', async () => {
    const { fetchDocument } = instance.issuing;
    const { verdict } = await verifyCredential(body, { fetchDocument, now: instance.clock.now });
    expect(verdict).toBe('valid');
  });

  it('has a share link of its own and is found by its full credential', async () => {
    const { store } = instance.issuing;
    expect(record.share?.id).toMatch(/^[\w-]{16}$/);
    expect(await store.findFullOfRecord(record.credential.id)).toBe(all.full.id);
    expect(record.credential).toMatchObject({ kind: 'other', holderName: 'Ana Núñez' });
    expect(await findRecord(instance.issuing, all.full.id)).toEqual(record);
  });

  it('is made once, however often and by how many it is asked for', async () => {
    const before = await instance.issuing.store.listAudit({ limit: 1_000 });
    const again = await Promise.all(
      [1, 2, 3].map(() => makeRecord(instance.issuing, all.full.id, { actor: 'again' })),
    );
    for (const one of again) expect(one).toEqual(record);
    expect(await instance.issuing.store.listAudit({ limit: 1_000 })).toEqual(before);
    const { full } = await issueEverything(instance, 'Bo Ek');
    const made = await Promise.all(
      [1, 2, 3].map(() => makeRecord(instance.issuing, full.id, { actor: 'test' })),
    );
    expect(new Set(made.map(({ credential }) => credential.id)).size).toBe(1);
    expect(await instance.issuing.store.listRecordsOfFull(full.id)).toHaveLength(1);
  });

  it('is refused of what is no full credential', async () => {
    const { issuing } = instance;
    for (const id of [all.ids['tlms-1'] ?? '', record.credential.id])
      await expect(makeRecord(issuing, id, { actor: 'test' })).rejects.toMatchObject({
        code: 'REQUEST_INVALID',
      });
    await expect(makeRecord(issuing, 'urn:uuid:none', { actor: 'test' })).rejects.toMatchObject({
      code: 'CREDENTIAL_NOT_FOUND',
    });
  });
});

describe('a full record and recognitions', () => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await openTestInstance();
  });
  afterAll(() => instance.close());
  const DID = 'did:web:badges.county.example';
  const TLMS_1 = `${PUBLIC_URL}/achievements/tlms-1?v=1`;

  /** Signed by our own key: who may recognize whom is not looked at here. */
  async function receive(kind: 'issuer' | 'achievement'): Promise<string> {
    const issuerProfile = { id: DID, type: ['Profile'], name: 'Test County Office of Education' };
    const subject =
      kind === 'issuer'
        ? { id: DID, type: ['EndorsementSubject', 'Profile'], name: 'Test County Office of Education' }
        : {
            id: TLMS_1,
            type: ['EndorsementSubject', 'Achievement'],
            name: 'Domain I',
            creator: issuerProfile,
          };
    const { credential } = await issueOtherCredential(
      instance.issuing,
      {
        '@context': [...ISSUED_CONTEXTS],
        type: ['VerifiableCredential', 'EndorsementCredential'],
        issuer: issuerProfile,
        name: 'Recognition',
        validFrom: '2026-01-01T00:00:00Z',
        credentialSubject: subject,
      },
      { actor: 'test' },
    );
    const at = instance.clock.now;
    await instance.issuing.store.saveReceived(
      {
        kind,
        subjectId: String(subject.id),
        subjectName: subject.name,
        issuerDid: DID,
        issuerName: 'Test County Office of Education',
        id: credential.id,
        authorityDid: 'did:web:state.example',
        authorityName: 'State',
        name: 'Recognition',
        validFrom: new Date('2026-01-01T00:00:00Z'),
        validUntil: null,
        body: credential.body,
        receivedAt: at,
      },
      { at, actor: 'test', action: 'recognition-received', subject: credential.id },
    );
    return credential.id;
  }

  it('is a new one after a recognition, with it inside, and the old one stays good', async () => {
    const { store } = instance.issuing;
    const { full } = await issueEverything(instance);
    const first = await makeRecord(instance.issuing, full.id, { actor: 'test' });
    const [ofIssuer, ofAchievement] = [await receive('issuer'), await receive('achievement')];
    expect(await findRecord(instance.issuing, full.id)).toBeNull();
    const second = await makeRecord(instance.issuing, full.id, { actor: 'test' });
    expect(second.credential.id).not.toBe(first.credential.id);
    expect(await makeRecord(instance.issuing, full.id, { actor: 'test' })).toEqual(second);
    const body = JSON.parse(second.credential.body);
    expect(body).toMatchObject({
      issuer: { endorsement: [{ id: ofIssuer }] },
      endorsement: [{ id: ofIssuer }, { id: ofAchievement }],
    });
    const verify = openPlainVerifier(
      instance.issuing.fetchDocument,
      `${PUBLIC_URL}/.well-known/did.json`,
      () => instance.clock.now,
    );
    for (const credential of [body, ...body.endorsement, ...body.credentialSubject.verifiableCredential])
      expect(await verify(credential)).toBe(true);
    expect((await store.getCredential(first.credential.id))?.standing).toBe('in-force');
  });
});

describe.each(ENGINES)('on %s, what happens to a full record afterwards', (engine) => {
  let instance: TestInstance;
  beforeAll(async () => {
    instance = await openTestInstanceOn(engine);
  });
  afterAll(() => instance.close());
  const make = (id: string) => makeRecord(instance.issuing, id, { actor: 'test' });

  it('stays as it is when a part is withdrawn, and no other is made: the part is named', async () => {
    const { full, ids } = await issueEverything(instance, 'Part Withdrawn');
    const { credential } = await make(full.id);
    await revoke(instance, ids['tlms-3'] ?? '');
    const error = await make(full.id).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'RECORD_NOT_WHOLE',
      problems: [
        { path: ids['tlms-3'], code: 'part-withdrawn', detail: expect.stringContaining('Domain III') },
      ],
    });
    expect((error as AppError).problems[0]?.detail).not.toContain('Withdrawn');
    expect((await instance.issuing.store.getCredential(credential.id))?.standing).toBe('in-force');
  });

  it('names the full credential and every part that is not in force', async () => {
    const { full, ids } = await issueEverything(instance, 'Many Gone');
    for (const id of [full.id, ids['tlms-1'], ids['tlms-capstone']]) await revoke(instance, id ?? '');
    await expect(make(full.id)).rejects.toMatchObject({
      problems: [{ code: 'full-withdrawn' }, { code: 'part-withdrawn' }, { code: 'part-withdrawn' }],
    });
  });

  it('is made anew when it was withdrawn itself, though what it holds is in force', async () => {
    const { full } = await issueEverything(instance, 'Record Withdrawn');
    const first = await make(full.id);
    await revoke(instance, first.credential.id);
    expect(await findRecord(instance.issuing, full.id)).toBeNull();
    const second = await make(full.id);
    expect(second.credential.id).not.toBe(first.credential.id);
    expect(await make(full.id)).toEqual(second);
  });

  it('of a corrected full credential takes the place of the one before, and its link leads to it', async () => {
    const { full, ids } = await issueEverything(instance, 'Cora Rected');
    const old = await make(full.id);
    const replaced = await replaceCredential(instance.issuing, ids['tlms-2'] ?? '', {
      corrections: { level: 'accomplished' },
      grounds: {},
      actor: 'test',
    });
    const corrected = replaced.find((one) => one.old === full.id)?.issued.credential;
    await expect(make(full.id)).rejects.toMatchObject({
      problems: [{ code: 'full-replaced' }, { code: 'part-replaced' }],
    });
    const { store } = instance.issuing;
    expect((await store.getCredential(old.credential.id))?.standing).toBe('in-force');
    const made = await make(corrected?.id ?? '');
    expect(await store.getCredential(old.credential.id)).toMatchObject({
      standing: 'revoked',
      replacedBy: made.credential.id,
    });
    expect((await store.getShare(old.share?.id ?? ''))?.credential.id).toBe(made.credential.id);
    expect(made.share?.id).toBe(old.share?.id);
  });
});

describe('a full record whose making was interrupted', () => {
  let instance: TestInstance;
  let isAway = false;
  beforeAll(async () => {
    instance = await openTestInstance({
      wrapSigners: (signers) => ({
        ...signers,
        signerOf: async (did) => {
          if (isAway) throw new AppError('KEY_UNAVAILABLE', 'The key is away.');
          return signers.signerOf(did);
        },
      }),
    });
  });
  afterAll(() => instance.close());

  async function interrupt(name: string) {
    const all = await issueEverything(instance, name);
    isAway = true;
    await expect(makeRecord(instance.issuing, all.full.id, { actor: 'test' })).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    isAway = false;
    const [left] = await instance.issuing.store.listUnfinishedIssuances(new Date('9999-01-01'), 10);
    expect(await findRecord(instance.issuing, all.full.id)).toBeNull();
    return { ...all, left };
  }
  const later = new Date('2026-11-21T13:00:00Z');

  it('is finished with the dates of then by the next start, or by asking again', async () => {
    const { full, left } = await interrupt('Rosa Later');
    instance.clock.now = later;
    expect(await resumeIssuances(instance.issuing, later)).toBe(1);
    const made = await makeRecord(instance.issuing, full.id, { actor: 'test' });
    expect(made.credential.id).toBe(left?.credentialId);
    expect(JSON.parse(made.credential.body)).toMatchObject({
      validFrom: left?.issuedAt.toISOString().replace('.000', ''),
    });
  });

  it('is given up when a part was withdrawn meanwhile', async () => {
    const { full, ids, left } = await interrupt('Paz Gone');
    await revoke(instance, ids['tlms-1'] ?? '');
    expect(await resumeIssuances(instance.issuing, new Date('9999-01-01'))).toBe(0);
    const { store } = instance.issuing;
    expect(await store.listUnfinishedIssuances(new Date('9999-01-01'), 10)).toEqual([]);
    expect(await store.getCredential(left?.credentialId ?? '')).toBeNull();
    await expect(makeRecord(instance.issuing, full.id, { actor: 'test' })).rejects.toMatchObject({
      code: 'RECORD_NOT_WHOLE',
    });
  });
});

describe('a full record whose maker dies', () => {
  const stop = new Error('stop');
  let instance: TestInstance;
  let dies: { at: string; when: 'before' | 'after' } | null = null;
  beforeAll(async () => {
    instance = await openTestInstance({
      wrapStore: (store) =>
        new Proxy(store, {
          get(target, member) {
            const value = Reflect.get(target, member);
            if (typeof value !== 'function') return value;
            return async (...args: unknown[]) => {
              const isHere = dies?.at === member;
              if (isHere && dies?.when === 'before') throw stop;
              const result = await Reflect.apply(value, target, args);
              if (isHere) throw stop;
              return result;
            };
          },
        }),
    });
  });
  afterAll(() => instance.close());

  it.each([
    { at: 'reserveIssuance', when: 'before', left: 0, resumed: 0 },
    { at: 'reserveIssuance', when: 'after', left: 0, resumed: 1 },
    { at: 'completeIssuance', when: 'before', left: 0, resumed: 1 },
    { at: 'completeIssuance', when: 'after', left: 1, resumed: 0 },
  ] as const)('$when $at is there once, whole, with one link', async ({ at, when, left, resumed }) => {
    const { store } = instance.issuing;
    const { full } = await issueEverything(instance, `Dies ${when} ${at}`);
    dies = { at, when };
    await expect(makeRecord(instance.issuing, full.id, { actor: 'test' })).rejects.toBe(stop);
    dies = null;
    expect(await store.listRecordsOfFull(full.id)).toHaveLength(left);
    expect(await resumeIssuances(instance.issuing, new Date('9999-01-01'))).toBe(resumed);
    const made = await makeRecord(instance.issuing, full.id, { actor: 'test' });
    expect(await store.listRecordsOfFull(full.id)).toEqual([made.credential]);
    expect(await store.listSharesOfCredential(made.credential.id)).toEqual([made.share]);
    expect(await store.listUnfinishedIssuances(new Date('9999-01-01'), 10)).toEqual([]);
  });
});
