import type { ScanWords } from '../../present/words/scan-words.ts';

/** What the dialog's code needs of it. */
export interface ScanDialog {
  dialog: HTMLDialogElement;
  video: HTMLVideoElement;
  /** The live region. */
  status: HTMLElement;
  close: HTMLButtonElement;
  torch: HTMLButtonElement;
  retry: HTMLButtonElement;
  cameras: HTMLSelectElement;
  photo: HTMLInputElement;
}

/** The dialog, in the page and not yet open. A modal one keeps the focus, and Esc closes it. */
export function addScanDialog(words: ScanWords): ScanDialog {
  const frame = document.createElement('div');
  // Rendered by hono/jsx, which escapes all text in it.
  frame.innerHTML = (
    <dialog class="scan" aria-labelledby="scan-title" aria-describedby="scan-hint">
      <div class="scan-head">
        <h2 id="scan-title">{words.title}</h2>
        <button type="button" class="button button-quiet" id="scan-close">
          {words.close}
        </button>
      </div>
      <p class="hint" id="scan-hint">
        {words.hint}
      </p>
      <div class="scan-picture" id="scan-picture" hidden>
        <video id="scan-video" playsinline muted aria-label={words.picture}></video>
      </div>
      <p class="scan-status" id="scan-status" role="status"></p>
      <div class="scan-controls">
        <button type="button" class="button button-quiet" id="scan-torch" aria-pressed="false" hidden>
          {words.torch}
        </button>
        <button type="button" class="button button-quiet" id="scan-retry" hidden>
          {words.retry}
        </button>
        <p class="field" hidden>
          <label for="scan-cameras">{words.camera}</label>
          <select id="scan-cameras"></select>
        </p>
        <p class="field">
          <label for="scan-photo">{words.takePhoto}</label>
          <input type="file" id="scan-photo" accept="image/*" capture="environment" />
        </p>
      </div>
    </dialog>
  ).toString() as string;
  document.body.append(...frame.children);
  const find = <E extends HTMLElement>(id: string) => document.getElementById(id) as E;
  const close = find<HTMLButtonElement>('scan-close');
  return {
    dialog: close.closest('dialog') as HTMLDialogElement,
    video: find('scan-video'),
    status: find('scan-status'),
    close,
    torch: find('scan-torch'),
    retry: find('scan-retry'),
    cameras: find('scan-cameras'),
    photo: find('scan-photo'),
  };
}
