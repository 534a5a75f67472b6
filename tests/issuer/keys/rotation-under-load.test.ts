import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import { expect, it, onTestFinished } from 'vitest';
import { openBatchQueue } from '../../../src/issuer/batch/batch-queue.ts';
import { checkBatch } from '../../../src/issuer/batch/check-batch.ts';
import { startBatch } from '../../../src/issuer/batch/move-batch.ts';
import { workOnBatches } from '../../../src/issuer/batch/work-on-batches.ts';
import { rotateKey } from '../../../src/issuer/keys/rotate-key.ts';
import { publishDidDocument } from '../../../src/issuer/publish-did-document.ts';
import { openVerificationMemory } from '../../../src/issuer/verify-many.ts';
import { BUNDLED_CONTEXTS } from '../../../src/model/contexts.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { FetchDocument } from '../../../src/model/verification.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import { openTestInstance } from '../../support/test-instance.ts';

const ROWS = 1_500;

it('keys rotate while a batch is signed: credentials of before, during and after all verify', {
  timeout: 180_000,
}, async () => {
  const instance = await openTestInstance();
  onTestFinished(() => instance.close());
  Object.defineProperty(instance.clock, 'now', { get: () => new Date() });
  const { issuing } = instance;
  const queue = await openBatchQueue(instance.databaseUrl);
  onTestFinished(() => queue.close());
  const header = 'Name,Email,Badge,Level,Date,Evidence,Assessors';
  const rows = Array.from(
    { length: ROWS },
    (_, i) => `Teacher ${i},l${i}@county.example,TLMS-1,3,2026-05-15,https://p.example/${i},2`,
  );
  const checked = await checkBatch(issuing, {
    source: {
      async *open() {
        yield Buffer.from([header, ...rows].join('\n'));
      },
    },
    fileName: null,
    issuer: '',
    settings: {},
    actor: 'test',
  });
  const batch = await startBatch(issuing, queue, checked.id, 'test');
  const working = workOnBatches(issuing, queue, { signal: new AbortController().signal });
  let rotations = 0;
  while ((await issuing.store.getBatch(batch.id))?.state === 'signing') {
    await rotateKey(issuing, instance.keys, { issuer: '', leadMs: 0, actor: 'test' });
    rotations++;
    await new Promise((next) => setTimeout(next, 50));
  }
  await working;
  expect(rotations).toBeGreaterThan(2);
  expect(await issuing.store.getBatch(batch.id)).toMatchObject({
    state: 'done',
    totals: { issued: ROWS, refused: 0 },
  });
  const all = await issuing.store.listCredentials({ limit: ROWS + 1 });
  expect(all).toHaveLength(ROWS);
  const memory = openVerificationMemory();
  const used = new Set<string>();
  for (const { body } of all) {
    const credential = JSON.parse(body) as JsonObject & { proof: { verificationMethod: string }[] };
    used.add(credential.proof[0]?.verificationMethod ?? '');
    const { verdict } = await verifyCredential(credential, {
      fetchDocument: issuing.fetchDocument,
      now: new Date(),
      memory,
    });
    expect(verdict).toBe('valid');
  }
  expect(used.size).toBeGreaterThan(2);

  // One credential of each key, in other people's software.
  const issuer = await issuing.store.findIssuer('');
  if (issuer === null) throw new Error('an issuer');
  const didDocument = await publishDidDocument(issuer, issuing.signers);
  const suite = [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()];
  const documentLoader = (url: string) => loadAsPackagesDo(url, didDocument, issuing.fetchDocument);
  for (const method of used) {
    const { body } = all.find((record) => record.body.includes(`"${method}"`)) ?? { body: '{}' };
    const result = await peer.verifyCredential({
      credential: JSON.parse(body),
      suite,
      documentLoader,
      checkStatus: (input: object) => peer.checkStatus({ ...input, suite, documentLoader }),
    });
    expect(result.error).toBeUndefined();
    expect(result.verified).toBe(true);
  }
});

const peer = { ...vc, ...bitstring } as unknown as {
  verifyCredential(input: object): Promise<{ verified: boolean; error?: unknown }>;
  checkStatus(input: object): Promise<object>;
};

/** Contexts and documents as those packages load them; a key alone, with the context that they ask for. */
async function loadAsPackagesDo(url: string, didDocument: JsonObject, fetchDocument: FetchDocument) {
  const known = BUNDLED_CONTEXTS.get(url);
  if (known !== undefined) return { contextUrl: null, documentUrl: url, document: known };
  if (url === didDocument['id']) return { contextUrl: null, documentUrl: url, document: didDocument };
  const method = (didDocument['verificationMethod'] as JsonObject[]).find(({ id }) => id === url);
  if (method === undefined)
    return { contextUrl: null, documentUrl: url, document: (await fetchDocument(url)).document };
  const context =
    method['type'] === 'Multikey'
      ? 'https://w3id.org/security/multikey/v1'
      : 'https://w3id.org/security/suites/ed25519-2020/v1';
  return { contextUrl: null, documentUrl: url, document: { '@context': context, ...method } };
}
