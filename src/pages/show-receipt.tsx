import { receiptOf } from '../present/receipt/receipt-of.ts';
import { ReceiptSheet } from '../present/receipt/receipt-sheet.tsx';
import { recheckUrlOf } from '../present/receipt/recheck-url.ts';
import { summaryReceiptOf } from '../present/receipt/summary-receipt.ts';
import { SummarySheet } from '../present/receipt/summary-sheet.tsx';
import type { ReceiptWords } from '../present/words/receipt-words.ts';
import type { OfferedReceipt } from './offered-receipt.ts';
import type { MadeReceipt } from './save-receipt.ts';

/** The printed receipt, first in the page, and the form for its reader’s name and for the PDF. */
export function showReceipt(place: HTMLElement, offered: OfferedReceipt, isLatest: () => boolean): void {
  const sheet = document.createElement('div');
  sheet.className = 'receipts';
  const form = document.createElement('section');
  form.className = 'receipt-form needs-script';
  // Rendered by hono/jsx, which escapes all text in it.
  form.innerHTML = String(<ReceiptForm words={offered.words.receipt} count={offered.rows.length} />);
  const actions = place.querySelector(':scope > .result > .actions:has([data-action="check-another"])');
  if (actions === null) (place.querySelector('.many-actions') ?? place.lastElementChild ?? place).after(form);
  else actions.before(form);
  // The form prints, too; without it the answer still does.
  actions?.querySelector('[data-action="print"]')?.remove();
  const [field, button, said] = ['input', '[data-receipt="save"]', '[role=status]'].map((selector) =>
    form.querySelector(selector),
  );
  if (
    !(field instanceof HTMLInputElement && button instanceof HTMLButtonElement && said instanceof HTMLElement)
  )
    return;

  let made: Promise<MadeReceipt>;
  let drawing = 0;
  const draw = async () => {
    const own = ++drawing;
    made = make(offered, field.value.trim());
    const html = render(await made, offered.words.receipt);
    // A later name, or another check, has the last word.
    if (own !== drawing || !isLatest()) return;
    sheet.innerHTML = html;
    if (!sheet.isConnected) document.body.prepend(sheet);
  };
  field.addEventListener('input', () => void draw());
  button.addEventListener('click', async () => {
    said.textContent = offered.words.receipt.saving;
    button.disabled = true;
    try {
      const { saveReceipt } = await import('./save-receipt.ts');
      await saveReceipt(await made, offered.words);
      said.textContent = offered.words.receipt.saved;
    } catch {
      said.textContent = offered.words.receipt.notSaved;
    }
    button.disabled = false;
  });
  void draw();
}

async function make(
  { rows, words, policyName, policySha256, verifierUrl, isSample }: OfferedReceipt,
  checkerName: string,
): Promise<MadeReceipt> {
  const options = {
    words,
    policyName,
    checkedWith: 'page' as const,
    ...(policySha256 === undefined ? {} : { policySha256 }),
    ...(checkerName === '' ? {} : { checkerName }),
  };
  const [row, ...others] = rows;
  if (row === undefined || others.length > 0)
    return {
      summary: await summaryReceiptOf(rows, {
        ...options,
        ...(verifierUrl === undefined ? {} : { verifierUrl }),
        ...(isSample === undefined ? {} : { isSample }),
      }),
    };
  const { result, relayed, stale } = row.report;
  return {
    receipt: await receiptOf(result, {
      ...options,
      source: row.source,
      ...(verifierUrl === undefined ? {} : { recheckUrl: recheckUrlOf(verifierUrl, row.source) }),
      relayed,
      stale,
      isSample: isSample?.(row) ?? false,
    }),
  };
}

function render(made: MadeReceipt, words: ReceiptWords): string {
  return String(
    'receipt' in made ? (
      <ReceiptSheet receipt={made.receipt} words={words} />
    ) : (
      <SummarySheet summary={made.summary} words={words} />
    ),
  );
}

function ReceiptForm({ words, count }: { words: ReceiptWords; count: number }) {
  return (
    <>
      <h2>{words.formHeading(count)}</h2>
      <div class="field">
        <label for="checker-name">{words.checkerLabel}</label>
        <input
          id="checker-name"
          type="text"
          maxlength={100}
          autocomplete="off"
          aria-describedby="checker-hint"
        />
        <p class="hint" id="checker-hint">
          {words.checkerHint}
        </p>
      </div>
      <p class="receipt-ways">
        <button type="button" class="button" data-receipt="save">
          {words.savePdf(count)}
        </button>
        <button type="button" class="button button-quiet" data-action="print">
          {words.print(count)}
        </button>
      </p>
      <p role="status"></p>
    </>
  );
}
