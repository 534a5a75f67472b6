import type { Child } from 'hono/jsx';
import type { Answer } from './answer-question.ts';
import { QUESTION_WORDS, type Question, VISUAL_WORDS } from './check-words.ts';
import { StatusIcon } from './status-icon.tsx';

/** A question with its answer: the same row while others are still waited for, and in the finished result. */
export function AnsweredRow({
  question,
  answer,
  children,
}: {
  question: Question;
  answer: Answer;
  children?: Child;
}) {
  const { visual, text } = answer;
  return (
    <div class={`question question-${visual}`} data-question={question} data-state="answered">
      <dt>{QUESTION_WORDS[question]}</dt>
      <dd>
        <StatusIcon visual={visual} />
        <div>
          <p>
            <span class="visually-hidden">{VISUAL_WORDS[visual]}: </span>
            {text}
          </p>
          {children}
        </div>
      </dd>
    </div>
  );
}
