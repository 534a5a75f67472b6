import type { JsonObject } from '../model/json.ts';
import { AppError } from '../model/problem.ts';
import type { Cryptosuite } from './cryptosuite.ts';
import { ed25519Signature2020 } from './suites/ed25519-signature-2020.ts';
import { eddsaRdfc2022 } from './suites/eddsa-rdfc-2022.ts';

export const CRYPTOSUITES: readonly Cryptosuite[] = [eddsaRdfc2022, ed25519Signature2020];

/**
 * Suites that exist but that Lectern does not implement. A proof of one of these is passed over with a warning when
 * another proof of the set holds. A name that nobody registered may as well be a damaged one: that is `unknown`.
 */
const REGISTERED_ELSEWHERE = new Set([
  'ecdsa-rdfc-2019',
  'ecdsa-jcs-2019',
  'ecdsa-sd-2023',
  'ecdsa-xi-2023',
  'eddsa-jcs-2022',
  'eddsa-2022',
  'bbs-2023',
  'mldsa44-rdfc-2024',
  'mldsa44-jcs-2024',
  'slhdsa128-rdfc-2024',
  'slhdsa128-jcs-2024',
  'falcon512-rdfc-2024',
  'falcon512-jcs-2024',
  'sqisign1-rdfc-2024',
  'Ed25519Signature2018',
  'JsonWebSignature2020',
  'EcdsaSecp256k1Signature2019',
  'EcdsaSecp256r1Signature2019',
  'RsaSignature2018',
  'BbsBlsSignature2020',
]);

/**
 * The table's entries of these names, in the table's order. Throws AppError CRYPTOSUITE_NOT_SUPPORTED for a name that is not
 * in it, or for none at all.
 */
export function requireCryptosuites(names: readonly string[]): Cryptosuite[] {
  const suites = CRYPTOSUITES.filter(({ name }) => names.includes(name));
  if (suites.length > 0 && suites.length === new Set(names).size) return suites;
  const known = CRYPTOSUITES.map(({ name }) => name).join(' and ');
  throw new AppError('CRYPTOSUITE_NOT_SUPPORTED', `Lectern signs with ${known}.`);
}

/** The table's entry for a proof; else whether its suite is a registered one that we do not implement. */
export function findCryptosuite(proof: JsonObject): Cryptosuite | 'not-implemented' | 'not-registered' {
  const suite = CRYPTOSUITES.find((candidate) => candidate.isNamedBy(proof));
  if (suite !== undefined) return suite;
  const name = proof['type'] === 'DataIntegrityProof' ? proof['cryptosuite'] : proof['type'];
  return typeof name === 'string' && REGISTERED_ELSEWHERE.has(name) ? 'not-implemented' : 'not-registered';
}
