import { StatusIcon } from '../status-icon.tsx';
import type { ReceiptWords } from '../words/receipt-words.ts';
import type { Receipt } from './receipt.ts';
import { ReceiptFoot } from './receipt-sheet.tsx';
import type { SummaryReceipt } from './summary-receipt.ts';

export interface SummarySheetProps {
  summary: SummaryReceipt;
  words: ReceiptWords;
}

/** Of many: a page with a table of them, then a short block each. Styled by `receipt.css`. */
export function SummarySheet({ summary, words }: SummarySheetProps) {
  const { receipts, counts, counted, checkedBetween, isSample, recheckUrl } = summary;
  const [first] = receipts;
  return (
    <article class="receipt" {...(first === undefined ? {} : { lang: first.language })}>
      <header class="receipt-head">
        <h1 class="receipt-title">{words.summaryTitle}</h1>
      </header>
      {isSample && (
        <p class="receipt-sample">
          <strong>{words.sampleMark}</strong> {words.sampleSentence}
        </p>
      )}
      <p class="receipt-award">
        {counted} {checkedBetween}
      </p>
      <ul class="receipt-counts">
        {counts.map(({ headline, visual, count }) => (
          <li>
            <StatusIcon visual={visual} /> <strong>{count}</strong> {headline}
          </li>
        ))}
      </ul>
      <table class="receipt-checks">
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.credential}</th>
            <th scope="col">{words.issuer}</th>
            <th scope="col">{words.result}</th>
            <th scope="col">{words.receiptNumber}</th>
          </tr>
        </thead>
        <tbody>
          {receipts.map((receipt) => (
            <tr>
              <th scope="row" dir="auto">
                {receipt.holderName ?? words.notShown}
              </th>
              <td dir="auto">{receipt.credentialName ?? receipt.source}</td>
              <td dir="auto">{receipt.issuerName ?? words.notShown}</td>
              <td>
                <span class="receipt-outcome">
                  <StatusIcon visual={receipt.visual} /> {receipt.headline}
                </span>
              </td>
              <td>
                <code>{receipt.id}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ReceiptFoot recheckUrl={recheckUrl} isSample={isSample} words={words} />
      <div class="receipt-blocks">
        {receipts.map((receipt) => (
          <Block receipt={receipt} words={words} />
        ))}
      </div>
    </article>
  );
}

/** One of many, as short as it can be said for itself. */
function Block({ receipt, words }: { receipt: Receipt; words: ReceiptWords }) {
  return (
    <section class="receipt-block">
      <h2>
        <StatusIcon visual={receipt.visual} /> {receipt.headline}
        {receipt.credentialName !== undefined && <span dir="auto">: {receipt.credentialName}</span>}
      </h2>
      <p>{receipt.sentence}</p>
      {receipt.award !== undefined && <p dir="auto">{receipt.award}</p>}
      <dl class="receipt-facts">
        <div>
          <dt>{words.receiptNumber}</dt>
          <dd>
            <code>{receipt.id}</code>
          </dd>
        </div>
        {receipt.check.map(({ name, value, isCode }) => (
          <div>
            <dt>{name}</dt>
            <dd dir="auto">{isCode ? <code>{value}</code> : value}</dd>
          </div>
        ))}
        {receipt.checks
          .filter(({ outcome }) => outcome !== 'passed' && outcome !== 'skipped')
          .map(({ name, outcomeWord, sentence }) => (
            <div>
              <dt>{name}</dt>
              <dd dir="auto">
                {outcomeWord}. {sentence}
              </dd>
            </div>
          ))}
      </dl>
      {receipt.notes.map((note) => (
        <p>{note}</p>
      ))}
    </section>
  );
}
