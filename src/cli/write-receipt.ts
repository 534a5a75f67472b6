import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { sha256Hex } from '../model/bytes.ts';
import type { Policy } from '../model/policy.ts';
import { AppError } from '../model/problem.ts';
import type { VerificationResult } from '../model/verification.ts';
import style from '../pages/styles/receipt.css?raw';
import type { LoadFont } from '../present/receipt/pdf/typeface.ts';
import { writeReceiptHtml, writeSummaryHtml } from '../present/receipt/receipt-html.tsx';
import { receiptOf } from '../present/receipt/receipt-of.ts';
import { recheckUrlOf } from '../present/receipt/recheck-url.ts';
import { summaryReceiptOf } from '../present/receipt/summary-receipt.ts';
import { WORDS } from '../present/words/all-words.ts';
import { LANGUAGES, type Language } from '../present/words/words.ts';
import { showText, tell } from './batch-terminal.ts';

/** A receipt that was asked for on the command line. */
export interface ReceiptOrder {
  file: string;
  kind: 'pdf' | 'html';
  language: Language;
  checkerName?: string;
}

/** Throws AppError CONFIG_INVALID before anything is checked. */
export function readReceiptOrder({
  file,
  checkedBy,
  language,
}: {
  file: string;
  checkedBy?: string;
  language?: string;
}): ReceiptOrder {
  const kind = /\.(pdf|html)$/i.exec(file)?.[1]?.toLowerCase();
  if (kind !== 'pdf' && kind !== 'html')
    throw new AppError('CONFIG_INVALID', '--receipt takes a file that ends in .pdf or .html.');
  const known = LANGUAGES.find((one) => one === language);
  if (known === undefined) throw new AppError('CONFIG_INVALID', `--language takes: ${LANGUAGES.join(', ')}.`);
  return { file, kind, language: known, ...(checkedBy === undefined ? {} : { checkerName: checkedBy }) };
}

export interface Answered {
  sources: readonly string[];
  results: readonly VerificationResult[];
  policy: Policy;
  policyFile: string | undefined;
}

/**
 * Writes the receipt of one answer, or of several with a summary. A file that is there already may be someone’s record, so it stays:
 * rejects with AppError CONFIG_INVALID.
 */
export async function writeReceipt(order: ReceiptOrder, answered: Answered): Promise<void> {
  const content = await makeReceipt(order, answered);
  try {
    await writeFile(order.file, content, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', 'The receipt cannot be written there: it has to be a new file.', {
      cause,
    });
  }
  tell(`Receipt: ${showText(order.file)}`);
}

async function makeReceipt(
  { kind, language, checkerName }: ReceiptOrder,
  { sources, results, policy, policyFile }: Answered,
): Promise<string | Uint8Array> {
  const words = WORDS[language];
  const options = {
    words,
    policyName: policy.name,
    checkedWith: 'command' as const,
    ...(policyFile === undefined
      ? {}
      : { policySha256: await sha256Hex(new Uint8Array(await readFile(policyFile))) }),
    ...(checkerName === undefined ? {} : { checkerName }),
  };
  const pdf = { words, loadFont, paper: 'letter' as const };
  const [result, ...others] = results;
  if (result !== undefined && others.length === 0) {
    const source = sources[0] ?? '';
    const recheckUrl = recheckAt(source);
    const receipt = await receiptOf(result, {
      ...options,
      source,
      ...(recheckUrl === undefined ? {} : { recheckUrl }),
    });
    if (kind === 'html') return writeReceiptHtml(receipt, words, style);
    const { writeReceiptPdf } = await import('../present/receipt/receipt-pdf.ts');
    return writeReceiptPdf(receipt, pdf);
  }
  const rows = results.map((one, index) => ({
    source: sources[index] ?? '',
    report: { result: one, relayed: [], stale: [] },
  }));
  const summary = await summaryReceiptOf(rows, options);
  if (kind === 'html') return writeSummaryHtml(summary, words, style);
  const { writeSummaryPdf } = await import('../present/receipt/receipt-pdf.ts');
  return writeSummaryPdf(summary, pdf);
}

/** The verifier of the site whose share link it is; of a file the command line knows none. */
function recheckAt(source: string): string | undefined {
  if (!/^https?:\/\//.test(source) || !URL.canParse(source)) return undefined;
  const { origin, pathname } = new URL(source);
  return pathname.startsWith('/c/') ? recheckUrlOf(`${origin}/verify`, source) : undefined;
}

const loadFont: LoadFont = async (subset, weight) => {
  const { resolve } = createRequire(import.meta.url);
  return new Uint8Array(
    await readFile(resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff`)),
  );
};
