import type { CredentialSummary, Trust } from '../model/verification.ts';
import { nameIssuer, proveIssuer, quoteClaim } from './proven-issuer.ts';
import { showDay } from './show-date.ts';
import { startSentence } from './start-sentence.ts';

interface AwardSentenceProps {
  credential: CredentialSummary;
  trust?: Trust | undefined;
  /** Taken back by its issuer: until when it would have been valid does not matter any more. */
  isEnded?: boolean;
}

/** Who awarded what to whom, and when. The issuer by what is proven of it; its own name for itself in quotation marks. */
export function AwardSentence({ credential, trust, isEnded = false }: AwardSentenceProps) {
  const issuer = proveIssuer(credential.issuer, trust);
  const awarded = showDay(credential.awardedDate ?? credential.validFrom);
  const until = showDay(credential.validUntil);
  return (
    <p class="award">
      <strong>{startSentence(nameIssuer(issuer))}</strong>
      {issuer.recognizedName !== undefined && <> ({issuer.proven})</>}
      {quoteClaim(issuer)} {credential.isRecord ? 'made' : 'awarded'}{' '}
      <strong>{credential.name ?? 'a credential without a name'}</strong> {credential.isRecord ? 'for' : 'to'}{' '}
      <strong>{credential.holderName ?? 'someone whom it does not name'}</strong>
      {awarded !== undefined && <> on {awarded}</>}.
      {!isEnded && (until === undefined ? ' No end date.' : ` Valid through ${until}.`)}
    </p>
  );
}
