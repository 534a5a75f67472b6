import { sha256Hex } from '../model/bytes.ts';
import type { FindingCode } from '../model/finding-codes.ts';
import { isTooComplex, type JsonObject } from '../model/json.ts';
import {
  CHECK_NAMES,
  type CheckName,
  type CheckResult,
  type VerificationResult,
} from '../model/verification.ts';
import { decodeJwt } from '../proof/verify-jwt.ts';
import { type Examined, type ExaminedProofs, skippedCheck, type VerifyOptions } from './check.ts';
import { checkIssuer } from './checks/issuer.ts';
import { checkPerson } from './checks/person.ts';
import { checkProof } from './checks/proof.ts';
import { checkSchema } from './checks/schema.ts';
import { checkStatus } from './checks/status.ts';
import { checkStructure } from './checks/structure.ts';
import { checkValidity } from './checks/validity.ts';
import { decideVerdict } from './decide-verdict.ts';
import { readCredential } from './read-credential.ts';
import { summarizeCredential } from './summarize-credential.ts';

/**
 * The one verify (docs/verification.md): a credential with embedded proofs, or a Compact JWS. Every check answers for itself
 * and the verdict is computed from their answers. Never throws on bad input, whatever it is.
 */
export async function verifyCredential(
  credential: JsonObject | string,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const examined = examine(credential);
  if (examined === null)
    return unreadable('not-a-credential', 'There is no signed data in it that can be read.', options);
  if (isTooComplex(examined.credential))
    return unreadable('too-complex', 'It has more in it than any credential needs.', options);
  const run = runner(options);

  const structure = await run('structure', () => checkStructure(examined, options.memory?.canonize));
  if (structure.outcome === 'failed' && decideVerdict([structure]) === 'unreadable') {
    return conclude(examined, [structure, ...notReached('structure')], options);
  }
  const status = run('status', () => checkStatus(examined.credential, options));
  let proofs: ExaminedProofs | undefined;
  const proof = await run('proof', async () => {
    proofs = await checkProof(examined, options);
    return proofs.check;
  });
  const checks = [
    structure,
    proof,
    await run('issuer', () => checkIssuer(examined, proofs ?? { check: proof, proofs: [] })),
    await run('recognition', () =>
      skippedCheck(
        'recognition',
        'not-asked',
        'Whether someone you trust recognizes this issuer was not checked.',
      ),
    ),
    await run('validity', () => checkValidity(examined.credential, options.now)),
    await status,
    await run('completeness', () =>
      skippedCheck('completeness', 'not-asked', 'The parts that it builds on were not checked.'),
    ),
    await run('person', () => checkPerson(examined.credential, options.person)),
    await run('schema', () => checkSchema(examined.credential, options.memory?.matchesSchema)),
  ];
  return conclude(examined, checks, options);
}

/** The same for bytes of a file: finds the credential in them first, and says which bytes were checked (SHA-256, hex). */
export async function verifyBytes(
  bytes: Uint8Array<ArrayBuffer>,
  options: VerifyOptions,
): Promise<VerificationResult> {
  const read = readCredential(bytes);
  const sha256 = await sha256Hex(bytes);
  // Whoever hands in too much may have cut it: its digest would be of a part.
  if (read.kind === 'unreadable' && read.code === 'too-large')
    return unreadable(read.code, read.detail, options);
  if (read.kind === 'unreadable') return { ...unreadable(read.code, read.detail, options), sha256 };
  return { ...(await verifyCredential(read.kind === 'jwt' ? read.text : read.credential, options)), sha256 };
}

function examine(credential: JsonObject | string): Examined | null {
  if (typeof credential !== 'string') {
    const { proof: _, ...unsecured } = credential;
    return { credential, unsecured };
  }
  const decoded = decodeJwt(credential);
  if (decoded === null) return null;
  const { proof: _, ...unsecured } = decoded.credential;
  return { credential: decoded.credential, unsecured, jwt: { text: credential, decoded } };
}

/** No verdict speaks for a signature that nobody looked at, or for words that it does not cover. */
const ALWAYS: readonly CheckName[] = ['structure', 'proof'];

/** Makes a check if it was asked for, and tells whoever listens. */
function runner({ checks, onCheck }: VerifyOptions) {
  return async (name: CheckName, check: () => CheckResult | Promise<CheckResult>): Promise<CheckResult> => {
    const isAsked = checks === undefined || checks.includes(name) || ALWAYS.includes(name);
    const result = isAsked ? await check() : skippedCheck(name, 'not-asked', 'This was not asked for.');
    onCheck?.(result);
    return result;
  };
}

function notReached(after: CheckName): CheckResult[] {
  return CHECK_NAMES.slice(CHECK_NAMES.indexOf(after) + 1).map((name) =>
    skippedCheck(name, 'not-reached', 'There was nothing to check.'),
  );
}

function conclude(
  { credential }: Examined,
  checks: CheckResult[],
  { now }: VerifyOptions,
): VerificationResult {
  return {
    verdict: decideVerdict(checks),
    checks,
    credential: summarizeCredential(credential),
    parts: [],
    checkedAt: now.toISOString(),
  };
}

function unreadable(code: FindingCode, detail: string, { now, onCheck }: VerifyOptions): VerificationResult {
  const checks: CheckResult[] = [
    { check: 'structure', outcome: 'failed', code, detail },
    ...notReached('structure'),
  ];
  for (const check of checks) onCheck?.(check);
  return { verdict: 'unreadable', checks, parts: [], checkedAt: now.toISOString() };
}
