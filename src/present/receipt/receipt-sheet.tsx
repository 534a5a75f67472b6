import { raw } from 'hono/html';
import { renderQrSvg } from '../qr.ts';
import { StatusIcon } from '../status-icon.tsx';
import type { ReceiptWords } from '../words/receipt-words.ts';
import type { Receipt, ReceiptFact } from './receipt.ts';

export interface ReceiptSheetProps {
  receipt: Receipt;
  words: ReceiptWords;
}

/**
 * A receipt for paper: one Letter or A4 page for a micro-credential, in black and white, with shapes and words that need no colour.
 * Styled by `receipt.css`.
 */
export function ReceiptSheet({ receipt, words }: ReceiptSheetProps) {
  return (
    <article class="receipt" lang={receipt.language}>
      <header class="receipt-head">
        <p class="receipt-title">{words.title}</p>
        <p>{words.number(receipt.id)}</p>
      </header>
      {receipt.isSample && (
        <p class="receipt-sample">
          <strong>{words.sampleMark}</strong> {words.sampleSentence}
        </p>
      )}
      <div class="receipt-verdict">
        <StatusIcon visual={receipt.visual} />
        <div>
          <h1>{receipt.headline}</h1>
          <p>{receipt.sentence}</p>
        </div>
      </div>
      {receipt.award !== undefined && (
        <p class="receipt-award" dir="auto">
          {receipt.award}
        </p>
      )}
      {receipt.advice !== '' && (
        <p>
          <strong>{words.whatToDo}</strong> {receipt.advice}
        </p>
      )}
      <div class="receipt-columns">
        {receipt.credential.length > 0 && (
          <section>
            <h2>{words.credentialHeading}</h2>
            <Facts facts={receipt.credential} />
          </section>
        )}
        {receipt.claims.length > 0 && (
          <section>
            <h2>{words.claimsHeading}</h2>
            <p>{words.claimsSentence}</p>
            <Facts facts={receipt.claims} />
          </section>
        )}
        <section>
          <h2>{words.checkHeading}</h2>
          <Facts facts={receipt.check} />
          {receipt.notes.map((note) => (
            <p>{note}</p>
          ))}
        </section>
      </div>
      {receipt.questions.length > 0 && <Questions receipt={receipt} words={words} />}
      <Parts receipt={receipt} />
      <Checks receipt={receipt} words={words} />
      <ReceiptFoot recheckUrl={receipt.recheckUrl} isSample={receipt.isSample} words={words} />
    </article>
  );
}

function Facts({ facts }: { facts: readonly ReceiptFact[] }) {
  return (
    <dl class="receipt-facts">
      {facts.map(({ name, value, isCode }) => (
        <div>
          <dt>{name}</dt>
          <dd dir="auto">{isCode ? <code>{value}</code> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Questions({ receipt, words }: ReceiptSheetProps) {
  return (
    <section>
      <h2>{words.questionsHeading}</h2>
      <dl class="receipt-questions">
        {receipt.questions.map(({ question, visual, visualWord, answer }) => (
          <div>
            <dt>{question}</dt>
            <dd>
              <StatusIcon visual={visual} />
              <span>
                {visualWord !== '' && <strong>{visualWord}. </strong>}
                <span dir="auto">{answer}</span>
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Parts({ receipt: { parts, partsHeading } }: { receipt: Receipt }) {
  if (parts.length === 0) return null;
  return (
    <section>
      <h2>{partsHeading}</h2>
      <ul class="receipt-parts">
        {parts.map(({ name, visual, headline, depth }) => (
          <li class={`receipt-part-${Math.min(depth, 2)}`}>
            <StatusIcon visual={visual} /> <span dir="auto">{name}</span>: <strong>{headline}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Checks({ receipt, words }: ReceiptSheetProps) {
  return (
    <section>
      <h2>{words.checksHeading}</h2>
      <table class="receipt-checks">
        <thead>
          <tr>
            <th scope="col">{words.check}</th>
            <th scope="col">{words.outcome}</th>
            <th scope="col">{words.finding}</th>
          </tr>
        </thead>
        <tbody>
          {receipt.checks.map(({ name, visual, outcomeWord, sentence }) => (
            <tr>
              <th scope="row">{name}</th>
              <td>
                <span class="receipt-outcome">
                  <StatusIcon visual={visual} /> {outcomeWord}
                </span>
              </td>
              <td dir="auto">{sentence}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What the receipt does not say, and where to ask again. */
export function ReceiptFoot({
  recheckUrl,
  isSample,
  words,
}: {
  recheckUrl: string | undefined;
  isSample: boolean;
  words: ReceiptWords;
}) {
  return (
    <footer class="receipt-foot">
      <div>
        <p>
          <strong>{words.statusCanChange}</strong>
        </p>
        <p>
          {words.whatItProves} {words.ownLanguage}
        </p>
        {recheckUrl !== undefined && (
          <p>
            {words.recheckHeading}: <span class="receipt-url">{recheckUrl}</span>
          </p>
        )}
      </div>
      {recheckUrl !== undefined && (
        <div class="receipt-qr">
          {raw(renderQrSvg(recheckUrl, { sample: isSample, title: words.qrAlt(recheckUrl) }))}
        </div>
      )}
    </footer>
  );
}
