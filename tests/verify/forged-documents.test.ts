import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { CheckResult, VerificationResult } from '../../src/model/verification.ts';
import { verifyBytes } from '../../src/verify/verify-bytes.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { createTestWorld, createWebIssuer, publishStatusList, sign } from '../support/test-issuer.ts';
import { buildMicro } from './sample-credentials.ts';

/** The ways in which the field's validators can be fooled (standards.md §5.3), each tried with real keys. */
const { issuer, options } = await createTestWorld();

const verify = (credential: JsonObject) => verifyCredential(credential, options);
const checkOf = ({ checks }: VerificationResult, name: string) =>
  checks.find(({ check }) => check === name) as CheckResult;

describe('documents', () => {
  const issue = async (change: (credential: JsonObject) => void) => {
    const unsigned = buildMicro(issuer.did);
    change(unsigned);
    return verify(await sign(issuer, unsigned));
  };
  const inside = (credential: JsonObject) => {
    const subject = credential['credentialSubject'] as JsonObject;
    const [result] = subject['result'] as [JsonObject];
    const [description] = (subject['achievement'] as JsonObject)['resultDescription'] as [JsonObject];
    return { result, description };
  };

  it('D1: results point at what is there, and reach what is required', async () => {
    const levels = (to: string) => (credential: JsonObject) => {
      const { result } = inside(credential);
      result['achievedLevel'] = (result['achievedLevel'] as string).replace('level-3', to);
    };
    expect((await issue(levels('level-4'))).verdict).toBe('valid');
    expect((await issue(levels('level-2'))).verdict).toBe('incomplete');
    expect((await issue(levels('level-9'))).verdict).toBe('incomplete');
    const elsewhere = (credential: JsonObject) => {
      inside(credential).result['resultDescription'] = 'https://badges.example.org/achievements/other#rubric';
    };
    expect((await issue(elsewhere)).verdict).toBe('incomplete');
  });

  it('D1: neither the order of levels, which is not signed, nor another spelling hides a level that is too low', async () => {
    const unsigned = buildMicro(issuer.did);
    inside(unsigned).result['achievedLevel'] = 'https://badges.example.org/achievements/tlms-1?v=1#level-1';
    const signed = await sign(issuer, unsigned);
    const respell = (member: string) => (credential: JsonObject) => {
      const { result } = inside(credential);
      result[member] = [result[member] as Json];
    };
    const changes: ((credential: JsonObject) => void)[] = [
      (credential) => {
        (inside(credential).description['rubricCriterionLevel'] as Json[]).reverse();
      },
      respell('achievedLevel'),
      respell('resultDescription'),
      (credential) => {
        const subject = credential['credentialSubject'] as JsonObject;
        subject['result'] = [subject['result'] as Json];
      },
    ];
    for (const change of changes) {
      const copy = structuredClone(signed);
      change(copy);
      const result = await verify(copy);
      expect(checkOf(result, 'proof').outcome).toBe('passed');
      expect(result.verdict).not.toBe('valid');
    }
  });

  it('D2: a credential that ends before it begins is not in force at any time', async () => {
    const credential = { ...buildMicro(issuer.did), validUntil: '2026-11-20T00:00:00Z' };
    const signed = await sign(issuer, credential);
    for (const day of ['19', '20', '21', '22']) {
      const now = new Date(`2026-11-${day}T12:00:00Z`);
      expect((await verifyCredential(signed, { ...options, now })).verdict).not.toBe('valid');
    }
  });

  it('D3: nulls and empty arrays, which no signature covers, are pointed out', async () => {
    const signed = await sign(issuer, buildMicro(issuer.did));
    for (const extra of [{ image: [] }, { description: null }, { endorsement: [null] }]) {
      const result = await verify({ ...signed, ...extra });
      expect(checkOf(result, 'structure')).toMatchObject({ outcome: 'warning', code: 'null-or-empty' });
    }
    expect((await verify({ ...signed, credentialStatus: null })).verdict).toBe('not-genuine');
    expect((await verify({ ...signed, validUntil: null })).verdict).toBe('unreadable');
  });

  it('D4: a PNG picture is named as what it is, and not searched for text', async () => {
    const signed = JSON.stringify(await sign(issuer, buildMicro(issuer.did)));
    const bytes = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(signed)]);
    const result = await verifyBytes(new Uint8Array(bytes), options);
    expect(result.verdict).toBe('unreadable');
    expect(checkOf(result, 'structure').code).toBe('container-damaged');
  });

  it('D5: a context that is not bundled is refused by name and nothing is fetched for it', async () => {
    const fetched: string[] = [];
    const signed = await sign(issuer, buildMicro(issuer.did));
    const context = 'https://mallory.example/context.json';
    const result = await verifyCredential(
      { ...signed, '@context': [...(signed['@context'] as Json[]), context] },
      {
        ...options,
        fetchDocument: (url) => {
          fetched.push(url);
          return options.fetchDocument(url);
        },
      },
    );
    expect(result.verdict).toBe('unsupported-proof');
    expect(checkOf(result, 'structure').detail).toContain(context);
    expect(fetched).not.toContain(context);
  });

  it('another issuer’s clean list does not clear, and a foreign DID’s key does not sign for us', async () => {
    const world = await createTestWorld();
    const stranger = await createWebIssuer(world.documents, { did: 'did:web:mallory.example', seed: 67 });
    await publishStatusList(world.documents, stranger);
    const signed = await sign(world.issuer, buildMicro(world.issuer.did));
    expect((await verifyCredential(signed, world.options)).verdict).toBe('status-unknown');
    const forged = await sign(stranger, buildMicro(world.issuer.did));
    expect((await verifyCredential(forged, world.options)).verdict).toBe('not-genuine');
  });
});
