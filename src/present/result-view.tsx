import type { CredentialSummary, VerificationResult } from '../model/verification.ts';
import { AwardSentence } from './award-sentence.tsx';
import { describeOutcome, isAuthentic, isEnded, linkToReplacement } from './describe-outcome.ts';
import { isPart } from './is-part.ts';
import { IssuerContact } from './issuer-contact.tsx';
import { Parts } from './parts.tsx';
import { proveIssuer } from './proven-issuer.ts';
import { QuestionRows } from './question-rows.tsx';
import { quote } from './quote.ts';
import { ReplacementLink } from './replacement-link.tsx';
import { SampleMark } from './sample-mark.tsx';
import { TechnicalDetails } from './technical-details.tsx';
import { VerdictBand } from './verdict-band.tsx';
import { verifierPath } from './verifier-path.ts';
import { WhatWasDone } from './what-was-done.tsx';
import type { Words } from './words/words.ts';

export interface ResultViewProps {
  words: Words;
  result: VerificationResult;
  checkedBy: 'page' | 'server';
  /** Made in practice mode: a sample, whatever the verdict. */
  isSample?: boolean;
  timeZone?: string;
  /** `p` where it is one of many answers on a page. */
  heading?: 'h1' | 'p';
}

/**
 * The finished answer, in the order in which people ask: verdict, who and what, what to do, how we know. One component for
 * the server and the browser, so that they cannot say different things. Nothing from a credential stands above the verdict,
 * and what an unproven one says stands behind a button that says not to rely on it.
 */
export function ResultView({
  words,
  result,
  checkedBy,
  isSample = false,
  timeZone,
  heading = 'h1',
}: ResultViewProps) {
  const { credential } = result;
  const genuine = isAuthentic(result) ? credential : undefined;
  const isMarked = isSample || result.verdict === 'sample';
  const advice =
    isMarked && result.verdict === 'valid'
      ? words.cases.practiceAdvice
      : describeOutcome(result, words).advice;
  // Of what was taken back, what to do matters more than what it was.
  const hasEnded = isEnded(result);
  // Links of an issuer that nobody knows lead anywhere.
  const isLinked =
    genuine !== undefined &&
    result.verdict !== 'unknown-issuer' &&
    proveIssuer(genuine.issuer).address !== undefined;
  const award = genuine && (
    <AwardSentence words={words} credential={genuine} isEnded={hasEnded} trust={result.trust} />
  );
  return (
    <article class="result">
      <VerdictBand
        words={words}
        result={result}
        checkedBy={checkedBy}
        heading={heading}
        {...(timeZone === undefined ? {} : { timeZone })}
        {...(genuine?.name === undefined ? {} : { credentialName: genuine.name })}
      />
      {isMarked && <SampleMark words={words} />}
      {award !== undefined && !hasEnded && award}
      <p class="advice">
        <strong>{words.result.whatToDo}</strong> {advice}
      </p>
      <ReplacementLink words={words} url={linkToReplacement(result)} />
      {award !== undefined && hasEnded && award}
      {result.verdict !== 'unreadable' && credential !== undefined && (
        <section>
          <h2>{words.result.fourQuestions}</h2>
          <QuestionRows words={words} result={result} />
        </section>
      )}
      <Parts words={words} result={result} />
      {genuine !== undefined && !genuine.isRecord && (
        <section>
          <h2>{words.done.heading(genuine.holderName)}</h2>
          <WhatWasDone words={words} credential={withoutParts(genuine)} isLinked={isLinked} />
        </section>
      )}
      {genuine !== undefined && <IssuerContact words={words} trust={result.trust} />}
      {genuine === undefined && credential !== undefined && (
        <UnprovenContent words={words} credential={credential} />
      )}
      <p class="actions">
        <button type="button" class="button needs-script" data-action="print">
          {words.result.print}
        </button>
        <a class="button button-quiet" href={verifierPath(words.language)} data-action="check-another">
          {words.result.checkAnother}
        </a>
      </p>
      <TechnicalDetails words={words} result={result} />
    </article>
  );
}

/** What the parts above have said already is not said again. */
function withoutParts(credential: CredentialSummary): CredentialSummary {
  const isOwn = (piece: CredentialSummary['evidence'][number]) =>
    !isPart(piece) || piece.name === undefined || piece.narrative !== undefined;
  return { ...credential, evidence: credential.evidence.filter(isOwn) };
}

function UnprovenContent({ words, credential }: { words: Words; credential: CredentialSummary }) {
  const { unproven } = words.result;
  return (
    <details class="unproven">
      <summary>{unproven.show}</summary>
      <p>{unproven.warning}</p>
      <dl class="facts">
        <Claim name={unproven.credential} value={credential.name} />
        <Claim name={unproven.holder} value={credential.holderName} />
        <Claim name={unproven.issuer} value={credential.issuer.name} />
        <Claim name={unproven.issuerId} value={credential.issuer.id} />
      </dl>
      <WhatWasDone words={words} credential={credential} isLinked={false} />
    </details>
  );
}

function Claim({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{quote(value)}</dd>
    </div>
  );
}
