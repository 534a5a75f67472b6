import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVerificationMemory } from '../../../src/issuer/verify-many.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { CheckName } from '../../../src/model/verification.ts';
import { verifyCredential } from '../../../src/verify/verify-credential.ts';
import {
  changeLeaf,
  leavesOf,
  MUTATIONS,
  pathsOf,
  pick,
  seededRandom,
  valueAt,
} from '../../support/mutations.ts';
import {
  createTestWorld,
  createWebIssuer,
  fetchFrom,
  publishStatusList,
  STATUS_LIST_URL,
  sign,
} from '../../support/test-issuer.ts';
import { buildSample, SAMPLE_KINDS, STATUS_INDEX } from '../../verify/sample-credentials.ts';

/** What a run remembers must never be seen in an answer: with and without it, all is the same, word for word. */
const SEED = Number(process.env['LECTERN_TEST_SEED'] ?? 20261121);
const counts = { compared: 0, valid: 0 };

type World = Awaited<ReturnType<typeof createTestWorld>>;
let world: World;
let signed: Record<(typeof SAMPLE_KINDS)[number], JsonObject>;

beforeAll(async () => {
  world = await createTestWorld();
  const entries = SAMPLE_KINDS.map(async (kind) => [
    kind,
    await sign(world.issuer, buildSample(kind, world.issuer.did)),
  ]);
  signed = Object.fromEntries(await Promise.all(entries));
});
afterAll(() => {
  console.info(`verify many: ${JSON.stringify(counts)}`);
});

interface Asking {
  now?: Date;
  checks?: readonly CheckName[];
  fetchDocument?: World['options']['fetchDocument'];
}

/** The verdict, after both ways have given the same. */
async function verdictOf(
  credential: JsonObject | string,
  memory: ReturnType<typeof openVerificationMemory>,
  asking: Asking = {},
): Promise<string> {
  const options = { ...world.options, ...asking };
  const copy = structuredClone(credential);
  const plain = await verifyCredential(structuredClone(credential), options);
  const quick = await verifyCredential(copy, { ...options, memory });
  expect(quick).toEqual(plain);
  expect(copy).toEqual(credential);
  counts.compared++;
  if (plain.verdict === 'valid') counts.valid++;
  return plain.verdict;
}

/** A world whose documents stay the same objects, as in a run: its lists are examined once. */
function fetchKept({ documents }: World): World['options']['fetchDocument'] {
  const fresh = fetchFrom(documents);
  return async (url) => {
    const document = documents.get(url);
    return document === undefined ? fresh(url) : { document };
  };
}

describe.each(SAMPLE_KINDS)('a %s credential', (kind) => {
  it('has the same answers with any of its values changed, before and after its plan is made', async () => {
    const memory = openVerificationMemory();
    const random = seededRandom(SEED);
    const faults: string[] = [];
    for (const [i, path] of leavesOf(signed[kind]).entries()) {
      const document = structuredClone(signed[kind]);
      while (JSON.stringify(document) === JSON.stringify(signed[kind]))
        changeLeaf.apply(document, path, random);
      const checks: CheckName[] = ['structure', 'proof', 'issuer', 'validity', 'schema'];
      const verdict = await verdictOf(document, memory, path[0] === 'credentialStatus' ? {} : { checks });
      if (verdict === 'valid') faults.push(path.join('/'));
      // Genuine ones in between, from which plans are made.
      if (i % 8 === 0) expect(await verdictOf(signed[kind], memory)).toBe('valid');
    }
    expect(faults).toEqual([]);
  });

  it('has the same answers through any changes', async () => {
    const memory = openVerificationMemory();
    const random = seededRandom(SEED + kind.length);
    const paths = pathsOf(signed[kind]);
    for (let run = 0; run < 70; ) {
      const document = structuredClone(signed[kind]);
      if (!pick(random, MUTATIONS).apply(document, pick(random, paths), random)) continue;
      run++;
      await verdictOf(document, memory, { fetchDocument: fetchKept(world) });
    }
    expect(await verdictOf(signed[kind], memory)).toBe('valid');
  });
});

