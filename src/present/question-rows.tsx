import type { CheckResult, VerificationResult } from '../model/verification.ts';
import { answerQuestion } from './answer-question.ts';
import { AnsweredRow } from './answered-row.tsx';
import { isAuthentic } from './describe-outcome.ts';
import { describeFinding, describeTrust } from './describe-trust.ts';
import { QUESTION_CHECKS, QUESTIONS, type Question } from './questions.ts';
import type { Words } from './words/words.ts';

interface RowsProps {
  words: Words;
  result: VerificationResult;
}

/** The four questions, each with its answer and how we know. */
export function QuestionRows({ words, result }: RowsProps) {
  const { checks, credential, trust } = result;
  const known = {
    checks,
    ...(isAuthentic(result) && credential !== undefined ? { credential } : {}),
    ...(trust === undefined ? {} : { trust }),
  };
  return (
    <dl class="questions">
      {QUESTIONS.map((question) => (
        <AnsweredRow words={words} question={question} answer={answerQuestion(question, known, words)}>
          {question === 'issuer' && <Recognition words={words} result={result} />}
          <HowWeKnow words={words} question={question} result={result} />
        </AnsweredRow>
      ))}
    </dl>
  );
}

/** A signature says who, never whether anyone should listen. */
function Recognition({ words, result }: RowsProps) {
  const recognition = result.checks.find(({ check }) => check === 'recognition');
  const unmet =
    (recognition?.findings ?? []).some(({ rule }) => rule !== undefined) || recognition?.rule !== undefined;
  const answer =
    result.trust !== undefined
      ? `${describeTrust(result.trust, words)}${unmet ? ` ${words.trust.ruleUnmet}` : ''}`
      : recognition === undefined || recognition.outcome === 'skipped'
        ? words.trust.notChecked
        : (words.findings.describe(recognition) ?? words.checks.outcomes[recognition.outcome]);
  return (
    <p class="aside">
      <strong>{words.trust.question}</strong> {answer}
    </p>
  );
}

function HowWeKnow({ words, question, result }: RowsProps & { question: Question }) {
  const names: readonly string[] = QUESTION_CHECKS[question];
  const checks = result.checks.filter(({ check }) => names.includes(check));
  if (checks.length === 0) return null;
  return (
    <details>
      <summary>
        {words.checks.howWeKnow}
        <span class="visually-hidden"> – {words.checks.questions[question]}</span>
      </summary>
      <p>{words.checks.explanations[question]}</p>
      <ul class="plain">
        {checks.map((result) => (
          <li>
            <strong>
              {words.checks.names[result.check]}: {words.checks.outcomes[result.outcome].toLowerCase()}.
            </strong>{' '}
            {result.outcome === 'passed' ? words.checks.passed[result.check] : describeCheck(result, words)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function describeCheck(result: CheckResult, words: Words): string | undefined {
  const sentences = (result.findings ?? []).map((finding) => describeFinding(finding, words));
  return [...new Set(sentences)].join(' ') || words.findings.describe(result);
}
