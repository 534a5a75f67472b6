import { type HandedIn, handIn } from './handed-in.ts';

/** Dropping and pasting anywhere on the page; the form's fields do the same for those who cannot drag. */
export function receiveDrops(dropzone: HTMLElement, receive: (handedIn: HandedIn[]) => void): void {
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
    if (handedIn.length > 0) receive(handedIn);
  });
  addEventListener('paste', (event) => {
    // In a field a paste is a paste.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const handedIn = readTransfer(event.clipboardData);
    if (handedIn.length === 0) return;
    event.preventDefault();
    receive(handedIn);
  });
}

function readTransfer(transfer: DataTransfer | null): HandedIn[] {
  const files = [...(transfer?.files ?? [])];
  if (files.length > 0) return files.map((file) => ({ kind: 'file', file }));
  const text = handIn(transfer?.getData('text/plain') ?? '');
  return text === null ? [] : [text];
}
