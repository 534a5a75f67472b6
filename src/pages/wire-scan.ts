import type { Words } from '../present/words/words.ts';
import { type HandedIn, handIn } from './handed-in.ts';

/** The button that reads a QR code by camera, and hands in what it says. What is needed for that is loaded when it is pressed. */
export function wireScan(
  button: HTMLButtonElement,
  loadingWords: Promise<Words>,
  receive: (handedIn: HandedIn) => void,
): void {
  let isOpen = false;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (isOpen) return;
    isOpen = true;
    try {
      const { scanWithCamera } = await import('./qr/scan-with-camera.ts');
      const handedIn = handIn((await scanWithCamera((await loadingWords).scan)) ?? '');
      if (handedIn !== null) receive(handedIn);
    } finally {
      isOpen = false;
    }
  });
}
