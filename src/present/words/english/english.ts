import type { Words } from '../words.ts';
import { ENGLISH_ANSWERS } from './answers.ts';
import { ENGLISH_AWARD } from './award.ts';
import { ENGLISH_BOX } from './box.ts';
import { ENGLISH_CASES } from './cases.ts';
import { ENGLISH_CHECKS } from './checks.ts';
import { ENGLISH_COPYING } from './copying.ts';
import { ENGLISH_DATES } from './dates.ts';
import { ENGLISH_DONE } from './done.ts';
import { ENGLISH_FETCHING } from './fetching.ts';
import { ENGLISH_FINDINGS } from './findings.ts';
import { ENGLISH_INDEPENDENT } from './independent.ts';
import { ENGLISH_ISSUERS } from './issuers.ts';
import { ENGLISH_KEEPING } from './keeping.ts';
import { ENGLISH_MANY } from './many.ts';
import { ENGLISH_OUTCOMES } from './outcomes.ts';
import { ENGLISH_PAGE } from './page.ts';
import { ENGLISH_PARTS } from './parts.ts';
import { ENGLISH_PROBLEMS } from './problems.ts';
import { ENGLISH_PROGRESS } from './progress.ts';
import { ENGLISH_RECEIPT } from './receipt.ts';
import { ENGLISH_RECORD } from './record.ts';
import { ENGLISH_RESULT } from './result.ts';
import { ENGLISH_SCAN } from './scan.ts';
import { ENGLISH_SHARE } from './share.ts';
import { ENGLISH_SITE } from './site.ts';
import { ENGLISH_TECHNICAL } from './technical.ts';
import { ENGLISH_TRUST } from './trust.ts';

export const ENGLISH: Words = {
  language: 'en',
  independent: ENGLISH_INDEPENDENT,
  answers: ENGLISH_ANSWERS,
  award: ENGLISH_AWARD,
  cases: ENGLISH_CASES,
  checks: ENGLISH_CHECKS,
  copying: ENGLISH_COPYING,
  dates: ENGLISH_DATES,
  done: ENGLISH_DONE,
  findings: ENGLISH_FINDINGS,
  issuers: ENGLISH_ISSUERS,
  keeping: ENGLISH_KEEPING,
  outcomes: ENGLISH_OUTCOMES,
  page: ENGLISH_PAGE,
  parts: ENGLISH_PARTS,
  problems: ENGLISH_PROBLEMS,
  progress: ENGLISH_PROGRESS,
  record: ENGLISH_RECORD,
  result: ENGLISH_RESULT,
  site: ENGLISH_SITE,
  share: ENGLISH_SHARE,
  technical: ENGLISH_TECHNICAL,
  trust: ENGLISH_TRUST,
  fetching: ENGLISH_FETCHING,
  receipt: ENGLISH_RECEIPT,
  scan: ENGLISH_SCAN,
  box: ENGLISH_BOX,
  many: ENGLISH_MANY,
};
