import canonicalize from 'canonicalize';
import type { SecuredDocument } from '../../model/credential.ts';
import type { JsonObject } from '../../model/json.ts';
import { createPlanBook, type Fit } from '../../proof/plan/plan-book.ts';
import { signCredential } from '../../proof/sign-credential.ts';
import { createPlannedSigning } from '../../proof/sign-with-plan.ts';
import type { Signer } from '../../proof/signer.ts';
import type { IssuanceClosing } from '../../store/batch-store.ts';
import type { Issuance } from '../../store/records.ts';
import { assertClean } from '../assert-clean.ts';
import type { AwardSources } from '../award-sources.ts';
import { buildAward } from '../build-award.ts';
import { checkOwnOutput } from '../check-own-output.ts';
import { describeNewCredential } from '../describe-new-credential.ts';
import type { Issuing } from '../issuing.ts';
import { describeRefusal } from '../refusal.ts';
import { sha256Bytes, sha256Text } from '../sha256.ts';

/**
 * Of the credentials of one shape, the first that a worker signs and then every so many is linted before it is signed and
 * verified after it, as every single one is; so is each that no plan is sure of.
 */
export const SAMPLE_EVERY = 1_000;

/** Build → lint → sign → verify our own output, for one reserved issuance of a batch. */
export type SignIssuance = (
  issuance: Issuance,
  sources: AwardSources,
  signer: Signer,
) => Promise<IssuanceClosing>;

/**
 * Signs issuances with canonical plans, which it makes as it meets new shapes: the same bytes as `finishIssuance` gives. It
 * resolves to what is to be recorded, a refusal too; what may pass rejects as `finishIssuance` does.
 */
export function createIssuanceSigner(
  issuing: Pick<Issuing, 'publicUrl' | 'sample' | 'fetchDocument' | 'now'>,
): SignIssuance {
  const plans = createPlanBook({ hash: sha256Text, patience: 0 });
  const signWithPlan = createPlannedSigning(sha256Bytes);
  const signed = new Map<Fit['plan'], number>();

  return async (issuance, sources, signer) => {
    try {
      const draft = await buildAward(issuing, sources, issuance);
      const fit = await plans.find(draft.unsigned as unknown as JsonObject);
      const isThorough = fit === null || isSampled(fit);
      if (isThorough) await assertClean(draft);
      const signing = { signer, cryptosuites: draft.cryptosuites, created: issuance.issuedAt };
      const body =
        fit === null
          ? (canonicalize(await signCredential(draft.unsigned, signing)) as string)
          : await signWithPlan(draft.unsigned, fit, signing);
      if (isThorough) await checkOwnOutput(issuing, JSON.parse(body) as SecuredDocument, 'whole');
      const credential = describeNewCredential(issuance, draft, body, {
        signedBy: signer.publicKeyMultibase,
        recordedAt: issuing.now(),
      });
      return { issuanceId: issuance.id, credential, fellBack: fit === null };
    } catch (error) {
      const problem = describeRefusal(error);
      if (problem === null) throw error;
      return { issuanceId: issuance.id, problem };
    }
  };

  function isSampled({ plan }: Fit): boolean {
    const before = signed.get(plan) ?? 0;
    signed.set(plan, before + 1);
    return before % SAMPLE_EVERY === 0;
  }
}
