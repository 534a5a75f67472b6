import type { ReceiptSource } from '../present/receipt/receipt.ts';
import type { Words } from '../present/words/words.ts';

/** What a receipt is written of: one check, or many, which get a summary first. */
export interface OfferedReceipt {
  words: Words;
  policyName: string;
  policySha256?: string;
  /** This page’s own address, where everything can be checked again; absent where it is a file. */
  verifierUrl?: string;
  rows: readonly ReceiptSource[];
  /** Made in practice mode: a sample, whatever the verdict. */
  isSample?: (row: ReceiptSource) => boolean;
}
