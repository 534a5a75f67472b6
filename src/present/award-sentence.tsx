import type { CredentialSummary, Trust } from '../model/verification.ts';
import { describeClaim, nameIssuer, nameProven, proveIssuer } from './proven-issuer.ts';
import { showDay } from './show-date.ts';
import { startSentence } from './start-sentence.ts';
import type { Words } from './words/words.ts';

interface AwardSentenceProps {
  words: Words;
  credential: CredentialSummary;
  trust?: Trust | undefined;
  /** Taken back by its issuer: until when it would have been valid does not matter any more. */
  isEnded?: boolean;
}

/** Who awarded what to whom, and when. The issuer by what is proven of it; its own name for itself in quotation marks. */
export function AwardSentence({ words, credential, trust, isEnded = false }: AwardSentenceProps) {
  const { award, dates } = words;
  const issuer = proveIssuer(credential.issuer, trust);
  const claim = describeClaim(issuer, words);
  const awarded = showDay(credential.awardedDate ?? credential.validFrom, dates);
  const until = showDay(credential.validUntil, dates);
  return (
    <p class="award">
      <strong>{startSentence(nameIssuer(issuer, words))}</strong>
      {issuer.recognizedName !== undefined && <> ({nameProven(issuer, words)})</>}
      {claim !== undefined && `, ${claim},`} {credential.isRecord ? award.made : award.awarded}{' '}
      <Name>{credential.name ?? award.nameless}</Name> {credential.isRecord ? award.madeFor : award.to}{' '}
      <Name>{credential.holderName ?? award.nobody}</Name>
      {awarded !== undefined && ` ${award.on(awarded)}`}.
      {!isEnded && ` ${until === undefined ? award.noEnd : award.validThrough(until)}`}
    </p>
  );
}

/** Whatever direction its letters have or turn to, the rest of the sentence keeps its own. */
function Name({ children }: { children: string }) {
  return (
    <strong>
      <bdi>{children}</bdi>
    </strong>
  );
}
