import { beforeAll, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/model/json.ts';
import type { CheckName } from '../../src/model/verification.ts';
import { verifyCredential } from '../../src/verify/verify-credential.ts';
import { atScale } from '../support/at-scale.ts';
import {
  changeLeaf,
  leavesOf,
  MUTATIONS,
  type Path,
  pathsOf,
  pick,
  seededRandom,
} from '../support/mutations.ts';
import { createTestWorld, sign } from '../support/test-issuer.ts';
import { meaningOf } from './meaning.ts';
import { buildSample, SAMPLE_KINDS } from './sample-credentials.ts';

/**
 * Random changes to each kind of credential. The oracle is the reference's canonical form: what changes it, or a
 * proof, is never `valid`; what only reorders or repeats is. Nothing throws.
 */
const RUNS = atScale(2_000, 600);
const SEED = Number(process.env['LECTERN_TEST_SEED'] ?? 20261121);

const world = await createTestWorld();

/** Everything that tells a forged credential from a genuine one, without looking its status up. */
const WITHOUT_STATUS: CheckName[] = ['structure', 'proof', 'issuer', 'validity'];

async function verdictOf(credential: JsonObject, checks?: CheckName[]): Promise<string> {
  try {
    const options = checks === undefined ? world.options : { ...world.options, checks };
    return (await verifyCredential(credential, options)).verdict;
  } catch (error) {
    return `threw ${error}`;
  }
}

describe.each(SAMPLE_KINDS)('a %s credential', (kind) => {
  let signed: JsonObject & { proof: JsonObject[] };
  let meaning: string;

  beforeAll(async () => {
    signed = await sign(world.issuer, buildSample(kind, world.issuer.did));
    meaning = await meaningOf(signed);
  });

  /** What is wrong with the verdict on this document, if anything. */
  async function findFault(document: JsonObject, path: Path, keepsMeaning: boolean): Promise<string | null> {
    const isAboutStatus = path[0] === 'credentialStatus' || path[0] === 'issuer' || path[0] === '@context';
    const isSeenAtOnce = keepsMeaning || isAboutStatus;
    let verdict = await verdictOf(document, isSeenAtOnce ? undefined : WITHOUT_STATUS);
    if (verdict === 'valid' && !isSeenAtOnce) verdict = await verdictOf(document);
    if (verdict.startsWith('threw')) return verdict;
    if (verdict !== 'valid') return keepsMeaning ? `${verdict}, although it means the same` : null;
    return (await meaningOf(document)) === meaning ? null : 'valid, although it means something else';
  }

  it('is valid as it was signed', async () => {
    expect(await verdictOf(signed)).toBe('valid');
  });

  it('is not valid with any of its values changed', async () => {
    const random = seededRandom(SEED);
    const faults: unknown[] = [];
    for (const path of leavesOf(signed)) {
      const document = structuredClone(signed);
      while (JSON.stringify(document) === JSON.stringify(signed)) changeLeaf.apply(document, path, random);
      const fault = await findFault(document, path, false);
      if (fault !== null) faults.push([path.join('/'), fault]);
    }
    expect(faults).toEqual([]);
  });

  it(`keeps its verdict honest through ${RUNS} random changes (seed ${SEED})`, {
    timeout: 120_000,
  }, async () => {
    const random = seededRandom(SEED + kind.length);
    const paths = pathsOf(signed);
    const faults: unknown[] = [];
    const made = new Map<string, number>();
    for (let run = 0; run < RUNS; ) {
      const mutation = pick(random, MUTATIONS);
      const path = pick(random, paths);
      const document = structuredClone(signed);
      if (!mutation.apply(document, path, random)) continue;
      run++;
      made.set(mutation.name, (made.get(mutation.name) ?? 0) + 1);
      const fault = await findFault(document, path, mutation.keepsMeaning === true);
      if (fault !== null) faults.push([run, mutation.name, path.join('/'), fault]);
    }
    expect(faults).toEqual([]);
    expect([...made.keys()].sort()).toEqual(MUTATIONS.map(({ name }) => name).sort());
  });

  it('stays genuine when a whole proof is taken out of the set: the one change that nobody can see', async () => {
    for (const i of [0, 1]) {
      const document = { ...signed, proof: signed.proof.filter((_, at) => at !== i) };
      expect(await verdictOf(document)).toBe('valid');
      expect(await meaningOf(document)).not.toBe(meaning);
    }
    expect(await verdictOf({ ...signed, proof: [] })).toBe('not-genuine');
  });

  it('is not valid with a proof of another credential of the same issuer', async () => {
    const other = await sign(world.issuer, { ...buildSample(kind, world.issuer.did), name: 'Another' });
    for (const proof of [
      [other.proof[0]],
      [signed.proof[0], other.proof[1]],
      [...signed.proof, other.proof[0]],
    ]) {
      expect(await verdictOf({ ...signed, proof: proof as Json[] })).toBe('not-genuine');
    }
  });
});
