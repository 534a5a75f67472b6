import type { VerificationResult } from '../model/verification.ts';
import { answerQuestion } from './answer-question.ts';
import { AnsweredRow } from './answered-row.tsx';
import {
  CHECK_OUTCOME_WORDS,
  CHECK_WORDS,
  PASSED_WORDS,
  QUESTION_CHECKS,
  QUESTION_WORDS,
  QUESTIONS,
  type Question,
} from './check-words.ts';
import { isAuthentic } from './describe-outcome.ts';
import { describeFinding, describeTrust } from './describe-trust.ts';

/** The four questions, each with its answer and how we know. */
export function QuestionRows({ result }: { result: VerificationResult }) {
  const { checks, credential, trust } = result;
  const known = {
    checks,
    ...(isAuthentic(result) && credential !== undefined ? { credential } : {}),
    ...(trust === undefined ? {} : { trust }),
  };
  return (
    <dl class="questions">
      {QUESTIONS.map((question) => (
        <AnsweredRow question={question} answer={answerQuestion(question, known)}>
          {question === 'issuer' && <Recognition result={result} />}
          <HowWeKnow question={question} result={result} />
        </AnsweredRow>
      ))}
    </dl>
  );
}

/** A signature says who, never whether anyone should listen. */
function Recognition({ result }: { result: VerificationResult }) {
  const recognition = result.checks.find(({ check }) => check === 'recognition');
  const unmet =
    (recognition?.findings ?? []).some(({ rule }) => rule !== undefined) || recognition?.rule !== undefined;
  const answer =
    result.trust !== undefined
      ? `${describeTrust(result.trust)}${unmet ? ' But a rule is not met; see below.' : ''}`
      : recognition === undefined || recognition.outcome === 'skipped'
        ? 'We did not check whether a state, district or association that you trust recognizes it.'
        : (recognition.detail ?? CHECK_OUTCOME_WORDS[recognition.outcome]);
  return (
    <p class="aside">
      <strong>Is the issuer recognized?</strong> {answer}
    </p>
  );
}

function HowWeKnow({ question, result }: { question: Question; result: VerificationResult }) {
  const names: readonly string[] = QUESTION_CHECKS[question];
  const checks = result.checks.filter(({ check }) => names.includes(check));
  if (checks.length === 0) return null;
  return (
    <details>
      <summary>
        How we know<span class="visually-hidden"> – {QUESTION_WORDS[question]}</span>
      </summary>
      <ul class="plain">
        {checks.map(({ check, outcome, detail, findings }) => (
          <li>
            <strong>
              {CHECK_WORDS[check]}: {CHECK_OUTCOME_WORDS[outcome].toLowerCase()}.
            </strong>{' '}
            {outcome === 'passed'
              ? PASSED_WORDS[check]
              : [...new Set((findings ?? []).map(describeFinding))].join(' ') || detail}
          </li>
        ))}
      </ul>
    </details>
  );
}
