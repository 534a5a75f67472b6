import type { UnsignedCredential } from '../model/credential.ts';
import { type JsonObject, valuesOf } from '../model/json.ts';
import type { Subproblem } from '../model/problem.ts';
import { checkSchema } from './checks/schema.ts';
import { checkStructure } from './checks/structure.ts';

/** Stands in for the proof that the official schema wants, while there is none yet. */
const PLACEHOLDER = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2026-01-01T00:00:00Z',
  verificationMethod: 'did:example:placeholder#key',
  proofPurpose: 'assertionMethod',
  proofValue: 'z1',
};

/** The official schema wants one entry; a program that allows holds has a second one on purpose. */
function withOneStatus(credential: JsonObject): JsonObject {
  const [first] = valuesOf(credential['credentialStatus']);
  return first === undefined ? credential : { ...credential, credentialStatus: first };
}

/**
 * Looks at a credential before any key is touched: our own verifier's structure check and the official JSON Schema must both
 * accept it. In one that Lectern composed not even a warning is let pass; in one that another system asks us to sign, what the
 * structure check merely warns of is its author's to decide.
 */
export async function lintCredential(
  unsigned: UnsignedCredential | JsonObject,
  author: 'ours' | 'theirs',
): Promise<Subproblem[]> {
  const unsecured = unsigned as JsonObject;
  const credential = { ...unsecured, proof: [PLACEHOLDER] };
  const checks = [
    await checkStructure({ credential, unsecured }),
    await checkSchema(author === 'ours' ? withOneStatus(credential) : credential),
  ];
  return checks
    .flatMap((check) => check.findings ?? [check])
    .filter(
      ({ outcome, code }) =>
        outcome === 'failed' || (outcome === 'warning' && (author === 'ours' || code === 'schema-mismatch')),
    )
    .map(({ code = 'unknown', detail = '' }) => ({ code, detail }));
}
