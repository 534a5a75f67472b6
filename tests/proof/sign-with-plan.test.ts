import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLED_CONTEXTS } from '../../src/model/contexts.ts';
import type { JsonObject } from '../../src/model/json.ts';
import { AppError } from '../../src/model/problem.ts';
import { buildCredential } from '../../src/program/build-credential.ts';
import { SHIPPED_PROGRAMS } from '../../src/program/shipped.ts';
import { createPlanBook } from '../../src/proof/plan/plan-book.ts';
import { signCredential } from '../../src/proof/sign-credential.ts';
import { createPlannedSigning, type PlannedSigning } from '../../src/proof/sign-with-plan.ts';
import { buildInput } from '../program/award-samples.ts';
import { BOTH_SUITES, createWebIssuer, SIGNED_AT } from '../support/test-issuer.ts';
import { buildSample } from '../verify/sample-credentials.ts';
import { hostileValues, sha256, sha256Hex, withValues } from './hostile-texts.ts';

const issuer = await createWebIssuer(new Map());
const other = await createWebIssuer(new Map(), { did: 'did:web:other.example.org', seed: 2 });
const SUITE_SETS = [['eddsa-rdfc-2022'], ['Ed25519Signature2020'], BOTH_SUITES, [...BOTH_SUITES].reverse()];
const counts = { compared: 0, without: 0 };

/** As a batch does it: the book is asked first, and what it finds is signed. */
function createSigning() {
  const book = createPlanBook({ hash: sha256Hex, patience: 0 });
  const signWithPlan = createPlannedSigning(sha256);
  return async (unsigned: JsonObject, signing: Partial<PlannedSigning> = {}): Promise<string | null> => {
    const fit = await book.find(unsigned);
    return fit === null ? null : signWithPlan(unsigned, fit, complete(signing));
  };
}

function complete(signing: Partial<PlannedSigning>): PlannedSigning {
  return { signer: issuer.signer, cryptosuites: BOTH_SUITES, created: SIGNED_AT, ...signing };
}

async function byReference(unsigned: JsonObject, signing: Partial<PlannedSigning> = {}): Promise<string> {
  return canonicalize(await signCredential(structuredClone(unsigned), complete(signing))) as string;
}

const micro = (changes: JsonObject = {}): JsonObject => ({ ...buildSample('micro', issuer.did), ...changes });
const proofsOf = (signed: string | null) => JSON.parse(signed as string)['proof'] as JsonObject[];

describe.each(SHIPPED_PROGRAMS)('the program $code', (program) => {
  const sign = createSigning();
  it.each(program.achievements)('$code: the bytes of signCredential', async ({ code }) => {
    const all = buildInput(program, code);
    const inputs = [all, { ...all, request: { achievement: code, holder: { name: 'A "B" \\ \u{1f600}' } } }];
    for (const [i, input] of inputs.entries()) {
      const unsigned = buildCredential(input) as unknown as JsonObject;
      const signing = {
        signer: [issuer, other][i]?.signer ?? issuer.signer,
        cryptosuites: SUITE_SETS[(code.length + i) % SUITE_SETS.length] as string[],
        created: new Date(SIGNED_AT.getTime() + i * 1_500),
      };
      expect(await sign(unsigned, signing)).toBe(await byReference(unsigned, signing));
      counts.compared++;
    }
  });
});

describe('whoever signs, with whatever suites and whenever', () => {
  const sign = createSigning();

  it.each(SUITE_SETS.map((suites) => ({ suites, title: suites.join(', then ') })))(
    '$title',
    async ({ suites }) => {
      const times = [
        '2026-11-21T08:00:00Z',
        '2026-11-21T08:00:00.999Z',
        '1999-12-31T23:59:59Z',
        '9999-12-31T23:59:59.5Z',
      ];
      for (const created of times.map((time) => new Date(time))) {
        for (const { signer } of [issuer, other]) {
          const signing = { signer, cryptosuites: suites, created };
          const signed = await sign(micro(), signing);
          expect(signed).toBe(await byReference(micro(), signing));
          counts.compared++;
          // In the table's order, whatever the order that they are asked for in.
          expect(proofsOf(signed).map((proof) => proof['cryptosuite'] ?? proof['type'])).toEqual(
            BOTH_SUITES.filter((suite) => suites.includes(suite)),
          );
          expect(proofsOf(signed).map((proof) => proof['created'])).toEqual(
            suites.map(() => `${created.toISOString().slice(0, 19)}Z`),
          );
        }
      }
    },
  );

  it('remembers proofs by all that is in them', async () => {
    const documents = [
      micro(),
      micro({ name: 'x' }),
      micro({
        '@context': [...(micro()['@context'] as string[]), 'https://w3id.org/security/data-integrity/v2'],
      }),
    ];
    for (const document of [...documents, ...documents]) {
      expect(await sign(document)).toBe(await byReference(document));
      counts.compared++;
    }
  });

  it('forgets after a thousand proofs, and signs the same', async () => {
    const cryptosuites = ['Ed25519Signature2020'];
    const first = await sign(micro(), { cryptosuites });
    for (let n = 1; n <= 1_001; n++)
      await sign(micro(), { cryptosuites, created: new Date(SIGNED_AT.getTime() + n * 1_000) });
    expect(await sign(micro(), { cryptosuites })).toBe(first);
  });

  it('signs many at once', async () => {
    const documents = Array.from({ length: 30 }, (_, n) => micro({ name: `Number ${n}` }));
    const fresh = createSigning();
    const signed = await Promise.all(documents.map((document) => fresh(document)));
    for (const [n, document] of documents.entries()) expect(signed[n]).toBe(await byReference(document));
  });
});

