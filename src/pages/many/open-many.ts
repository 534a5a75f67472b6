import type { Policy } from '../../model/policy.ts';
import type { VerificationResult } from '../../model/verification.ts';
import { belongTogether } from '../../present/many/belong-together.ts';
import { exportCsv } from '../../present/many/export-csv.ts';
import type { Words } from '../../present/words/words.ts';
import type { Checker } from '../checker.ts';
import type { HandedIn } from '../handed-in.ts';
import { type Gathered, gatherItems } from './gather-items.ts';
import type { Item } from './item.ts';
import { createManyView } from './many-view.tsx';
import { readContents } from './read-contents.ts';
import { createRun } from './run-checks.ts';

export interface ManyOptions {
  place: HTMLElement;
  announcer: HTMLElement;
  /** A new one remembers nothing of what did not answer. */
  openChecker: () => Checker;
  words: Words;
  policy: Policy;
  person?: { name?: string; email?: string };
  isSample: (result: VerificationResult) => boolean;
  /** Brings the reader to where more can be handed in. */
  askForMore: () => void;
  receiptId?: (result: VerificationResult) => string;
}

/** A table on the page. */
export interface OpenMany {
  /** False where it was refused, which is said at the table. */
  add(handedIn: readonly HandedIn[]): Promise<boolean>;
  /** Whether something would be lost with it. */
  isUnsaved: () => boolean;
  close(): void;
}

export type Opened =
  | { kind: 'table'; table: OpenMany }
  /** It is one thing: files that belong together, or an archive with one file. */
  | { kind: 'together'; handedIn: HandedIn[] }
  | { kind: 'refused'; sentence: string };

/** What is more than one thing gets a table. Resolves when that is there, before its checks are done. */
export async function openMany(handedIn: readonly HandedIn[], options: ManyOptions): Promise<Opened> {
  const { place, announcer, openChecker, words, policy, person, isSample, askForMore } = options;
  const unpacking = openChecker();
  const gathered = await gatherItems(handedIn, unpacking.expand, { items: 0, bytes: 0 }).finally(
    unpacking.close,
  );
  if (!gathered.ok) return { kind: 'refused', sentence: describeRefusal(gathered, words) };
  if (gathered.applicants === undefined && (await isOne(gathered.items)))
    return { kind: 'together', handedIn: gathered.items.map(toHandedIn) };

  let isSaved = false;
  const run = createRun({
    openChecker,
    policy,
    onChange: () => {
      isSaved = false;
      view.drawSoon();
    },
    ...(person === undefined ? {} : { person }),
  });
  const isUnsaved = () => run.isRunning() || (run.rows().length > 0 && !isSaved);
  const warn = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault();
  };
  const view = createManyView({
    place,
    announcer,
    run,
    words,
    isSample,
    on: {
      cancel: run.cancel,
      retry: run.retry,
      add: askForMore,
      print: () => {
        isSaved = !run.isRunning();
        print();
      },
      csv: () => {
        view.drawNow();
        const csv = exportCsv({
          entries: view.entries(),
          applicants: run.applicants(),
          isSample,
          receiptId: options.receiptId ?? (() => ''),
          words,
          ...(person === undefined ? {} : { person }),
        });
        saveFile(`${words.many.exportName}.csv`, new Blob([csv], { type: 'text/csv;charset=utf-8' }));
        isSaved = !run.isRunning();
      },
    },
  });
  addEventListener('beforeunload', warn);
  void run.add(gathered.items, gathered.applicants);
  view.drawNow();
  return {
    kind: 'table',
    table: {
      async add(more) {
        const adding = openChecker();
        const next = await gatherItems(more, adding.expand, run.taken()).finally(adding.close);
        view.sayProblem(next.ok ? null : describeRefusal(next, words));
        if (!next.ok) return false;
        void run.add(next.items, next.applicants);
        return true;
      },
      isUnsaved,
      close() {
        removeEventListener('beforeunload', warn);
        run.close();
      },
    },
  };
}

async function isOne(items: readonly Item[]): Promise<boolean> {
  if (items.length === 1) return true;
  // As many as one answer takes.
  if (items.length > 100 || items.some(({ link }) => link !== undefined)) return false;
  const read = await Promise.all(items.map(({ file }) => (file === undefined ? null : readContents(file))));
  return belongTogether(read.map((one) => one?.contents));
}

function toHandedIn({ file, link }: Item): HandedIn {
  return file === undefined ? { kind: 'link', link: link ?? '' } : { kind: 'file', file };
}

function describeRefusal({ refused, count }: Extract<Gathered, { ok: false }>, { many }: Words): string {
  const more = count === undefined ? [] : [many.refusedCount(count)];
  return [many.refused[refused], ...more].join(' ');
}

function saveFile(name: string, file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // After the download has begun.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
