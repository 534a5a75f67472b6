import type { Words } from './words/words.ts';

/** On everything that practice mode shows. */
export function SampleMark({ words }: { words: Words }) {
  return (
    <p class="sample-mark">
      <strong>{words.page.sample}</strong> {words.page.sampleMark}
    </p>
  );
}
