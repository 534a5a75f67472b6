import type { AnswerWords } from './answer-words.ts';
import type { AwardWords } from './award-words.ts';
import type { BoxWords } from './box-words.ts';
import type { CaseWords } from './case-words.ts';
import type { CheckWords } from './check-words.ts';
import type { CopyingWords } from './copying-words.ts';
import type { DateWords } from './date-words.ts';
import type { DoneWords } from './done-words.ts';
import type { FetchingWords } from './fetching-words.ts';
import type { FindingWords } from './finding-words.ts';
import type { IndependentWords } from './independent-words.ts';
import type { IssuerWords } from './issuer-words.ts';
import type { KeepingWords } from './keeping-words.ts';
import type { ManyWords } from './many-words.ts';
import type { OutcomeTable } from './outcome-table.ts';
import type { PageWords } from './page-words.ts';
import type { PartWords } from './part-words.ts';
import type { ProblemWords } from './problem-words.ts';
import type { ProgressWords } from './progress-words.ts';
import type { ReceiptWords } from './receipt-words.ts';
import type { RecordWords } from './record-words.ts';
import type { ResultWords } from './result-words.ts';
import type { ScanWords } from './scan-words.ts';
import type { ShareWords } from './share-words.ts';
import type { SiteWords } from './site-words.ts';
import type { TechnicalWords } from './technical-words.ts';
import type { TrustWords } from './trust-words.ts';

/** The languages that Lectern speaks to those who check. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * Everything that a language says, theme by theme. Each language is one object of this type, so a theme or a key that one of them
 * lacks, or that nobody knows, fails the build. What stands in a signed credential stays in its own language.
 */
export interface Words {
  language: Language;
  independent: IndependentWords;
  answers: AnswerWords;
  award: AwardWords;
  cases: CaseWords;
  checks: CheckWords;
  copying: CopyingWords;
  dates: DateWords;
  done: DoneWords;
  findings: FindingWords;
  issuers: IssuerWords;
  keeping: KeepingWords;
  outcomes: OutcomeTable;
  page: PageWords;
  parts: PartWords;
  problems: ProblemWords;
  progress: ProgressWords;
  record: RecordWords;
  result: ResultWords;
  site: SiteWords;
  share: ShareWords;
  technical: TechnicalWords;
  trust: TrustWords;
  fetching: FetchingWords;
  receipt: ReceiptWords;
  scan: ScanWords;
  box: BoxWords;
  many: ManyWords;
}
