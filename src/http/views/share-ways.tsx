import { CopyButton } from '../../present/copy-button.tsx';
import { verifierPath } from '../../present/verifier-path.ts';
import type { Words } from '../../present/words/words.ts';

interface ShareWaysProps {
  words: Words;
  shareUrl: string;
  publicUrl: string;
  /** There is a picture of it, with the credential inside. */
  hasBadge?: boolean;
}

/** What can be done with a share link: pass it on, keep the file, do not believe us. */
export function ShareWays({ words, shareUrl, publicUrl, hasBadge = false }: ShareWaysProps) {
  const { ways } = words.share;
  const check = `${publicUrl}${verifierPath(words.language)}#url=${encodeURIComponent(shareUrl)}`;
  return (
    <section class="ways" aria-label={ways.label}>
      <p class="actions">
        <a class="button" href={check}>
          {ways.check}
        </a>
        <CopyButton words={words} link={shareUrl} label={ways.copy} />
        <a class="button button-quiet" href={`${shareUrl}.json`} download>
          {ways.file}
        </a>
        {hasBadge && (
          <>
            <a class="button button-quiet" href={`${shareUrl}.png`} download>
              {ways.png}
            </a>
            <a class="button button-quiet" href={`${shareUrl}.svg`} download>
              {ways.svg}
            </a>
          </>
        )}
        <a class="button button-quiet" href={`${shareUrl}.qr.png`} download>
          {ways.qr}
        </a>
        <button type="button" class="button button-quiet needs-script" data-action="print">
          {ways.print}
        </button>
      </p>
      <p class="visually-hidden" id="announcer" role="status"></p>
      {hasBadge && <p class="hint">{ways.pictureHint}</p>}
      <p class="hint">{ways.hint}</p>
    </section>
  );
}
