import type { CredentialSummary } from '../model/verification.ts';
import { proveIssuer } from './proven-issuer.ts';
import { showDay } from './show-date.ts';
import { startSentence } from './start-sentence.ts';

interface AwardSentenceProps {
  credential: CredentialSummary;
  /** Taken back by its issuer: until when it would have been valid does not matter any more. */
  isEnded?: boolean;
}

/** Who awarded what to whom, and when. The issuer by what is proven of it; its own name for itself in quotation marks. */
export function AwardSentence({ credential, isEnded = false }: AwardSentenceProps) {
  const { proven, claimedName } = proveIssuer(credential.issuer);
  const awarded = showDay(credential.awardedDate ?? credential.validFrom);
  const until = showDay(credential.validUntil);
  return (
    <p class="award">
      <strong>{startSentence(proven)}</strong>
      {claimedName !== undefined && <>, which calls itself “{claimedName}”,</>} awarded{' '}
      <strong>{credential.name ?? 'a credential without a name'}</strong> to{' '}
      <strong>{credential.holderName ?? 'someone whom it does not name'}</strong>
      {awarded !== undefined && <> on {awarded}</>}.
      {!isEnded && (until === undefined ? ' No end date.' : ` Valid through ${until}.`)}
    </p>
  );
}
