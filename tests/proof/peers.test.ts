import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import * as verifierCore from '@digitalcredentials/verifier-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { documentUrlOf } from '../../src/proof/did-url.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { readInteropJson } from '../support/interop.ts';
import {
  createTestWorld,
  fetchFrom,
  publishStatusList,
  STATUS_LIST_URL,
  sign,
} from '../support/test-issuer.ts';
import { buildSample, SAMPLE_KINDS, STATUS_INDEX } from '../verify/sample-credentials.ts';

/** What other people's software says of credentials that Lectern signs. */
const { documents, issuer, options } = await createTestWorld();
const revokedList = await publishStatusList(new Map(), issuer, { set: [STATUS_INDEX] });
const cleanList = documents.get(STATUS_LIST_URL) as JsonObject;

interface PeerAnswer {
  verified: boolean;
  results?: { status?: boolean }[];
  error?: unknown;
}
interface Peer {
  verifyCredential(input: object): Promise<PeerAnswer>;
  checkStatus(input: object): Promise<PeerAnswer>;
}
const digitalBazaar = { ...vc, ...bitstring } as unknown as Peer;

/** Contexts and documents as these packages load them; a key alone, with the context that they ask for. */
const loaderOf = (list: JsonObject) => async (url: string) => {
  const known = BUNDLED_CONTEXTS.get(url) ?? (url === STATUS_LIST_URL ? list : undefined);
  if (known !== undefined) return { contextUrl: null, documentUrl: url, document: known };
  const { didDocument } = issuer;
  const method = (didDocument['verificationMethod'] as JsonObject[]).find(({ id }) => id === url);
  const context =
    method?.['type'] === 'Multikey'
      ? 'https://w3id.org/security/multikey/v1'
      : 'https://w3id.org/security/suites/ed25519-2020/v1';
  const document = method === undefined ? didDocument : { '@context': context, ...method };
  if (method === undefined && url !== issuer.did) throw new Error(`not to be had: ${url}`);
  return { contextUrl: null, documentUrl: url, document };
};

const suites = () => [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()];

describe.each(SAMPLE_KINDS)('@digitalbazaar/vc, with a %s credential', async (kind) => {
  const signed = await sign(issuer, buildSample(kind, issuer.did));
  const verify = (credential: object, suite: object, list = cleanList) =>
    digitalBazaar.verifyCredential({
      credential,
      suite,
      documentLoader: loaderOf(list),
      now: options.now,
      checkStatus: (input: object) =>
        digitalBazaar.checkStatus({ ...input, suite: suites(), documentLoader: loaderOf(list) }),
    });

  it('verifies each proof alone, with the status', async () => {
    for (const i of [0, 1]) {
      const alone = { ...signed, proof: signed.proof[i] };
      expect((await verify(alone, suites()[i] as object)).verified).toBe(true);
      expect((await verify({ ...signed, proof: [signed.proof[i]] }, suites())).verified).toBe(true);
    }
  });

  it('verifies the set', async () => {
    const result = await verify(signed, suites());
    expect(result.error).toBeUndefined();
    expect(result.verified).toBe(true);
  });

  it('refuses it changed', async () => {
    expect((await verify({ ...signed, name: 'x' }, suites())).verified).toBe(false);
  });

  it('verifies a set with one broken proof, where Lectern does not', async () => {
    const [first, second] = signed.proof as [JsonObject, JsonObject];
    const broken = { ...signed, proof: [first, { ...second, created: '2026-11-21T09:00:00Z' }] };
    expect((await verify(broken, suites())).verified).toBe(true);
    expect((await verifyCredential(broken, options)).verdict).toBe('not-genuine');
  });
});

describe('@digitalbazaar/vc-bitstring-status-list', async () => {
  const signed = await sign(issuer, buildSample('micro', issuer.did));
  const check = (list: JsonObject) =>
    digitalBazaar.checkStatus({ credential: signed, suite: suites(), documentLoader: loaderOf(list) });

  const statusIn = async (list: JsonObject) => (await check(list)).results?.map(({ status }) => status);

  it('reads our list: clear, and withdrawn', async () => {
    expect(await statusIn(cleanList)).toEqual([false]);
    expect(await statusIn(revokedList)).toEqual([true]);
  });

  it('calls a withdrawn credential `verified` all the same, where Lectern does not', async () => {
    expect((await check(revokedList)).verified).toBe(true);
    const withdrawn = new Map([...documents, [STATUS_LIST_URL, revokedList]]);
    const ours = await verifyCredential(signed, { ...options, fetchDocument: fetchFrom(withdrawn) });
    expect(ours.verdict).toBe('revoked');
  });
});

/** The page that most people in the field use (VerifierPlus) is built on this one. */
describe('@digitalcredentials/verifier-core', async () => {
  const signed = await sign(issuer, buildSample('micro', issuer.did));
  const registry = { name: 'Test registry', type: 'dcc-legacy', url: 'https://registry.example/list.json' };
  const schemaUrl =
    'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
  let served: Map<string, unknown>;

  beforeEach(() => {
    served = new Map<string, unknown>([
      [documentUrlOf(issuer.did) as string, issuer.didDocument],
      [STATUS_LIST_URL, cleanList],
      [registry.url, { registry: { [issuer.did]: { name: issuer.name } } }],
      [schemaUrl, readInteropJson('schemas/ob_v3p0_achievementcredential_schema.json')],
      ...BUNDLED_CONTEXTS,
    ]);
    vi.spyOn(console, 'log').mockImplementation(() => {});
    vi.stubGlobal('fetch', async (input: string | Request) => {
      const url = typeof input === 'string' ? input : input.url;
      const document = served.get(url);
      return document === undefined
        ? new Response('not found', { status: 404 })
        : Response.json(document, { headers: { 'content-type': 'application/json' } });
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  interface Entry {
    id: string;
    valid?: boolean;
    error?: { name: string };
  }
  async function verify(credential: object) {
    const answer = (await verifierCore.verifyCredential({
      credential: structuredClone(credential),
      knownDIDRegistries: [registry],
    } as never)) as unknown as { log?: Entry[]; errors?: { name: string }[] };
    const log = Object.fromEntries(
      (answer.log ?? []).map(({ id, valid, error }) => [id, error?.name ?? valid]),
    );
    return { log, errors: answer.errors?.map(({ name }) => name) };
  }

  it('verifies what we sign: signature, dates, status and registered issuer', async () => {
    expect(await verify(signed)).toEqual({
      log: { valid_signature: true, expiration: true, revocation_status: true, registered_issuer: true },
      errors: undefined,
    });
  });

  it('refuses it changed', async () => {
    expect((await verify({ ...signed, name: 'x' })).errors).toEqual(['invalid_signature']);
  });

  it('finds it withdrawn', async () => {
    served.set(STATUS_LIST_URL, revokedList);
    expect((await verify(signed)).log).toMatchObject({ valid_signature: true, revocation_status: false });
  });

  it('gives no answer on the status, only an error beside a good signature, when the list cannot be reached; Lectern says so in its verdict', async () => {
    served.delete(STATUS_LIST_URL);
    const { log, errors } = await verify(signed);
    expect(errors).toBeUndefined();
    expect(log).toMatchObject({ valid_signature: true });
    expect(log['revocation_status']).not.toBe(false);
    expect(log['revocation_status']).not.toBe(true);
    const unreachable = new Map([...documents].filter(([url]) => url !== STATUS_LIST_URL));
    const ours = await verifyCredential(signed, { ...options, fetchDocument: fetchFrom(unreachable) });
    expect(ours.verdict).toBe('status-unknown');
  });
});
