import type { Verdict } from '../src/model/verification.ts';
import type { Receipt } from '../src/present/receipt/receipt.ts';
import { receiptOf } from '../src/present/receipt/receipt-of.ts';
import { ReceiptSheet } from '../src/present/receipt/receipt-sheet.tsx';
import { ResultView } from '../src/present/result-view.tsx';
import { WORDS } from '../src/present/words/all-words.ts';
import type { Language } from '../src/present/words/words.ts';
import { RESULTS } from '../tests/present/sample-results.ts';

const LINK = 'https://badges.example.org/c/q7Jm2xVt9KfRw3Lp';
const TIME_ZONE = 'America/Los_Angeles';

/** The receipt of one verdict, as it would be printed. */
export function makeReceipt(verdict: Verdict, language: Language): Promise<Receipt> {
  return receiptOf(RESULTS[verdict], {
    ...{ words: WORDS[language], source: LINK, timeZone: TIME_ZONE },
    ...{ policyName: 'Lincoln Unified School District', checkerName: 'Maria López, Human Resources' },
    checkedWith: 'page',
    recheckUrl: `https://badges.example.org/verify#url=${encodeURIComponent(LINK)}`,
  });
}

/** A page that shows one verdict as the verifier page would, with the built style at `style`; with a receipt, that is what it prints. */
export function renderOutcomePage(
  verdict: Verdict,
  language: Language,
  style: string,
  receipt?: Receipt,
): string {
  const words = WORDS[language];
  const page = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{verdict}</title>
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        {receipt !== undefined && (
          <div class="receipts">
            <ReceiptSheet receipt={receipt} words={words.receipt} />
          </div>
        )}
        <main>
          <ResultView result={RESULTS[verdict]} words={words} checkedBy="page" timeZone={TIME_ZONE} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${page}`;
}
