import { type HandedIn, handIn } from './handed-in.ts';

/** Dropping and pasting anywhere on the page; the form's fields do the same for those who cannot drag. */
export function receiveDrops(dropzone: HTMLElement, receive: (handedIn: HandedIn) => void): void {
  addEventListener('dragover', (event) => {
    event.preventDefault();
    dropzone.classList.add('is-over');
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) dropzone.classList.remove('is-over');
  });
  addEventListener('drop', (event) => {
    event.preventDefault();
    dropzone.classList.remove('is-over');
    const handedIn = readTransfer(event.dataTransfer);
    if (handedIn !== null) receive(handedIn);
  });
  addEventListener('paste', (event) => {
    // In a field a paste is a paste.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const handedIn = readTransfer(event.clipboardData);
    if (handedIn === null) return;
    event.preventDefault();
    receive(handedIn);
  });
}

function readTransfer(transfer: DataTransfer | null): HandedIn | null {
  const [file] = transfer?.files ?? [];
  if (file !== undefined) return { kind: 'file', file };
  return handIn(transfer?.getData('text/plain') ?? '');
}