describe('hostile values', () => {
  it('give the bytes of signCredential, or nothing', async () => {
    const sign = createSigning();
    await sign(micro());
    await fc.assert(
      fc.asyncProperty(
        hostileValues(micro()),
        fc.constantFrom(...SUITE_SETS),
        async (values, cryptosuites) => {
          // What buildCredential writes as dates and as addresses is that for certain; signCredential refuses others.
          const document = withValues(
            micro(),
            values.filter(
              ([path, value]) =>
                typeof value === 'string' && !/^valid/.test(String(path[0])) && path.at(-1) !== 'id',
            ),
          );
          const signed = await sign(document, { cryptosuites });
          if (signed === null) counts.without++;
          else {
            expect(signed).toBe(await byReference(document, { cryptosuites }));
            counts.compared++;
          }
        },
      ),
      { numRuns: 350 },
    );
  });

  it('have no plan if the reference would not sign them', async () => {
    const sign = createSigning();
    const bad: JsonObject[] = [
      micro({ unknownTerm: 'x' }),
      micro({ name: '\ud800' }),
      micro({ type: ['UnknownType'] }),
      micro({ '@context': ['https://www.w3.org/ns/credentials/v2', 'https://unknown.example/'] }),
      micro({ id: 'no iri' }),
    ];
    await sign(micro());
    for (const document of bad) {
      expect(await sign(document)).toBeNull();
      await expect(byReference(document)).rejects.toThrow();
    }
  });
});

/** Each of these is refused by signCredential; none may leave here signed. */
describe('what signCredential refuses', () => {
  it.each<[string, JsonObject]>([
    ['a proof that is null', { proof: null }],
    ['a member whose name is no Unicode', { 'https://m.example/\ud800': 'x' }],
  ])('%s', async (_name, changes) => {
    await expect(byReference(micro(changes))).rejects.toThrow();
    const signed = await createSigning()(micro(changes)).catch(() => null);
    expect(signed).toBeNull();
  });

  it('an empty set of proofs does not become a second one', async () => {
    await expect(createSigning()(micro({ proof: [] }))).rejects.toThrow();
  });
});

describe('what can go wrong', () => {
  const codeOf = (error: unknown) => (error instanceof AppError ? error.code : error);

  it.each([[['no-such-suite']], [['eddsa-rdfc-2022', 'no-such-suite']], [[]]])(
    'the suites %j',
    async (cryptosuites) => {
      const refused = (promise: Promise<unknown>) => promise.then(() => 'signed', codeOf);
      expect(await refused(createSigning()(micro(), { cryptosuites }))).toBe('CRYPTOSUITE_NOT_SUPPORTED');
      expect(await refused(byReference(micro(), { cryptosuites }))).toBe('CRYPTOSUITE_NOT_SUPPORTED');
    },
  );

  it('a signer that fails once, at either proof, and works afterwards', async () => {
    for (const failing of [1, 2]) {
      let call = 0;
      const signer = {
        ...issuer.signer,
        sign: async (input: { data: Uint8Array }) => {
          call++;
          if (call === failing) throw new AppError('KEY_UNAVAILABLE', 'gone');
          return issuer.signer.sign(input);
        },
      };
      const sign = createSigning();
      expect(await sign(micro(), { signer }).catch(codeOf)).toBe('KEY_UNAVAILABLE');
      expect(await sign(micro(), { signer })).toBe(await byReference(micro()));
    }
  });

  it('a date that is none', async () => {
    await expect(createSigning()(micro(), { created: new Date(Number.NaN) })).rejects.toThrow();
  });

  it('changes nothing in the document', async () => {
    const document = micro();
    const before = structuredClone(document);
    await createSigning()(document);
    expect(document).toEqual(before);
  });
});

describe('@digitalbazaar/vc', () => {
  const verifier = vc as unknown as { verifyCredential(input: object): Promise<{ verified: boolean }> };
  const suites = () => [new DataIntegrityProof({ cryptosuite }), new Ed25519Signature2020()];
  const documentLoader = async (url: string) => {
    const known = BUNDLED_CONTEXTS.get(url);
    const method = (issuer.didDocument['verificationMethod'] as JsonObject[]).find(({ id }) => id === url);
    const context =
      method?.['type'] === 'Multikey'
        ? 'https://w3id.org/security/multikey/v1'
        : 'https://w3id.org/security/suites/ed25519-2020/v1';
    const document =
      known ?? (method === undefined ? issuer.didDocument : { '@context': context, ...method });
    return { contextUrl: null, documentUrl: url, document };
  };

  it.each(SHIPPED_PROGRAMS)('verifies each proof of what was signed with a plan: $code', async (program) => {
    const sign = createSigning();
    for (const { code } of [program.achievements[0], program.achievements.at(-1)] as { code: string }[]) {
      const signed = await sign(buildCredential(buildInput(program, code)) as unknown as JsonObject);
      const credential = JSON.parse(signed as string) as JsonObject;
      const verify = async (changes: JsonObject) =>
        (
          await verifier.verifyCredential({
            credential: { ...credential, ...changes },
            suite: suites(),
            documentLoader,
            now: new Date('2026-11-22T00:00:00Z'),
            checkStatus: async () => ({ verified: true }),
          })
        ).verified;
      for (const proof of credential['proof'] as JsonObject[]) {
        expect(await verify({ proof })).toBe(true);
        expect(await verify({ proof, name: 'x' })).toBe(false);
      }
    }
  });
});

afterAll(() => {
  console.info(`planned signing: ${JSON.stringify(counts)}`);
  expect(counts.compared).toBeGreaterThan(300);
});
