const COPIED_FOR_MS = 4000;

/** Buttons that copy a link (`data-copy`) and say so, in the words that stand in the button's own attributes. */
export function wireCopying(): void {
  addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button[data-copy]') : null;
    if (button !== null) void copyFrom(button);
  });
}

async function copyFrom(button: HTMLElement): Promise<void> {
  const { copy = '', copied = '', notCopied = '', sayCopied = '', sayNotCopied = '' } = button.dataset;
  button.dataset['label'] ??= button.textContent;
  const { label = '' } = button.dataset;
  const isCopied = await navigator.clipboard.writeText(copy).then(
    () => true,
    () => false,
  );
  button.textContent = isCopied ? copied : notCopied;
  const announcer = document.getElementById('announcer');
  if (announcer !== null) announcer.textContent = isCopied ? sayCopied : sayNotCopied;
  setTimeout(() => {
    button.textContent = label;
  }, COPIED_FOR_MS);
}
