import type { Child } from 'hono/jsx';
import type { Answer } from './answer-question.ts';
import type { Question } from './questions.ts';
import { StatusIcon } from './status-icon.tsx';
import type { Words } from './words/words.ts';

/** A question with its answer: the same row while others are still waited for, and in the finished result. */
export function AnsweredRow({
  words,
  question,
  answer,
  children,
}: {
  words: Words;
  question: Question;
  answer: Answer;
  children?: Child;
}) {
  const { visual, text } = answer;
  return (
    <div class={`question question-${visual}`} data-question={question} data-state="answered">
      <dt>{words.checks.questions[question]}</dt>
      <dd>
        <StatusIcon visual={visual} />
        <div>
          <p>
            <span class="visually-hidden">{words.checks.visuals[visual]}: </span>
            {text}
          </p>
          {children}
        </div>
      </dd>
    </div>
  );
}
