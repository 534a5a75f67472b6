import { StatusIcon } from './status-icon.tsx';

export interface ProblemViewProps {
  headline: string;
  sentence: string;
  advice?: string;
}

/** Why there is no answer: nothing was checked, so nothing is said against anyone. */
export function ProblemView({ headline, sentence, advice }: ProblemViewProps) {
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
      {advice !== undefined && (
        <p class="advice">
          <strong>What to do now.</strong> {advice}
        </p>
      )}
      <p class="actions">
        <a class="button button-quiet" href="/verify" data-action="check-another">
          Check another
        </a>
      </p>
    </article>
  );
}
