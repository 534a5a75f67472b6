import type { Words } from './words/words.ts';

/** Where the corrected one is, from `linkToReplacement`; nothing where there is no link. */
export function ReplacementLink({ url, words }: { url: string | undefined; words: Words }) {
  if (url === undefined) return null;
  return (
    <p class="actions">
      <a class="button" href={url} rel="noreferrer">
        {words.result.openReplacement}
      </a>
    </p>
  );
}
