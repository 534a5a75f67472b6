import type { VerificationResult } from '../../model/verification.ts';
import { arrangeRows, sortByAttention } from '../../present/many/arrange-rows.ts';
import { categorize, countCategories } from '../../present/many/categorize.ts';
import type { Category } from '../../present/many/category.ts';
import { findSameId } from '../../present/many/find-same-id.ts';
import type { Entry } from '../../present/many/fold-parts.ts';
import { groupByApplicant, lineOf } from '../../present/many/group-by-applicant.ts';
import { isUnfinished } from '../../present/many/is-unfinished.ts';
import type { Words } from '../../present/words/words.ts';
import { createFilters } from './filters.ts';
import { createGroupRow } from './group-row.ts';
import { ManyFrame } from './many-frame.tsx';
import { createRowElements, type RowFlags } from './row-elements.tsx';
import type { Run } from './run-checks.ts';

/** Between two drawings, so that checks have the page's time and not the table. */
const DRAW_PAUSE_MS = 200;

export interface ManyViewOptions {
  place: HTMLElement;
  /** A polite live region, which hears of each tenth and of the end. */
  announcer: HTMLElement;
  run: Run;
  words: Words;
  isSample: (result: VerificationResult) => boolean;
  on: Record<'retry' | 'cancel' | 'add' | 'csv' | 'print' | 'receipts', () => void>;
}

/** The table of many checks: fills as results come, and is put in order when there are no more to come. */
export function createManyView({ place, announcer, run, words, isSample, on }: ManyViewOptions) {
  const { many } = words;
  place.innerHTML = (<ManyFrame words={words} />).toString() as string;
  const find = (name: string) => place.querySelector(`[data-many="${name}"]`) as HTMLElement;
  const table = place.querySelector('table') as HTMLTableElement;
  const bar = find('bar') as HTMLProgressElement;
  const rowElements = createRowElements(words, isSample);
  const filters = createFilters(find('filters'), many, () => draw());
  let entries: Entry[] = [];
  let isGrouped = false;
  let arrangement = '';
  let told = 0;
  let wasRunning = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastDrawn = 0;

  find('cancel').addEventListener('click', on.cancel);
  find('retry').addEventListener('click', on.retry);
  find('add').addEventListener('click', on.add);
  find('csv').addEventListener('click', on.csv);
  find('print').addEventListener('click', on.print);
  find('receipts').addEventListener('click', on.receipts);
  find('group').addEventListener('click', () => {
    isGrouped = !isGrouped;
    find('group').setAttribute('aria-pressed', String(isGrouped));
    draw();
  });
  table.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('button.many-open') : null;
    const entry = entries.find(({ row }) => row.number === Number(button?.dataset['row']));
    if (entry !== undefined) rowElements.toggle(entry, flagsOf(entry, findSameId(run.rows())));
  });

  function flagsOf({ row }: Entry, sameIds: ReadonlySet<number>): RowFlags {
    return {
      hasSameId: sameIds.has(row.number),
      isUnlisted: run.applicants().length > 0 && lineOf(row) === undefined,
    };
  }

  function draw(): void {
    clearTimeout(timer);
    timer = undefined;
    lastDrawn = performance.now();
    const isRunning = run.isRunning();
    const rows = run.rows();
    entries = arrangeRows(rows);
    const sameIds = findSameId(rows);
    for (const entry of entries) rowElements.show(entry, flagsOf(entry, sameIds));
    arrange(isRunning);
    const counts = countCategories(entries.map(({ row }) => row));
    filters.show(counts);
    hide(filters.chosen());
    showProgress(
      isRunning,
      counts.map(({ category, count }) => many.count(count, many.categories[category])).join(' · '),
    );
    const unfinished = entries.filter(({ row }) => isUnfinished(row)).length;
    show('retry', !isRunning && unfinished > 0);
    find('retry').textContent = many.retry(unfinished);
    show('cancel', isRunning);
    show('receipts', !isRunning && entries.some(({ row }) => row.state === 'answered'));
    wasRunning = isRunning;
  }

  /** Rows keep their places while others are still to come: nothing jumps away from who reads. */
  function arrange(isRunning: boolean): void {
    const ordered = isRunning ? entries : sortByAttention(entries);
    const groups = isGrouped
      ? groupByApplicant(ordered, run.applicants())
      : [{ entries: ordered, names: [] }];
    const next = JSON.stringify(
      groups.map((group) => ({
        ...group,
        entries: group.entries.map(({ row }) => row.number),
        title: isGrouped,
      })),
    );
    if (next === arrangement) return;
    arrangement = next;
    const focused = document.activeElement;
    const bodies = groups.map((group) => {
      const body = document.createElement('tbody');
      if (isGrouped) body.append(createGroupRow(group, many));
      for (const { row } of group.entries) {
        const [element, detail] = [rowElements.get(row.number), rowElements.detailOf(row.number)];
        body.append(...[element, detail].filter((one) => one !== undefined));
      }
      return body;
    });
    for (const body of [...table.tBodies]) body.remove();
    table.append(...bodies);
    // Who moved with a row stays in it.
    if (focused instanceof HTMLElement && table.contains(focused)) focused.focus();
  }

  function hide(chosen: Category | null): void {
    for (const { row } of entries) {
      const isHidden = chosen !== null && categorize(row) !== chosen;
      for (const element of [rowElements.get(row.number), rowElements.detailOf(row.number)])
        if (element !== undefined) element.hidden = isHidden;
    }
    for (const body of table.tBodies)
      body.hidden =
        chosen !== null && [...body.rows].every((row) => row.hidden || row.className === 'many-group');
  }

  function showProgress(isRunning: boolean, counts: string): void {
    const rows = run.rows();
    const done = rows.filter(({ state }) => state === 'answered' || state === 'failed').length;
    bar.max = Math.max(rows.length, 1);
    bar.value = done;
    bar.hidden = !isRunning;
    const cancelled = rows.filter(({ problem }) => problem === 'cancelled').length;
    const finished = [
      cancelled === 0 ? many.finished(rows.length, counts) : many.cancelled(done - cancelled, rows.length),
      ...(cancelled === 0 && entries.length < rows.length ? [many.folded(entries.length)] : []),
    ].join(' ');
    find('progress').textContent = isRunning ? many.progress(done, rows.length) : finished;
    const tenth = Math.floor((done * 10) / Math.max(rows.length, 1));
    if (!isRunning && wasRunning) announcer.textContent = finished;
    else if (isRunning && tenth !== told) announcer.textContent = many.progress(done, rows.length);
    told = tenth;
  }

  /** Focus that was on what goes away goes to the heading, and is not lost. */
  function show(name: string, isShown: boolean): void {
    const element = find(name);
    const hadFocus = element === document.activeElement;
    element.hidden = !isShown;
    if (hadFocus && !isShown) document.getElementById('many-heading')?.focus();
  }

  return {
    entries: (): readonly Entry[] => entries,

    /** Soon, and once for all that happens until then. */
    drawSoon(): void {
      timer ??= setTimeout(
        () => requestAnimationFrame(draw),
        Math.max(0, lastDrawn + DRAW_PAUSE_MS - performance.now()),
      );
    },
    drawNow: draw,

    /** Why something was not taken, or null. */
    sayProblem(text: string | null): void {
      const problem = find('problem');
      problem.hidden = text === null;
      problem.textContent = text ?? '';
      if (text !== null) problem.focus();
    },
  };
}
