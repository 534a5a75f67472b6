import { preparePrinting } from './print-page.ts';

/** The share page: the link with one press, and paper. */
const COPIED_FOR_MS = 4000;

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const label = button.textContent;
  button.addEventListener('click', async () => {
    const isCopied = await copy(button.dataset['copy'] ?? '');
    button.textContent = chooseWords(button, isCopied);
    const announcer = document.getElementById('announcer');
    if (announcer !== null) announcer.textContent = chooseWords(announcer, isCopied);
    setTimeout(() => {
      button.textContent = label;
    }, COPIED_FOR_MS);
  });
}
preparePrinting();

/** The server wrote both into the element, in the page's language. */
function chooseWords({ dataset }: HTMLElement, isCopied: boolean): string {
  return dataset[isCopied ? 'copied' : 'notCopied'] ?? '';
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
