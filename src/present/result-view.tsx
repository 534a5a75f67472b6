import type { CredentialSummary, VerificationResult } from '../model/verification.ts';
import { AwardSentence } from './award-sentence.tsx';
import { describeOutcome, isAuthentic, isEnded, linkToReplacement } from './describe-outcome.ts';
import { IssuerContact } from './issuer-contact.tsx';
import { Parts } from './parts.tsx';
import { proveIssuer } from './proven-issuer.ts';
import { QuestionRows } from './question-rows.tsx';
import { ReplacementLink } from './replacement-link.tsx';
import { SampleMark } from './sample-mark.tsx';
import { TechnicalDetails } from './technical-details.tsx';
import { VerdictBand } from './verdict-band.tsx';
import { WhatWasDone } from './what-was-done.tsx';

export interface ResultViewProps {
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
      ? 'It is a sample: do not count it.'
      : describeOutcome(result).advice;
  // Of what was taken back, what to do matters more than what it was.
  const hasEnded = isEnded(result);
  // Links of an issuer that nobody knows lead anywhere.
  const isLinked =
    genuine !== undefined && result.verdict !== 'unknown-issuer' && proveIssuer(genuine.issuer).hasDomain;
  const award = genuine && <AwardSentence credential={genuine} isEnded={hasEnded} trust={result.trust} />;
  return (
    <article class="result">
      <VerdictBand
        result={result}
        checkedBy={checkedBy}
        heading={heading}
        {...(timeZone === undefined ? {} : { timeZone })}
        {...(genuine?.name === undefined ? {} : { credentialName: genuine.name })}
      />
      {isMarked && <SampleMark />}
      {award !== undefined && !hasEnded && award}
      <p class="advice">
        <strong>What to do now.</strong> {advice}
      </p>
      <ReplacementLink url={linkToReplacement(result)} />
      {award !== undefined && hasEnded && award}
      {result.verdict !== 'unreadable' && credential !== undefined && (
        <section>
          <h2>Four questions</h2>
          <QuestionRows result={result} />
        </section>
      )}
      <Parts result={result} />
      {genuine !== undefined && !genuine.isRecord && (
        <section>
          <h2>What {genuine.holderName ?? 'the person'} did</h2>
          <WhatWasDone credential={genuine} isLinked={isLinked} />
        </section>
      )}
      {genuine !== undefined && <IssuerContact trust={result.trust} />}
      {genuine === undefined && credential !== undefined && <UnprovenContent credential={credential} />}
      <p class="actions">
        <button type="button" class="button needs-script" data-action="print">
          Print or save receipt
        </button>
        <a class="button button-quiet" href="/verify" data-action="check-another">
          Check another
        </a>
      </p>
      <TechnicalDetails result={result} />
    </article>
  );
}

function UnprovenContent({ credential }: { credential: CredentialSummary }) {
  return (
    <details class="unproven">
      <summary>Show what the file says (do not rely on it)</summary>
      <p>Anyone could have written this. It is not proven by a signature.</p>
      <dl class="facts">
        <Claim name="Credential" value={credential.name} />
        <Claim name="Name on it" value={credential.holderName} />
        <Claim name="Calls its issuer" value={credential.issuer.name} />
        <Claim name="Issuer id" value={credential.issuer.id} />
      </dl>
      <WhatWasDone credential={credential} isLinked={false} />
    </details>
  );
}

function Claim({ name, value }: { name: string; value: string | undefined }) {
  if (value === undefined) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>“{value}”</dd>
    </div>
  );
}
