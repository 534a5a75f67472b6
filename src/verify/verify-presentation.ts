import { isJsonObject, isTooComplex, type JsonObject, valuesOf } from '../model/json.ts';
import type { Finding, VerificationResult } from '../model/verification.ts';
import { judgeProofSet } from '../proof/judge-proof-set.ts';
import { verifyProofSet } from '../proof/verify-proof-set.ts';
import type { VerifyOptions } from './check.ts';
import { checkStructure } from './checks/structure.ts';
import { MAX_CONTAINED, readContained } from './company.ts';
import { verifyTogether } from './verify-credential.ts';

export interface PresentationResult {
  /** What stands against the presentation itself; empty when nothing does. */
  findings: Finding[];
  credentials: VerificationResult[];
}

/** Those beyond the limit were not looked at. */
export const TOO_MANY: Finding = {
  outcome: 'failed',
  code: 'too-many-credentials',
  detail: 'It holds more than 100 credentials.',
};

/**
 * Verifies a presentation (VCDM 2.0 §4.13): its own proofs, made for `authentication` with the challenge and domain that
 * were asked for, and every credential in it, beside the others. One without a proof is only a wrapper,
 * as long as no challenge or domain was asked for: its credentials speak for themselves.
 */
export async function verifyPresentation(
  presentation: JsonObject,
  options: VerifyOptions & { challenge?: string; domain?: string },
): Promise<PresentationResult> {
  if (isTooComplex(presentation)) {
    const detail = 'It is larger than any presentation needs to be.';
    return { findings: [{ outcome: 'failed', code: 'too-complex', detail }], credentials: [] };
  }
  const proofs = await verifyProofSet(presentation, { ...options, proofPurpose: 'authentication' });
  const isAskedToProve = options.challenge !== undefined || options.domain !== undefined;
  const findings: Finding[] =
    proofs.length === 0 && !isAskedToProve
      ? []
      : judgeProofSet(proofs).filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown');
  if (!valuesOf(presentation['type']).includes('VerifiablePresentation')) {
    findings.push({
      outcome: 'failed',
      code: 'not-a-presentation',
      detail: 'It does not say of itself that it is a presentation.',
    });
  }
  findings.push(...(await findTermProblems(presentation)), ...findHolderProblems(presentation, proofs));
  for (const proof of valuesOf(presentation['proof']).filter(isJsonObject)) {
    if (options.challenge !== undefined && proof['challenge'] !== options.challenge) {
      findings.push({
        outcome: 'failed',
        code: 'challenge-differs',
        detail: 'It was made for another challenge.',
        problemType: 'https://w3id.org/security#INVALID_CHALLENGE_ERROR',
      });
    }
    if (options.domain !== undefined && !valuesOf(proof['domain']).includes(options.domain)) {
      findings.push({
        outcome: 'failed',
        code: 'domain-differs',
        detail: 'It was made for another recipient.',
        problemType: 'https://w3id.org/security#INVALID_DOMAIN_ERROR',
      });
    }
  }
  const held = readContained(presentation);
  if (held.length > MAX_CONTAINED) findings.push(TOO_MANY);
  return { findings, credentials: await verifyTogether(held.slice(0, MAX_CONTAINED), options) };
}

/** Terms that no context defines are covered by no signature. What makes a credential is not asked of its wrapper. */
async function findTermProblems(presentation: JsonObject): Promise<Finding[]> {
  const { proof: _, ...unsecured } = presentation;
  const { findings, ...check } = await checkStructure({ credential: presentation, unsecured });
  const ofTerms = ['context-inline', 'context-unknown', 'json-ld-keyword', 'undefined-term'];
  return (findings ?? [check]).filter(({ code }) => code !== undefined && ofTerms.includes(code));
}

/** A presentation's signer is its holder, where it names one (VCDM 2.0 §4.13.1). */
function findHolderProblems(presentation: JsonObject, proofs: { controller?: string }[]): Finding[] {
  const holder = isJsonObject(presentation['holder']) ? presentation['holder']['id'] : presentation['holder'];
  const isOther = proofs.some(
    ({ controller }) => controller !== undefined && holder !== undefined && controller !== holder,
  );
  return isOther
    ? [
        {
          outcome: 'failed',
          code: 'holder-mismatch',
          detail: 'It was signed by someone else than the holder that it names.',
        },
      ]
    : [];
}
