import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
// @ts-expect-error: the package has no types, and src/proof declares only what it uses.
import { verifyCredential as peerVerify } from '@digitalbazaar/vc';
import { Ajv2019 } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueCredential } from '../../src/issuer/issue-credential.ts';
import { publishStatusList } from '../../src/issuer/publish-status-list.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { OPEN_BADGE_SCHEMA } from '../../src/model/open-badge-schema/open-badge-schema.ts';
import { loadContext } from '../../src/proof/document-loader.ts';
import { DOMAINS, fullAward, partAward } from '../support/awards.ts';
import { openTestInstance, type TestInstance } from '../support/test-instance.ts';

let instance: TestInstance;
const issued: Record<string, JsonObject & { proof: JsonObject[] }> = {};
beforeAll(async () => {
  instance = await openTestInstance();
  for (const code of [...DOMAINS, 'tlms-capstone', 'tlms-full']) {
    const award = code === 'tlms-full' ? fullAward() : partAward(code);
    const { credential } = await issueCredential(instance.issuing, award, { actor: 'test' });
    issued[code] = JSON.parse(credential.body);
  }
  issued['status list'] = JSON.parse((await publishStatusList(instance.issuing, 1))?.body ?? '{}');
});
afterAll(() => instance.close());

/** What a verifier that knows nothing of us has: contexts, and our DID document as the world gets it. */
async function documentLoader(url: string): Promise<object> {
  if (!url.startsWith('did:web:')) return loadContext(url);
  const { document } = await instance.issuing.fetchDocument(
    'https://badges.county.example/.well-known/did.json',
  );
  const methods = document['verificationMethod'] as JsonObject[];
  const method = methods.find(({ id }) => id === url);
  const found = method === undefined ? document : { '@context': document['@context'], ...method };
  return { contextUrl: null, documentUrl: url, document: withContext(found as JsonObject) };
}

/** digitalbazaar's key classes take a key document by its own context. */
function withContext(document: JsonObject): JsonObject {
  const contexts: Record<string, string> = {
    Multikey: 'https://w3id.org/security/multikey/v1',
    Ed25519VerificationKey2020: 'https://w3id.org/security/suites/ed25519-2020/v1',
  };
  const context = contexts[String(document['type'])];
  return context === undefined ? document : { ...document, '@context': context };
}

const SUITES = {
  'eddsa-rdfc-2022': () => new DataIntegrityProof({ cryptosuite }),
  Ed25519Signature2020: () => new Ed25519Signature2020(),
};

async function verifyByPeer(credential: JsonObject, suites: (keyof typeof SUITES)[]): Promise<boolean> {
  const result = await peerVerify({
    credential,
    suite: suites.map((name) => SUITES[name]()),
    documentLoader,
    checkStatus: async () => ({ verified: true }),
    now: instance.clock.now,
  });
  return result.verified;
}

describe.each(['tlms-1', 'tlms-capstone', 'tlms-full', 'status list'])('an issued %s', (name) => {
  const credential = () => issued[name] as JsonObject & { proof: JsonObject[] };

  it('verifies with plain @digitalbazaar/vc, each proof alone and both as a set', async () => {
    const [first, second] = credential().proof as [JsonObject, JsonObject];
    expect(await verifyByPeer({ ...credential(), proof: first }, ['eddsa-rdfc-2022'])).toBe(true);
    expect(await verifyByPeer({ ...credential(), proof: second }, ['Ed25519Signature2020'])).toBe(true);
    expect(await verifyByPeer(credential(), ['eddsa-rdfc-2022', 'Ed25519Signature2020'])).toBe(true);
  });

  it('does not verify there once a date is another', async () => {
    const changed = { ...credential(), validFrom: '2026-11-20T00:00:00Z' };
    for (const [i, suite] of (Object.keys(SUITES) as (keyof typeof SUITES)[]).entries())
      expect(await verifyByPeer({ ...changed, proof: credential().proof[i] as JsonObject }, [suite])).toBe(
        false,
      );
  });
});

it.each(['tlms-1', 'tlms-capstone', 'tlms-full'])(
  'an issued %s satisfies the official Open Badges schema, judged by Ajv',
  (name) => {
    const ajv = new Ajv2019({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(OPEN_BADGE_SCHEMA);
    validate(issued[name]);
    expect(validate.errors).toBeNull();
    validate({ ...issued[name], credentialSubject: { type: ['AchievementSubject'] } });
    expect(validate.errors).not.toBeNull();
  },
);
