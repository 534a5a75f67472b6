export interface ShareWaysProps {
  shareUrl: string;
  publicUrl: string;
  /** There is a picture of it, with the credential inside. */
  hasBadge?: boolean;
}

/** What can be done with a share link: pass it on, keep the file, do not believe us. */
export function ShareWays({ shareUrl, publicUrl, hasBadge = false }: ShareWaysProps) {
  const check = `${publicUrl}/verify?url=${encodeURIComponent(shareUrl)}`;
  return (
    <section class="ways" aria-label="Share and check">
      <p class="actions">
        <a class="button" href={check}>
          Check it yourself
        </a>
        <button type="button" class="button button-quiet needs-script" data-copy={shareUrl}>
          Copy link
        </button>
        <a class="button button-quiet" href={`${shareUrl}.json`} download>
          Download file (JSON)
        </a>
        {hasBadge && (
          <>
            <a class="button button-quiet" href={`${shareUrl}.png`} download>
              Download picture (PNG)
            </a>
            <a class="button button-quiet" href={`${shareUrl}.svg`} download>
              Download picture (SVG)
            </a>
          </>
        )}
        <a class="button button-quiet" href={`${shareUrl}.qr.png`} download>
          Download QR code
        </a>
        <button type="button" class="button button-quiet needs-script" data-action="print">
          Print
        </button>
      </p>
      <p class="visually-hidden" id="announcer" role="status"></p>
      {hasBadge && (
        <p class="hint">
          The picture has the signed credential in it. LinkedIn, Slack and Google strip it: share the link,
          keep the file.
        </p>
      )}
      <p class="hint">
        “Check it yourself” repeats the check in your own browser. Any other tool that reads Open Badges 3.0
        can check the file too.
      </p>
    </section>
  );
}
