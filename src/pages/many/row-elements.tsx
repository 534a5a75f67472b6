import type { VerificationResult } from '../../model/verification.ts';
import type { Entry } from '../../present/many/fold-parts.ts';
import { ResultView } from '../../present/result-view.tsx';
import type { Words } from '../../present/words/words.ts';
import { COLUMNS } from './many-frame.tsx';
import { RowCells } from './row-cells.tsx';

/** What a row's cells are made of beside the row itself. */
export interface RowFlags {
  hasSameId: boolean;
  isUnlisted: boolean;
}

/** The elements of every row: made once, and written anew only when what they show has changed. */
export function createRowElements(words: Words, isSample: (result: VerificationResult) => boolean) {
  const elements = new Map<number, HTMLTableRowElement>();
  const details = new Map<number, HTMLTableRowElement>();
  const shown = new Map<number, readonly unknown[]>();

  function show(entry: Entry, flags: RowFlags): HTMLTableRowElement {
    const { row, parts } = entry;
    const { number, result } = row;
    const element = elements.get(number) ?? document.createElement('tr');
    elements.set(number, element);
    const isOpen = details.has(number);
    const state = [
      row.state,
      result,
      row.problem,
      row.sources.length,
      parts.length,
      ...Object.values(flags),
      isOpen,
    ];
    if (shown.get(number)?.every((one, index) => one === state[index])) return element;
    const before = shown.get(number);
    shown.set(number, state);
    const hadFocus = element.contains(document.activeElement);
    // Rendered by hono/jsx, which escapes all text in it.
    element.innerHTML = (
      <RowCells
        {...entry}
        {...flags}
        words={words}
        isOpen={isOpen}
        isSample={result !== undefined && isSample(result)}
      />
    ).toString() as string;
    if (hadFocus) element.querySelector('button')?.focus();
    if (isOpen && before?.[1] !== result) fillDetail(number, result);
    return element;
  }

  function fillDetail(number: number, result: VerificationResult | undefined): void {
    const cell = details.get(number)?.firstElementChild;
    if (cell === null || cell === undefined) return;
    cell.innerHTML =
      result === undefined
        ? ''
        : ((
            <ResultView
              words={words}
              result={result}
              checkedBy="page"
              heading="p"
              isSample={isSample(result)}
            />
          ).toString() as string);
  }

  return {
    show,
    get: (number: number) => elements.get(number),
    detailOf: (number: number) => details.get(number),

    /** Opens what is closed, closes what is open. */
    toggle(entry: Entry, flags: RowFlags): void {
      const { number, result } = entry.row;
      const element = elements.get(number);
      if (details.has(number)) {
        details.get(number)?.remove();
        details.delete(number);
      } else {
        const detail = document.createElement('tr');
        detail.className = 'many-detail';
        detail.id = `many-detail-${number}`;
        const cell = document.createElement('td');
        cell.colSpan = COLUMNS;
        detail.append(cell);
        details.set(number, detail);
        fillDetail(number, result);
        element?.after(detail);
      }
      show(entry, flags);
    },
  };
}
