/** Paper cannot be unfolded: details are opened for printing, except those that are not to be relied on. */
export function preparePrinting(): void {
  let opened: HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open]):not(.unproven)')];
    for (const details of opened) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of opened) details.open = false;
  });
  addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest('[data-action="print"]') !== null) print();
  });
}
