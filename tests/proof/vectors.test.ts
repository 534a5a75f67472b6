import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/model/json.ts';
import { canonize } from '../../src/proof/canonize.ts';
import { CRYPTOSUITES } from '../../src/proof/cryptosuites.ts';
import { loadContext } from '../../src/proof/document-loader.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { readInteropJson, readInteropText } from '../support/interop.ts';
import { keyFrom, NOW, type ProofMaker } from '../support/test-issuer.ts';

/** The vectors of W3C Data Integrity EdDSA Cryptosuites v1.0 (appendix A), byte for byte. */
const VECTORS = [
  {
    name: 'eddsa-rdfc-2022',
    folder: 'eddsa-rdfc-2022',
    suffix: 'DataInt',
    cryptosuite: 'eddsa-rdfc-2022',
    unsigned: 'unsigned.json',
  },
  {
    name: 'eddsa-rdfc-2022, employment document',
    folder: 'eddsa-rdfc-2022/employ',
    suffix: 'DataInt',
    cryptosuite: 'eddsa-rdfc-2022',
    unsigned: 'employmentAuth.json',
  },
  {
    name: 'Ed25519Signature2020',
    folder: 'Ed25519Signature2020',
    suffix: 'EdSig',
    cryptosuite: 'Ed25519Signature2020',
    unsigned: 'unsigned.json',
  },
];

/** The employment document has a context of its own, which Lectern does not bundle. */
async function loadVectorContext(url: string): Promise<object> {
  if (url !== 'https://w3id.org/citizenship/v4rc1') return loadContext(url);
  const { [url]: entry } = readInteropJson<Record<string, { file: string }>>('contexts/index.json');
  return { contextUrl: null, documentUrl: url, document: readInteropJson(`contexts/${entry?.file}`) };
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe.each(VECTORS)('$name', ({ folder, suffix, cryptosuite, unsigned }) => {
  const text = (name: string) => readInteropText(`vectors/${folder}/${name}${suffix}.txt`).trim();
  const signed = readInteropJson<JsonObject & { proof: JsonObject }>(
    `vectors/${folder}/signed${suffix}.json`,
  );

  /** Signs through our table's entry, and notes what the key was asked to sign. */
  async function signVector() {
    const keys = readInteropJson<Record<string, string>>('vectors/keyPair.json');
    const key = await keyFrom(keys['publicKeyMultibase'] as string, keys['privateKeyMultibase'] as string);
    const asked: Uint8Array[] = [];
    const suite = CRYPTOSUITES.find(({ name }) => name === cryptosuite)?.createSigningSuite(
      {
        id: signed.proof['verificationMethod'] as string,
        algorithm: 'Ed25519',
        sign: async ({ data }) => {
          asked.push(data);
          return key.signer().sign({ data });
        },
      },
      new Date(signed.proof['created'] as string),
    ) as ProofMaker;
    const document = readInteropJson(`vectors/${unsigned}`);
    // The 2020 suite's terms are not in the VCDM 2.0 context.
    const contexts =
      cryptosuite === 'Ed25519Signature2020' ? { '@context': signed['@context'] as string[] } : {};
    const proof = await suite.createProof({
      document: { ...document, ...contexts },
      documentLoader: loadVectorContext,
      purpose: { update: async (made) => ({ ...made, proofPurpose: 'assertionMethod' }) },
    });
    return { proof, asked };
  }

  it('has the document hash, the proof configuration hash and their order', async () => {
    const { asked } = await signVector();
    expect(asked.map(hex)).toEqual([text('combinedHash')]);
    expect(hex(asked[0]?.subarray(0, 32) as Uint8Array)).toBe(text('proofHash'));
    expect(hex(asked[0]?.subarray(32) as Uint8Array)).toBe(text('docHash'));
  });

  it('gives the same proof', async () => {
    const { proof } = await signVector();
    expect(proof).toEqual(signed.proof);
    expect(proof.proofValue).toBe(text('sigBTC58'));
  });

  it('has the same canonical form, of the document and of the proof configuration', async () => {
    if (folder.endsWith('employ')) {
      await expect(canonize(readInteropJson(`vectors/${unsigned}`))).rejects.toThrow();
      return;
    }
    expect((await canonize(readInteropJson(`vectors/${unsigned}`))).trim()).toBe(text('canonDoc'));
    const config = readInteropJson(`vectors/${folder}/proofConfig${suffix}.json`);
    expect((await canonize(config)).trim()).toBe(text('proofCanon'));
  });
});

/** Their issuer is not the key's controller, by design: only the proof is asked about. */
const verifyProof = (credential: JsonObject) =>
  verifyCredential(credential, {
    checks: ['proof'],
    now: NOW,
    fetchDocument: async () => {
      throw new Error('a did:key needs no network');
    },
  });

describe('signed examples', () => {
  const HOLD = [
    'eddsa-rdfc-2022/signedDataInt.json',
    'Ed25519Signature2020/signedEdSig.json',
    'proof-set-chain/signedProofSet1.json',
    'proof-set-chain/signedProofSet2.json',
    'proof-set-chain/signedProofChain1.json',
    'proof-set-chain/signedProofChain2.json',
  ];

  it.each(HOLD)('%s verifies', async (file) => {
    const result = await verifyProof(readInteropJson(`vectors/${file}`));
    expect(result.verdict).toBe('valid');
    expect(result.checks[1]?.proofs?.every(({ outcome }) => outcome === 'passed')).toBe(true);
  });

  it.each(HOLD)('%s does not with a word changed, in the document or in any proof', async (file) => {
    const document = readInteropJson(`vectors/${file}`);
    expect((await verifyProof({ ...document, name: 'Alumni' })).verdict).toBe('not-genuine');
    const proofs = [document['proof']].flat() as JsonObject[];
    for (const i of proofs.keys()) {
      const changed = structuredClone(proofs);
      (changed[i] as JsonObject)['created'] = '2023-02-24T23:36:39Z';
      expect((await verifyProof({ ...document, proof: changed })).verdict).toBe('not-genuine');
    }
  });

  it('a chain does not verify without the proof that it builds on', async () => {
    const document = readInteropJson<JsonObject & { proof: JsonObject[] }>(
      'vectors/proof-set-chain/signedProofChain2.json',
    );
    for (const left of [0, 1, 2]) {
      const proof = document.proof.filter((_, i) => i !== left);
      expect((await verifyProof({ ...document, proof })).verdict).toBe('not-genuine');
    }
  });

  it('eddsa-jcs-2022, which Lectern does not have, is unsupported and not called forged', async () => {
    const result = await verifyProof(readInteropJson('vectors/eddsa-jcs-2022/signedJCS.json'));
    expect(result.verdict).toBe('unsupported-proof');
  });

  it('the employment document, with a context that is not bundled, is unsupported and not called forged', async () => {
    const employ = readInteropJson('vectors/eddsa-rdfc-2022/employ/signedDataInt.json');
    expect((await verifyProof(employ)).verdict).toBe('unsupported-proof');
  });
});
