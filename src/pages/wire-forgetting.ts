import type { Words } from '../present/words/words.ts';
import { forgetDocuments } from './kept-documents.ts';

/** The button that forgets what this browser has kept for the page, and says so. Stays hidden where browsers keep nothing for a page. */
export function wireForgetting(place: HTMLElement, loadingWords: Promise<Words>): void {
  const button = place.querySelector('button');
  const said = place.querySelector('[role=status]');
  if (button === null || said === null || !('caches' in globalThis)) return;
  place.hidden = false;
  button.addEventListener('click', async () => {
    const [hadSome, { keeping }] = await Promise.all([forgetDocuments(), loadingWords]);
    said.textContent = hadSome ? keeping.forgotten : keeping.nothingKept;
  });
}
