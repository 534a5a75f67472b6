import type { VerificationResult } from '../model/verification.ts';
import { describeOutcome } from './describe-outcome.ts';
import { showMoment } from './show-date.ts';
import { StatusIcon } from './status-icon.tsx';
import type { Words } from './words/words.ts';

export interface VerdictBandProps {
  words: Words;
  result: VerificationResult;
  /** Who made the check: this page in the reader's browser, or the server. */
  checkedBy: 'page' | 'server';
  /** The reader's own when absent, which only a browser knows. */
  timeZone?: string;
  /** `h1` where the verdict is what the page is about. */
  heading?: 'h1' | 'p';
  /** Only of a credential whose signature holds. */
  credentialName?: string;
}

/** Shape, one word, one sentence, and when it was so. */
export function VerdictBand({
  words,
  result,
  checkedBy,
  timeZone,
  heading = 'h1',
  credentialName,
}: VerdictBandProps) {
  const { visual, headline, sentence } = describeOutcome(result, words);
  const Heading = heading;
  return (
    <div class={`verdict verdict-${visual}`}>
      <StatusIcon visual={visual} />
      <div>
        <Heading class="verdict-headline" {...(heading === 'h1' ? { id: 'verdict', tabindex: -1 } : {})}>
          <span class="verdict-word">{headline}</span>
          {credentialName !== undefined && (
            <>
              <span class="visually-hidden">: </span> <bdi class="verdict-name">{credentialName}</bdi>
            </>
          )}
        </Heading>
        <p class="verdict-sentence">{sentence}</p>
        <p class="verdict-time">
          {words.result.checked}{' '}
          <time datetime={result.checkedAt}>{showMoment(result.checkedAt, words.dates, timeZone)}</time>{' '}
          {words.result.checkedBy[checkedBy]}
        </p>
      </div>
    </div>
  );
}
