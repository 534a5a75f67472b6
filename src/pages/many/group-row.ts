import type { Group } from '../../present/many/group-by-applicant.ts';
import type { ManyWords } from '../../present/words/many-words.ts';
import { COLUMNS } from './many-frame.tsx';

/** The row above an applicant's credentials: name, how many, and what is to be looked at. All of it as text. */
export function createGroupRow(group: Group, many: ManyWords): HTMLTableRowElement {
  const row = document.createElement('tr');
  row.className = 'many-group';
  const cell = document.createElement('th');
  cell.scope = 'rowgroup';
  cell.colSpan = COLUMNS;
  const name = document.createElement('bdi');
  name.className = 'many-group-name';
  name.textContent = group.isUnplaced ? many.unplaced : (group.name ?? many.noName);
  cell.append(
    name,
    note(group.entries.length === 0 ? many.nothingHandedIn : many.groupCount(group.entries.length)),
  );
  if (group.isUnplaced) cell.append(note(many.unplacedHint));
  if (group.names.length > 1) {
    const warning = note(many.twoNames(group.names.map((one) => `“${one}”`).join(', ')));
    warning.classList.add('many-warning');
    cell.append(warning);
  }
  row.append(cell);
  return row;
}

function note(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'many-note';
  element.textContent = text;
  return element;
}
