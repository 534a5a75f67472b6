import type { Category } from '../../present/many/category.ts';
import type { ManyWords } from '../../present/words/many-words.ts';

/** Counts that are filters: one button for each kind of result, made once and changed in place, so that focus stays on it. */
export function createFilters(place: HTMLElement, many: ManyWords, onChange: () => void) {
  const buttons = new Map<Category | null, HTMLButtonElement>();
  let chosen: Category | null = null;

  function buttonOf(category: Category | null): HTMLButtonElement {
    const known = buttons.get(category);
    if (known !== undefined) return known;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `many-filter many-filter-${category ?? 'all'}`;
    button.addEventListener('click', () => {
      chosen = chosen === category ? null : category;
      onChange();
    });
    buttons.set(category, button);
    return button;
  }

  return {
    chosen: () => chosen,
    show(counts: readonly { category: Category; count: number }[]): void {
      // What is chosen stays, also when nothing is left of it: its button is the way back.
      const isGone = chosen !== null && !counts.some(({ category }) => category === chosen);
      const all = isGone && chosen !== null ? [...counts, { category: chosen, count: 0 }] : counts;
      const sum = counts.reduce((total, { count }) => total + count, 0);
      const shown = [
        { category: null, text: many.count(sum, many.all) },
        ...all.map(({ category, count }) => ({
          category,
          text: many.count(count, many.categories[category]),
        })),
      ].map(({ category, text }) => {
        const button = buttonOf(category);
        if (button.textContent !== text) button.textContent = text;
        button.setAttribute('aria-pressed', String(chosen === category));
        return button;
      });
      const isSame =
        shown.length === place.children.length && shown.every((one, i) => one === place.children[i]);
      if (isSame) return;
      const focused = document.activeElement;
      place.replaceChildren(...shown);
      if (focused instanceof HTMLElement && place.contains(focused)) focused.focus();
    },
  };
}
