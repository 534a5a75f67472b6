import type { Category } from '../many/category.ts';
import type { ListProblem } from '../many/read-cells.ts';
import type { RowProblem } from '../many/row.ts';

/** What is said where many things are checked at once. */
export interface ManyWords {
  heading: string;
  /** Names the table for those who hear it. */
  caption: string;
  columns: {
    result: string;
    name: string;
    credential: string;
    issuer: string;
    dates: string;
    source: string;
  };
  /** A word or two for each, after a number and alone. */
  categories: Record<Category, string>;
  /** `12 Valid`. */
  count: (count: number, category: string) => string;
  all: string;
  filterLabel: string;
  checking: string;
  progress: (done: number, all: number) => string;
  finished: (all: number, counts: string) => string;
  /** There are fewer lines than things that were handed in. */
  folded: (lines: number) => string;
  cancelled: (done: number, all: number) => string;
  gathering: string;
  cancel: string;
  retry: (count: number) => string;
  group: string;
  addMore: string;
  exportCsv: string;
  exportName: string;
  print: string;
  /** One for each, to be printed or saved. */
  receipts: string;
  checkOthers: string;
  /** Asked before results that were not saved are given up. */
  leave: string;
  details: string;
  pasted: string;
  /** Of what is not proven. */
  notShown: string;
  noName: string;
  noEnd: string;
  until: (day: string) => string;
  since: (day: string) => string;
  sample: string;
  moreSources: (count: number) => string;
  partsFolded: (count: number) => string;
  sameId: string;
  nameDiffers: string;
  personUnknown: string;
  twoNames: (names: string) => string;
  nothingHandedIn: string;
  unplaced: string;
  unplacedHint: string;
  groupCount: (count: number) => string;
  listTaken: (count: number) => string;
  listUnmatched: string;
  problems: Record<RowProblem, string>;
  /** Why something was not taken; nothing was checked then. */
  refused: Record<'too-many' | 'too-large' | 'nothing' | 'two-lists' | ListProblem, string>;
  refusedCount: (count: number) => string;
}