describe('a memory', () => {
  /** One that has seen so many like it that a plan was made. */
  async function openTrained(credential: JsonObject) {
    const memory = openVerificationMemory();
    for (let i = 0; i < 6; i++) expect(await verdictOf(credential, memory)).toBe('valid');
    return memory;
  }

  it('never believes a signature because it knows the shape', async () => {
    const memory = await openTrained(signed.micro);
    const other = await sign(world.issuer, { ...buildSample('micro', world.issuer.did), name: 'Another' });
    // Made with another key, and said to be made with the issuer's.
    const stranger = await createWebIssuer(new Map(), { seed: 9 });
    const { controller, publicKeyMultibase } = world.issuer.signer;
    const forger = { ...stranger.signer, controller, publicKeyMultibase };
    const forged = await sign({ ...world.issuer, signer: forger }, buildSample('micro', world.issuer.did));
    const proofs = signed.micro['proof'] as JsonObject[];
    const proofsOf = (document: JsonObject) => document['proof'] as JsonObject[];
    const swapped: [string, JsonObject][] = [
      ['the proofs of another', { ...signed.micro, proof: proofsOf(other) }],
      ['another with these proofs', { ...other, proof: proofs }],
      ['one proof of another', { ...signed.micro, proof: [proofs[0], proofsOf(other)[1]] as Json[] }],
      ['proofs by another key', forged],
      [
        'values of the two proofs changed about',
        {
          ...signed.micro,
          proof: [
            { ...proofs[0], proofValue: proofs[1]?.['proofValue'] as Json },
            { ...proofs[1], proofValue: proofs[0]?.['proofValue'] as Json },
          ] as Json[],
        },
      ],
      [
        'a proof that claims another time',
        {
          ...signed.micro,
          proof: proofs.map((proof) => ({ ...proof, created: '2026-11-21T08:00:01Z' })),
        },
      ],
    ];
    for (const [name, document] of swapped)
      expect([name, await verdictOf(document, memory)]).toEqual([name, 'not-genuine']);
    // And again, now that it has seen them.
    for (const [name, document] of swapped.toReversed())
      expect([name, await verdictOf(document, memory)]).toEqual([name, 'not-genuine']);
    for (const genuine of [signed.micro, other]) expect(await verdictOf(genuine, memory)).toBe('valid');
  });

  it('is not poisoned by hostile documents from which its plans were made', async () => {
    const memory = openVerificationMemory();
    const strange: ((document: JsonObject) => void)[] = [
      (document) => {
        document['name'] = '_:c14n0';
      },
      (document) => {
        document['name'] = document['id'] as Json;
      },
      (document) => {
        document['name'] = '" .\n<urn:a> <urn:b> <urn:c> .\n';
      },
      (document) => {
        (document['credentialSubject'] as JsonObject)['name'] = document['issuer'] as Json;
      },
      (document) => {
        document['evidence'] = ['a', 'a'].map((narrative) => ({ type: ['Evidence'], narrative }));
      },
      (document) => {
        document['id'] = (document['issuer'] as JsonObject)['id'] as Json;
      },
    ];
    for (const change of strange)
      for (let i = 0; i < 5; i++) {
        const document = structuredClone(signed.micro);
        change(document);
        expect(await verdictOf(document, memory)).not.toBe('valid');
      }
    for (let i = 0; i < 6; i++) expect(await verdictOf(signed.micro, memory)).toBe('valid');
    for (const change of strange) {
      const document = structuredClone(signed.micro);
      change(document);
      expect(await verdictOf(document, memory)).not.toBe('valid');
    }
  });

  it('speaks for many different ones of a shape', async () => {
    const memory = openVerificationMemory();
    for (let i = 0; i < 20; i++) {
      const unsigned = structuredClone(buildSample('micro', world.issuer.did));
      const subject = unsigned['credentialSubject'] as JsonObject;
      subject['name'] = `Person ${i} "\\\u{1f600}`;
      const one = await sign(world.issuer, unsigned, i % 3 ? undefined : ['Ed25519Signature2020']);
      expect(await verdictOf(one, memory)).toBe('valid');
      for (const path of [['credentialSubject', 'name'], ['name']]) {
        const changed = structuredClone(one) as JsonObject;
        const parent = valueAt(changed, path.slice(0, -1)) as JsonObject;
        parent[path.at(-1) as string] = `${parent[path.at(-1) as string]}.`;
        expect(await verdictOf(changed, memory)).toBe('not-genuine');
      }
    }
  });

  it('takes what no plan is sure of to the reference', async () => {
    const memory = await openTrained(signed.micro);
    const same = { type: ['Evidence'], narrative: 'Agendas.' };
    const other = { type: ['Evidence'], narrative: 'Protocols.' };
    for (const evidence of [
      [same, other],
      [same, same],
      [same, other],
      [other, other],
      [same, same, other],
    ]) {
      const one = await sign(world.issuer, { ...buildSample('micro', world.issuer.did), evidence });
      for (let i = 0; i < 5; i++) expect(await verdictOf(one, memory)).toBe('valid');
      expect(await verdictOf({ ...one, evidence: [same, other, other, other] }, memory)).toBe('not-genuine');
    }
  });

  it('asks for the time each time', async () => {
    const memory = await openTrained(signed.full);
    expect(await verdictOf(signed.full, memory, { now: new Date('2031-11-22T00:00:00Z') })).toBe('expired');
    expect(await verdictOf(signed.full, memory)).toBe('valid');
    expect(await verdictOf(signed.full, memory, { now: new Date('2026-11-20T00:00:00Z') })).not.toBe('valid');
  });

  it('knows an issuer from another, and a key that is no longer his', async () => {
    const memory = await openTrained(signed.micro);
    const unsigned = buildSample('micro', 'did:web:other.example.org');
    expect(await verdictOf(await sign(world.issuer, unsigned), memory)).not.toBe('valid');
    const own = await createTestWorld();
    const asking = { fetchDocument: fetchKept(own) };
    expect(await verdictOf(signed.micro, memory, asking)).toBe('valid');
    const renewed = await createWebIssuer(own.documents, { seed: 7 });
    await publishStatusList(own.documents, renewed);
    expect(await verdictOf(signed.micro, memory, asking)).not.toBe('valid');
    expect(await verdictOf(signed.micro, memory)).toBe('valid');
  });

  it('sees a list that was replaced, and one that was changed after it was signed', async () => {
    const own = await createTestWorld();
    const asking = { fetchDocument: fetchKept(own) };
    const memory = openVerificationMemory();
    expect(await verdictOf(signed.micro, memory, asking)).toBe('valid');
    await publishStatusList(own.documents, own.issuer, { set: [STATUS_INDEX] });
    expect(await verdictOf(signed.micro, memory, asking)).toBe('revoked');
    const revoked = own.documents.get(STATUS_LIST_URL) as JsonObject;
    await publishStatusList(own.documents, own.issuer, { set: [STATUS_INDEX + 1] });
    expect(await verdictOf(signed.micro, memory, asking)).toBe('valid');
    const clean = own.documents.get(STATUS_LIST_URL) as JsonObject;
    // Another's bits under these proofs.
    own.documents.set(STATUS_LIST_URL, { ...revoked, credentialSubject: clean['credentialSubject'] as Json });
    expect(await verdictOf(signed.micro, memory, asking)).not.toMatch(/^(valid|revoked)$/);
    own.documents.delete(STATUS_LIST_URL);
    expect(await verdictOf(signed.micro, memory, asking)).not.toBe('valid');
    own.documents.set(STATUS_LIST_URL, revoked);
    expect(await verdictOf(signed.micro, memory, asking)).toBe('revoked');
    expect(await verdictOf(signed.micro, memory)).toBe('valid');
  });

  it('believes a list as long as it is good, also one that it has examined', async () => {
    const own = await createTestWorld();
    const list = structuredClone(own.documents.get(STATUS_LIST_URL)) as JsonObject;
    const { proof: _, ...unsigned } = list;
    const ending = await sign(own.issuer, { ...unsigned, validUntil: '2026-11-21T13:00:00Z' });
    own.documents.set(STATUS_LIST_URL, ending);
    const memory = openVerificationMemory();
    const fetchDocument = fetchKept(own);
    expect(await verdictOf(signed.micro, memory, { fetchDocument })).toBe('valid');
    const now = new Date('2026-11-21T14:00:00Z');
    expect(await verdictOf(signed.micro, memory, { fetchDocument, now })).not.toBe('valid');
    expect(await verdictOf(signed.micro, memory, { fetchDocument })).toBe('valid');
  });

  it('does not hold against a list what may pass', async () => {
    const own = await createTestWorld();
    const didUrl = 'https://badges.example.org/.well-known/did.json';
    const didDocument = own.documents.get(didUrl) as JsonObject;
    const asking = { fetchDocument: fetchKept(own) };
    const memory = openVerificationMemory();
    own.documents.delete(didUrl);
    expect(await verdictOf(signed.micro, memory, asking)).not.toBe('valid');
    own.documents.set(didUrl, didDocument);
    expect(await verdictOf(signed.micro, memory, asking)).toBe('valid');
  });

  it('has the same to say of what is no credential', async () => {
    const memory = await openTrained(signed.micro);
    for (const nothing of [
      {},
      { proof: [] },
      { '@context': [] },
      'x',
      'a.b.c',
      { ...signed.micro, proof: null },
    ])
      expect(await verdictOf(nothing as JsonObject, memory)).not.toBe('valid');
  });
});
