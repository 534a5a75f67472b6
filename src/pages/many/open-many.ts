import type { VerificationResult } from '../../model/verification.ts';
import { belongTogether } from '../../present/many/belong-together.ts';
import { exportCsv } from '../../present/many/export-csv.ts';
import type { Row } from '../../present/many/row.ts';
import type { ReceiptSource } from '../../present/receipt/receipt.ts';
import type { Words } from '../../present/words/words.ts';
import type { ChosenPolicy } from '../check-messages.ts';
import type { Checker } from '../checker.ts';
import type { HandedIn } from '../handed-in.ts';
import { clearReceipt, offerReceipt } from '../offer-receipt.ts';
import { addressOf } from '../page-address.ts';
import { saveFile } from '../save-file.ts';
import { type Gathered, gatherItems } from './gather-items.ts';
import type { Item } from './item.ts';
import { createManyView } from './many-view.tsx';
import { createRun } from './run-checks.ts';

export interface ManyOptions {
  place: HTMLElement;
  announcer: HTMLElement;
  /** The page's own, which looks into what is handed in. */
  checker: Checker;
  /** A new one remembers nothing of what did not answer. */
  openChecker: () => Checker;
  words: Words;
  policy: ChosenPolicy;
  page: URL;
  person?: { name?: string; email?: string };
  isSample: (result: VerificationResult) => boolean;
  /** Brings the reader to where more can be handed in. */
  askForMore: () => void;
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
  const { place, announcer, checker, openChecker, words, policy, page, person, isSample, askForMore } =
    options;
  const gathered = await gatherItems(handedIn, checker.expand, { items: 0, bytes: 0 });
  const isTogether =
    gathered.ok && gathered.applicants === undefined && (await isOne(gathered.items, checker));
  if (!gathered.ok) return { kind: 'refused', sentence: describeRefusal(gathered, words) };
  if (isTogether) return { kind: 'together', handedIn: gathered.items.map(toHandedIn) };

  const verifierUrl = addressOf(page);
  let isSaved = false;
  const run = createRun({
    openChecker,
    policy,
    page,
    onChange: () => {
      isSaved = false;
      // They would be of something else.
      clearReceipt();
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
      receipts: async () => {
        view.drawNow();
        await offerReceipt(place, {
          words,
          policyName: policy.policy.name,
          ...(verifierUrl === undefined ? {} : { verifierUrl }),
          rows: view.entries().flatMap(({ row, parts }) => [row, ...parts].flatMap(toReceiptSource)),
          isSample: ({ report }) => isSample(report.result),
        });
        place.querySelector<HTMLElement>('.receipt-form input')?.focus();
      },
      print: () => {
        // The table, also where receipts were made meanwhile.
        clearReceipt();
        isSaved = !run.isRunning();
        print();
      },
      csv: async () => {
        view.drawNow();
        const { receiptId } = await import('../../present/receipt/receipt-id.ts');
        const results = run.rows().flatMap(({ result }) => result ?? []);
        const ids = await Promise.all(
          results.map(async (result) => [result, await receiptId(result)] as const),
        );
        const csv = exportCsv({
          entries: view.entries(),
          applicants: run.applicants(),
          isSample,
          receiptIds: new Map(ids),
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
        const next = await gatherItems(more, checker.expand, run.taken());
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

function toReceiptSource({ sources, result, relayed = [], stale = [] }: Row): ReceiptSource[] {
  const source = sources.map(({ name }) => name).join(', ');
  return result === undefined
    ? []
    : [{ source, report: { result, relayed: [...relayed], stale: [...stale] } }];
}

async function isOne(items: readonly Item[], checker: Checker): Promise<boolean> {
  if (items.length === 1) return true;
  // As many as one answer takes.
  if (items.length > 100 || items.some(({ link }) => link !== undefined)) return false;
  const read = await Promise.all(
    items.map(({ file }) => (file === undefined ? null : checker.readContents(file))),
  );
  return belongTogether(read.map((one) => one?.contents));
}

/** Under the name that it would have in a table. */
function toHandedIn({ source, file, link }: Item): HandedIn {
  if (file === undefined) return { kind: 'link', link: link ?? '' };
  if (source.kind === 'text') return { kind: 'file', file };
  return { kind: 'file', file: new File([file], source.name, { type: file.type }) };
}

function describeRefusal({ refused, count }: Extract<Gathered, { ok: false }>, { many }: Words): string {
  const more = count === undefined ? [] : [many.refusedCount(count)];
  return [many.refused[refused], ...more].join(' ');
}
