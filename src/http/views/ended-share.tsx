import type { CredentialSummary } from '../../model/verification.ts';
import { AwardSentence } from '../../present/award-sentence.tsx';
import { describeOutcome, linkToReplacement } from '../../present/describe-outcome.ts';
import { ReplacementLink } from '../../present/replacement-link.tsx';
import { SampleMark } from '../../present/sample-mark.tsx';
import { VerdictBand } from '../../present/verdict-band.tsx';
import { verifierPath } from '../../present/verifier-path.ts';
import type { SharePageProps } from './page-props.ts';

type EndedShareProps = Omit<SharePageProps, 'seeIn'> & { credential: CredentialSummary };

/**
 * A credential that its issuer withdrew, put on hold or replaced: that first, and what to do; then what it was, as a record. No
 * certificate to print, no QR code to pass on.
 */
export function EndedShare({ words, instance, result, credential, shareUrl }: EndedShareProps) {
  const { ended, ways } = words.share;
  const check = `${instance.publicUrl}${verifierPath(words.language)}?url=${encodeURIComponent(shareUrl)}`;
  const replacementUrl = linkToReplacement(result);
  return (
    <article class="result">
      <VerdictBand words={words} result={result} checkedBy="server" timeZone="UTC" />
      {instance.sample && <SampleMark words={words} />}
      <p class="advice">
        <strong>{words.result.whatToDo}</strong> {describeOutcome(result, words).advice}
      </p>
      <ReplacementLink words={words} url={replacementUrl} />
      <section>
        <h2>{ended.heading}</h2>
        <AwardSentence words={words} credential={credential} isEnded />
        <p>{ended.asRecord}</p>
      </section>
      <p class="actions">
        <a class={replacementUrl === undefined ? 'button' : 'button button-quiet'} href={check}>
          {ways.check}
        </a>
        <a class="button button-quiet" href={`${shareUrl}.json`} download>
          {ways.file}
        </a>
      </p>
      <p class="hint">{ways.hint}</p>
    </article>
  );
}
