import type { CheckName, CheckResult, VerificationResult } from '../../model/verification.ts';
import { answerQuestion } from '../answer-question.ts';
import { isAuthentic } from '../describe-outcome.ts';
import { describeFinding } from '../describe-trust.ts';
import { OUTCOME_VISUALS, QUESTIONS } from '../questions.ts';
import type { Words } from '../words/words.ts';
import { plainLine } from './plain-line.ts';
import type { ReceiptAnswer, ReceiptCheck } from './receipt.ts';

/** The four questions with their answers. Without a signature that holds nothing of the credential is repeated in them. */
export function answerQuestions(result: VerificationResult, words: Words): ReceiptAnswer[] {
  const { checks, credential, trust } = result;
  const isProven = isAuthentic(result);
  const known = {
    checks,
    ...(isProven && credential !== undefined ? { credential } : {}),
    ...(isProven && trust !== undefined ? { trust } : {}),
  };
  return QUESTIONS.map((question) => {
    const { visual, text } = answerQuestion(question, known, words);
    const visualWord = words.checks.visuals[visual];
    return {
      question: words.checks.questions[question],
      visual,
      visualWord: text.startsWith(visualWord) || visual === 'good' ? '' : visualWord,
      answer: plainLine(text),
    };
  });
}

/** Checks that look at the file and not at what it says. */
const OF_THE_FILE: readonly CheckName[] = ['structure', 'proof', 'issuer', 'schema'];

/** Every check with its outcome and what it found. What only an unproven file could vouch for does not count as passed. */
export function listChecks(result: VerificationResult, words: Words): ReceiptCheck[] {
  const isProven = isAuthentic(result);
  return result.checks.map((check) => {
    const counts = isProven || OF_THE_FILE.includes(check.check) || !isGood(check);
    const outcome = counts ? check.outcome : 'skipped';
    return {
      check: check.check,
      name: words.checks.names[check.check],
      outcome,
      outcomeWord: counts ? words.checks.outcomes[check.outcome] : words.receipt.notCounted,
      visual: OUTCOME_VISUALS[outcome],
      sentence: plainLine(
        counts ? describeCheck(check, isProven, words) : words.receipt.notCountedSentence,
        900,
      ),
    };
  });
}

function isGood({ outcome }: CheckResult): boolean {
  return outcome === 'passed' || outcome === 'warning';
}

function describeCheck(check: CheckResult, isProven: boolean, words: Words): string {
  const { receipt, checks, findings: said } = words;
  if (check.outcome === 'passed') {
    if (isProven) return checks.passed[check.check];
    return check.check === 'proof' ? receipt.signatureOfAnother : receipt.formOnly;
  }
  const findings = check.findings ?? [check];
  // Names of parts and what a rule found come from the file.
  const sentences = findings.map((finding) =>
    isProven ? describeFinding(finding, words) : (said.describe(finding) ?? ''),
  );
  return (
    [...new Set(sentences)].filter((sentence) => sentence !== '').join(' ') || (said.describe(check) ?? '')
  );
}
