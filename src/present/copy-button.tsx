import type { Words } from './words/words.ts';

/** Copies a link, and says in its own words how that went; the page's script does it. */
export function CopyButton({ words, link, label }: { words: Words; link: string; label: string }) {
  const { copied, notCopied, sayCopied, sayNotCopied } = words.copying;
  return (
    <button
      type="button"
      class="button button-quiet needs-script"
      data-copy={link}
      data-copied={copied}
      data-not-copied={notCopied}
      data-say-copied={sayCopied}
      data-say-not-copied={sayNotCopied}
    >
      {label}
    </button>
  );
}
