import type { JsonObject } from '../../model/json.ts';
import type { Applicant } from '../../present/many/applicant.ts';
import { isUnfinished } from '../../present/many/is-unfinished.ts';
import { matchApplicant } from '../../present/many/match-applicant.ts';
import type { Row, RowProblem } from '../../present/many/row.ts';
import { checkPerson } from '../../verify/checks/person.ts';
import type { ChosenPolicy } from '../check-messages.ts';
import type { Checker } from '../checker.ts';
import type { HandedIn } from '../handed-in.ts';
import type { Item } from './item.ts';
import { createRelations } from './relate-rows.ts';

/** As many as are checked at a time. */
const CONCURRENCY = 6;

export interface RunOptions {
  /** A new one remembers nothing of what did not answer. */
  openChecker: () => Checker;
  policy: ChosenPolicy;
  page: URL;
  /** Asked of all, where there is no list of applicants. */
  person?: { name?: string; email?: string };
  /** Hears of every change of any row, and when there is nothing more to do. */
  onChange: () => void;
}

/** Checks many things, a few at a time, and keeps what is known of each. Nothing of it outlives the page. */
export function createRun({ openChecker, policy, page, person, onChange }: RunOptions) {
  const rows = new Map<number, Row>();
  const items = new Map<number, Item>();
  const shared = new Map<number, (JsonObject | string)[]>();
  const asked = new Map<number, string>();
  const relations = createRelations();
  let queue: number[] = [];
  let applicants: readonly Applicant[] = [];
  let checker: Checker | undefined;
  let stopping = new AbortController();
  let active = 0;
  /** What is still being read in or looked over; nothing is finished before. */
  let unsettled = 0;
  const placed = new Map<number, { list: readonly Applicant[]; found: Applicant | undefined }>();

  const change = (number: number, changes: Partial<Row>) => {
    const row = rows.get(number);
    if (row !== undefined) rows.set(number, { ...row, ...changes });
    onChange();
  };

  async function learn(number: number, file: Blob): Promise<void> {
    checker ??= openChecker();
    const read = await checker.readContents(file).catch(() => null);
    if (read === null) return;
    const { parts, wholes } = await relations.add(number, read);
    change(number, { contents: read.contents, partOf: wholes });
    for (const part of parts) {
      const before = rows.get(part)?.partOf ?? [];
      change(part, { partOf: [...new Set([...before, number])] });
    }
  }

  /** Whom its check is to be about. What the file says of itself leads to a line; whether that counts is decided by the answer. */
  async function place(number: number): Promise<Applicant | undefined> {
    const before = placed.get(number);
    if (before?.list === applicants) return before.found;
    const list = applicants;
    const own = items.get(number)?.applicant;
    const link = items.get(number)?.link;
    const read = relations.get(number);
    const found =
      own !== undefined
        ? list.find((applicant) => applicant.number === own)
        : await matchApplicant(list, {
            isEmail: async (email) =>
              read !== undefined && (await checkPerson(read.credential, { email })).outcome === 'passed',
            ...(link === undefined ? {} : { link }),
            ...(read?.name === undefined ? {} : { name: read.name }),
          });
    const isListed = own !== undefined || (link !== undefined && found?.link === link);
    const { applicant: _, isListed: __, ...row } = rows.get(number) as Row;
    rows.set(number, found === undefined ? row : { ...row, applicant: found.number, isListed });
    placed.set(number, { list, found });
    return found;
  }

  async function checkOne(number: number, signal: AbortSignal): Promise<void> {
    const item = items.get(number);
    if (item === undefined) return;
    begin(number, 'checking');
    if (item.file === undefined) {
      checker ??= openChecker();
      const read = await unlessAborted(checker.readLink(item.link ?? '', {}, signal), signal);
      if (!read.ok) return fail(number, read.problem);
      item.file = read.file;
      shared.set(number, read.parts);
      await learn(number, item.file);
    }
    const about = applicants.length === 0 ? person : personOf(await place(number));
    const companions = relations.companionsOf(number);
    asked.set(number, JSON.stringify([companions.key, about ?? null]));
    checker ??= openChecker();
    const asking = checker.check(
      {
        files: [item.file],
        policy: policy.policy,
        ...(policy.copy === undefined ? {} : { policyCopy: policy.copy }),
        companions: [...(shared.get(number) ?? []), ...companions.secured],
        ...(about === undefined ? {} : { person: about }),
      },
      {},
      signal,
    );
    const { result, relayed, stale } = await unlessAborted(asking, signal);
    // A picture that holds no credential may show the code of one.
    const code = result.verdict === 'unreadable' ? await unlessAborted(readCode(item.file), signal) : null;
    if (code === null || item.isFromCode)
      return change(number, { state: 'answered', result, relayed, stale });
    item.isFromCode = true;
    item.file = code.kind === 'text' ? new Blob([code.text]) : undefined;
    item.link = code.kind === 'link' ? code.link : undefined;
    // The answer is about what is there, and its digest is not the picture's.
    if (code.kind === 'link')
      change(number, { sources: [{ ...item.source, name: `${item.source.name} › ${code.link}` }] });
    await checkOne(number, signal);
  }

  /** The link or the text in the QR code that a picture shows; null where it is no picture, or shows none. */
  async function readCode(file: Blob): Promise<HandedIn | null> {
    const { pictureToHandedIn } = await import('../qr/picture-to-handed-in.ts');
    const read = await pictureToHandedIn(file, page);
    return read.ok ? read.handedIn : null;
  }

  /** What was known of it before is not what is known of it now. */
  function begin(number: number, state: 'waiting' | 'checking'): void {
    const { problem: _, result: __, stale: ___, ...row } = rows.get(number) as Row;
    rows.set(number, { ...row, state });
    onChange();
  }

  function fail(number: number, problem: RowProblem): void {
    const { result: _, stale: __, ...row } = rows.get(number) as Row;
    rows.set(number, { ...row, state: 'failed', problem });
    onChange();
  }

  function pump(): void {
    while (active < CONCURRENCY && queue.length > 0) {
      const number = queue.shift() as number;
      const { signal } = stopping;
      active++;
      void checkOne(number, signal)
        // A fault of ours is no finding about anyone's credential; of what was cancelled that is said already.
        .catch(() => signal.aborted || fail(number, 'fault'))
        .finally(() => {
          active--;
          pump();
        });
    }
    if (active === 0 && queue.length === 0 && unsettled === 0) void settle();
  }

  /** Those that now have other company, or belong to someone else, than when they were asked about are asked about again. */
  async function settle(): Promise<void> {
    unsettled++;
    for (const [number, before] of asked) {
      if (rows.get(number)?.state !== 'answered') continue;
      const about = applicants.length === 0 ? person : personOf(await place(number));
      const now = JSON.stringify([relations.companionsOf(number).key, about ?? null]);
      if (now !== before && !queue.includes(number)) queue.push(number);
    }
    unsettled--;
    if (queue.length > 0) pump();
    else onChange();
  }

  return {
    rows: (): Row[] => [...rows.values()],
    applicants: (): readonly Applicant[] => applicants,
    isRunning: () => active > 0 || queue.length > 0 || unsettled > 0,
    taken: () => ({
      items: items.size,
      bytes: [...items.values()].reduce((sum, { file }) => sum + (file?.size ?? 0), 0),
    }),

    async add(more: readonly Item[], list: readonly Applicant[] | undefined): Promise<void> {
      unsettled++;
      if (list !== undefined) applicants = list;
      if (stopping.signal.aborted) stopping = new AbortController();
      const numbers = more.map((item) => {
        const number = items.size + 1;
        items.set(number, { ...item });
        rows.set(number, { number, sources: [item.source], state: 'waiting', partOf: [] });
        return number;
      });
      onChange();
      // All are read before the first is checked, so that each finds its company at once.
      for (const number of numbers) {
        const { file } = items.get(number) ?? {};
        if (file !== undefined) await learn(number, file);
      }
      unsettled--;
      queue.push(...numbers.filter((number) => rows.get(number)?.state === 'waiting'));
      pump();
    },

    cancel(): void {
      stopping.abort();
      queue = [];
      for (const { number, state } of rows.values())
        if (state === 'waiting' || state === 'checking') fail(number, 'cancelled');
    },

    /** Asks anew about those that could not be finished. */
    retry(): void {
      const again = [...rows.values()].filter(isUnfinished).map(({ number }) => number);
      for (const number of again) begin(number, 'waiting');
      checker?.close();
      checker = undefined;
      stopping = new AbortController();
      queue.push(...again);
      pump();
    },

    /** Nothing is heard of it any more. */
    close(): void {
      stopping.abort();
      queue = [];
      checker?.close();
    },
  };
}

export type Run = ReturnType<typeof createRun>;

function personOf(applicant: Applicant | undefined): { name?: string; email?: string } | undefined {
  if (applicant === undefined || (applicant.name === undefined && applicant.email === undefined))
    return undefined;
  const { name, email } = applicant;
  return { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) };
}

/** Who stops does not wait for what is under way. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
