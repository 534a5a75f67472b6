import type { CheckName, CheckResult } from '../model/verification.ts';
import { answerQuestion } from './answer-question.ts';
import { AnsweredRow } from './answered-row.tsx';
import { QUESTIONS, type Question } from './questions.ts';
import type { Words } from './words/words.ts';

/** The checks whose answers a question waits for. Who issued it and when it holds can only be told from a signature. */
const NEEDS: Record<Question, readonly CheckName[]> = {
  unchanged: ['structure', 'proof'],
  issuer: ['proof', 'issuer', 'recognition'],
  'in-force': ['issuer', 'validity', 'status'],
  person: ['issuer', 'person'],
};

export interface WaitingRowsProps {
  words: Words;
  isStarted: boolean;
  /** Checks that have answered. */
  checks: readonly CheckResult[];
  /** Hosts that have been asked for a while and did not answer yet. */
  slowHosts: readonly string[];
}

/** The four questions while they are being answered: Waiting, Checking…, answer. Says nothing that the file says. */
export function WaitingRows({ words, isStarted, checks, slowHosts }: WaitingRowsProps) {
  const answered = checks.map(({ check }) => check);
  return (
    <dl class="questions questions-waiting">
      {QUESTIONS.map((question) => {
        const needs = NEEDS[question];
        if (needs.every((name) => answered.includes(name)))
          return (
            <AnsweredRow
              words={words}
              question={question}
              answer={answerQuestion(question, { checks }, words)}
            />
          );
        // A row is being worked on once the first of what it needs has answered; the signature and the list start at once.
        const isChecking =
          isStarted &&
          (question === 'unchanged' ||
            question === 'in-force' ||
            needs.some((name) => answered.includes(name)));
        return (
          <div
            class="question question-waiting"
            data-question={question}
            data-state={isChecking ? 'checking' : 'waiting'}
          >
            <dt>{words.checks.questions[question]}</dt>
            <dd>
              <span class={isChecking ? 'spinner spinner-active' : 'spinner'} aria-hidden="true"></span>
              <div>
                <p>{isChecking ? words.progress.checking : words.progress.waiting}</p>
                {isChecking && slowHosts.length > 0 && (
                  <p class="aside">{words.progress.stillWaiting(slowHosts)}</p>
                )}
              </div>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
