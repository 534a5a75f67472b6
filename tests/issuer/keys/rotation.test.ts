import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../../src/issuer/issue-credential.ts';
import { openKeyDirectory } from '../../../src/issuer/key-directory.ts';
import { revokeKey } from '../../../src/issuer/keys/revoke-key.ts';
import { KEY_LEAD_MS, retireKey, rotateKey } from '../../../src/issuer/keys/rotate-key.ts';
import { publishDidDocument } from '../../../src/issuer/publish-did-document.ts';
import { publishStatusList } from '../../../src/issuer/publish-status-list.ts';
import { listSignedBy } from '../../../src/issuer/reissue/open-reissue.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { CredentialRecord } from '../../../src/store/records.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { partAward } from '../../support/awards.ts';
import { ENGINES, openTestInstanceOn } from '../../support/engines.ts';
import type { TestInstance } from '../../support/test-instance.ts';

describe.each(ENGINES)('keys on %s', (engine) => {
  let instance: TestInstance;
  let people = 0;
  beforeAll(async () => {
    instance = await openTestInstanceOn(engine);
  });
  afterAll(() => instance.close());

  const issue = async () => {
    const holder = { name: 'Ana Núñez', email: `k${people++}@x.example` };
    return (await issueCredential(instance.issuing, partAward('tlms-1', { holder }), { actor: 'test' }))
      .credential;
  };
  const keyOf = ({ body }: CredentialRecord) =>
    String(JSON.parse(body).proof[0].verificationMethod).split('#')[1] ?? '';
  const check = ({ body }: { body: string }, document?: JsonObject) =>
    verifyCredential(JSON.parse(body) as JsonObject, {
      fetchDocument: async (url) =>
        document !== undefined && url.endsWith('/did.json')
          ? { document }
          : instance.issuing.fetchDocument(url),
      now: instance.clock.now,
    });
  const pass = (ms: number) => {
    instance.clock.now = new Date(instance.clock.now.getTime() + ms);
  };
  const root = async () => {
    const issuer = await instance.issuing.store.findIssuer('');
    if (issuer === null) throw new Error('an issuer');
    return issuer;
  };
  const rotate = (leadMs = KEY_LEAD_MS) =>
    rotateKey(instance.issuing, instance.keys, { issuer: '', leadMs, actor: 'alice' });

  it('publishes a new key before it signs, and keeps what was signed before, during and after', async () => {
    const before = await issue();
    const oldDocument = await publishDidDocument(await root(), instance.issuing.signers);
    const key = await rotate();
    const during = await issue();
    expect(keyOf(during)).toBe(keyOf(before));
    const document = await publishDidDocument(await root(), instance.issuing.signers);
    expect(JSON.stringify(document)).toContain(key.publicKey);
    pass(KEY_LEAD_MS);
    const after = await issue();
    expect(keyOf(after)).toBe(key.publicKey);
    for (const record of [before, during, after]) expect((await check(record)).verdict).toBe('valid');
    // Whoever has an old copy of the DID document cannot say.
    expect((await check(after, oldDocument)).verdict).toBe('key-unknown');
    expect((await check(before, oldDocument)).verdict).toBe('valid');
  });

  it('retires a key: no more signatures, its private half gone, what it signed stays good', async () => {
    const [signing, old] = await instance.issuing.signers.keysOf((await root()).did);
    const retire = (publicKey: string, expires = false) =>
      retireKey(instance.issuing, instance.keys, publicKey, { expires, actor: 'alice' });
    await expect(retire(signing?.publicKey ?? '')).rejects.toMatchObject({ code: 'STANDING_CONFLICT' });
    await expect(retire('z6MkNobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await retire(old?.publicKey ?? '');
    await expect(openKeyDirectory(instance.keyDir).openSigner(old?.publicKey ?? '')).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    const { store } = instance.issuing;
    const first = (await store.listCredentials({ limit: 100 })).find(
      (record) => keyOf(record) === old?.publicKey,
    );
    expect((await check(first ?? { body: '{}' })).verdict).toBe('valid');
  });

  it('with a published end, refuses proofs that claim to be later and keeps earlier ones', async () => {
    const early = await issue();
    await rotate(0);
    pass(60_000);
    const retired = await retireKey(instance.issuing, instance.keys, keyOf(early), {
      expires: true,
      actor: 'alice',
    });
    expect(retired.expiresAt).toEqual(instance.clock.now);
    pass(60_000);
    const document = await publishDidDocument(await root(), instance.issuing.signers);
    const method = (document['verificationMethod'] as JsonObject[]).find(({ id }) =>
      String(id).endsWith(keyOf(early)),
    );
    expect(method?.['expires']).toBeDefined();
    const result = await check(early);
    expect(result.verdict).toBe('valid');
    expect(result.checks.find((entry) => entry.check === 'proof')).toMatchObject({
      code: 'key-expired-since',
    });
  });

  it('records nothing that a key signed which was revoked meanwhile; the next key signs it', async () => {
    await rotate(0);
    pass(1_000);
    const { store } = instance.issuing;
    const award = partAward('tlms-1', { holder: { name: 'Ana Núñez', email: 'race@x.example' } });
    const [signing] = await instance.issuing.signers.keysOf((await root()).did);
    const racing = Object.create(store, {
      completeIssuance: {
        value: async (...given: Parameters<typeof store.completeIssuance>) => {
          await revokeKey(instance.issuing, instance.keys, signing?.publicKey ?? '', 'alice');
          return store.completeIssuance(...given);
        },
      },
    });
    const issuing = { ...instance.issuing, store: racing };
    await expect(issueCredential(issuing, award, { actor: 'test' })).rejects.toMatchObject({
      code: 'KEY_UNAVAILABLE',
    });
    const { credential } = await issueCredential(instance.issuing, award, { actor: 'test' });
    expect(keyOf(credential)).not.toBe(signing?.publicKey);
    expect((await check(credential)).verdict).toBe('valid');
  });

  it('revokes a key: a new one signs, its lists are signed anew, nothing that it signed counts', async () => {
    const other = await issue();
    await rotate(0);
    pass(1_000);
    const stolen = await issue();
    const key = keyOf(stolen);
    expect(key).not.toBe(keyOf(other));
    pass(13 * 3_600_000);
    await publishStatusList(instance.issuing, 1);
    const successor = await revokeKey(instance.issuing, instance.keys, key, 'alice');
    // Never the one before, which was rotated out.
    expect(successor?.publicKey).not.toBe(keyOf(other));
    expect(keyOf(await issue())).toBe(successor?.publicKey);
    const list = await instance.issuing.store.getStatusList(1);
    expect(list?.publication?.body).not.toContain(key);
    const result = await check(stolen);
    expect(result.verdict).toBe('not-genuine');
    expect(result.checks.find((entry) => entry.check === 'proof')).toMatchObject({ code: 'key-revoked' });
    expect((await check(other)).verdict).toBe('valid');
    const document = await publishDidDocument(await root(), instance.issuing.signers);
    expect(JSON.stringify(document['assertionMethod'])).not.toContain(key);
    expect(await listSignedBy(instance.issuing, '', key)).toMatchObject({
      awards: [{ id: stolen.id }],
      others: [],
    });
    expect(await revokeKey(instance.issuing, instance.keys, key, 'alice')).toBeNull();
    // One that does not sign any more needs no successor.
    expect(await revokeKey(instance.issuing, instance.keys, keyOf(other), 'alice')).toBeNull();
    const fresh = await issue();
    expect(keyOf(fresh)).toBe(successor?.publicKey);
    expect((await check(fresh)).verdict).toBe('valid');
  });
});
