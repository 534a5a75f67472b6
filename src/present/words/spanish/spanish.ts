import type { Words } from '../words.ts';
import { SPANISH_ANSWERS } from './answers.ts';
import { SPANISH_AWARD } from './award.ts';
import { SPANISH_BOX } from './box.ts';
import { SPANISH_CASES } from './cases.ts';
import { SPANISH_CHECKS } from './checks.ts';
import { SPANISH_COPYING } from './copying.ts';
import { SPANISH_DATES } from './dates.ts';
import { SPANISH_DONE } from './done.ts';
import { SPANISH_FETCHING } from './fetching.ts';
import { SPANISH_FINDINGS } from './findings.ts';
import { SPANISH_INDEPENDENT } from './independent.ts';
import { SPANISH_ISSUERS } from './issuers.ts';
import { SPANISH_KEEPING } from './keeping.ts';
import { SPANISH_MANY } from './many.ts';
import { SPANISH_OUTCOMES } from './outcomes.ts';
import { SPANISH_PAGE } from './page.ts';
import { SPANISH_PARTS } from './parts.ts';
import { SPANISH_PROBLEMS } from './problems.ts';
import { SPANISH_PROGRESS } from './progress.ts';
import { SPANISH_RECEIPT } from './receipt.ts';
import { SPANISH_RECORD } from './record.ts';
import { SPANISH_RESULT } from './result.ts';
import { SPANISH_SCAN } from './scan.ts';
import { SPANISH_SHARE } from './share.ts';
import { SPANISH_SITE } from './site.ts';
import { SPANISH_TECHNICAL } from './technical.ts';
import { SPANISH_TRUST } from './trust.ts';

export const SPANISH: Words = {
  language: 'es',
  independent: SPANISH_INDEPENDENT,
  site: SPANISH_SITE,
  fetching: SPANISH_FETCHING,
  answers: SPANISH_ANSWERS,
  award: SPANISH_AWARD,
  cases: SPANISH_CASES,
  checks: SPANISH_CHECKS,
  copying: SPANISH_COPYING,
  dates: SPANISH_DATES,
  done: SPANISH_DONE,
  findings: SPANISH_FINDINGS,
  issuers: SPANISH_ISSUERS,
  keeping: SPANISH_KEEPING,
  outcomes: SPANISH_OUTCOMES,
  page: SPANISH_PAGE,
  parts: SPANISH_PARTS,
  problems: SPANISH_PROBLEMS,
  progress: SPANISH_PROGRESS,
  record: SPANISH_RECORD,
  result: SPANISH_RESULT,
  share: SPANISH_SHARE,
  technical: SPANISH_TECHNICAL,
  trust: SPANISH_TRUST,
  receipt: SPANISH_RECEIPT,
  scan: SPANISH_SCAN,
  box: SPANISH_BOX,
  many: SPANISH_MANY,
};
