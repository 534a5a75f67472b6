import { StatusIcon } from './status-icon.tsx';
import { verifierPath } from './verifier-path.ts';
import type { Problem } from './words/problem-words.ts';
import type { Words } from './words/words.ts';

/** Why there is no answer: nothing was checked, so nothing is said against anyone. */
export function ProblemView({ problem, words }: { problem: Problem; words: Words }) {
  const { headline, sentence, advice } = problem;
  return (
    <article class="result">
      <div class="verdict verdict-neutral">
        <StatusIcon visual="neutral" />
        <div>
          <h1 class="verdict-headline" id="verdict" tabindex={-1}>
            <span class="verdict-word">{headline}</span>
          </h1>
          <p class="verdict-sentence">{sentence}</p>
        </div>
      </div>
      <p class="advice">
        <strong>{words.result.whatToDo}</strong> {advice}
      </p>
      <p class="actions">
        <a class="button button-quiet" href={verifierPath(words.language)} data-action="check-another">
          {words.result.checkAnother}
        </a>
      </p>
    </article>
  );
}
