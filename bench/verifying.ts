import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
// @ts-expect-error: the package has no types, and src/proof declares only what it uses.
import { verifyCredential as verifyByReference } from '@digitalbazaar/vc';
import { openVerificationMemory } from '../src/issuer/verify-many.ts';
import type { JsonObject } from '../src/model/json.ts';
import { createBitstring, encodeList, STATUS_LIST_LENGTH } from '../src/model/status-list.ts';
import { cacheDocuments } from '../src/network/cache-documents.ts';
import { documentUrlOf } from '../src/proof/did-url.ts';
import { loadContext } from '../src/proof/document-loader.ts';
import { signCredential } from '../src/proof/sign-credential.ts';
import { verificationMethodId } from '../src/proof/signer.ts';
import { verifyCredential } from '../src/verify/verify-credential.ts';
import { type BenchKey, BOTH, buildRow, CREATED, DID } from './materials.ts';
import { compare } from './measure.ts';

const CREDENTIALS = 70;
const NOW = new Date(CREATED.getTime() + 60_000);

/**
 * One credential from its JSON text to its answer: milliseconds each. The reference verifies the signatures of both proofs and
 * nothing else; Lectern also its status, from a list that is a signed credential itself, its structure and its schema.
 */
export async function measureVerifying(key: BenchKey, rounds: number) {
  const texts: string[] = [];
  for (let i = 0; i < CREDENTIALS; i++)
    texts.push(
      JSON.stringify(
        await signCredential(buildRow(i), { signer: key.native, cryptosuites: BOTH, created: CREATED }),
      ),
    );
  const documents = await publish(key);
  const fetchOnce = async (url: string) => {
    const document = documents.get(url);
    if (document === undefined) throw new Error(`the bench has no ${url}`);
    return { document: structuredClone(document) };
  };
  const fetchDocument = cacheDocuments(fetchOnce, { ttlMs: 3_600_000, maxEntries: 10, now: () => NOW });
  const memory = openVerificationMemory();
  const documentLoader = async (url: string) => {
    const method = documents.get(url);
    return method === undefined ? loadContext(url) : { documentUrl: url, document: method };
  };
  let next = 0;
  const parse = () => JSON.parse(texts[next++ % texts.length] as string) as JsonObject;
  return compare(
    {
      reference: {
        times: 10,
        async run(times) {
          for (let i = 0; i < times; i++) {
            const suite = [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()];
            const { verified } = await verifyByReference({
              credential: parse(),
              suite,
              documentLoader,
              checkStatus: async () => ({ verified: true }),
              now: NOW,
            });
            if (!verified) throw new Error('the reference accepts what the bench signed');
          }
        },
      },
      one: {
        times: 10,
        async run(times) {
          for (let i = 0; i < times; i++)
            assertValid(await verifyCredential(parse(), { fetchDocument: fetchOnce, now: NOW }));
        },
      },
      many: {
        times: 500,
        async run(times) {
          for (let i = 0; i < times; i++)
            assertValid(await verifyCredential(parse(), { fetchDocument, now: NOW, memory }));
        },
      },
    },
    rounds,
  );
}

function assertValid({ verdict }: { verdict: string }): void {
  if (verdict !== 'valid') throw new Error(`what the bench signed is ${verdict}`);
}

/** What the world serves: the DID document, the status list, and for the reference each key by its id. */
async function publish({ native }: BenchKey): Promise<Map<string, JsonObject>> {
  const methods = (['Multikey', 'Ed25519VerificationKey2020'] as const).map((type) => ({
    id: verificationMethodId(native, type),
    type,
    controller: DID,
    publicKeyMultibase: native.publicKeyMultibase,
  }));
  const contexts = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
  const did = {
    '@context': contexts,
    id: DID,
    verificationMethod: methods,
    assertionMethod: methods.map(({ id }) => id),
  };
  const url = 'https://badges.example.org/status/1';
  const list = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://w3id.org/security/suites/ed25519-2020/v1'],
    id: url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: DID,
    validFrom: '2026-11-21T00:00:00Z',
    credentialSubject: {
      id: `${url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: await encodeList(createBitstring(STATUS_LIST_LENGTH, [])),
    },
  };
  const signed = await signCredential(list, { signer: native, cryptosuites: BOTH, created: CREATED });
  return new Map<string, JsonObject>([
    [documentUrlOf(DID) as string, did],
    [url, signed],
    [DID, did],
    ...methods.map((method): [string, JsonObject] => [
      method.id,
      {
        '@context':
          method.type === 'Multikey'
            ? 'https://w3id.org/security/multikey/v1'
            : 'https://w3id.org/security/suites/ed25519-2020/v1',
        ...method,
      },
    ]),
  ]);
}
