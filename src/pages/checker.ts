import { EMPTY_POLICY } from '../model/policy.ts';
import type {
  CheckReport,
  CheckRequest,
  ChosenPolicy,
  Expanded,
  LinkAnswer,
  Tasks,
  ToWorker,
} from './check-messages.ts';
import { fetchPolicy } from './fetch-policy.ts';
import { giveUp } from './give-up.ts';
import { type Hears, type Job, type Lane, openLane } from './lane.ts';
import type { ReadContents } from './many/read-contents.ts';
import type { PageSettings } from './page-settings.ts';
import { startWorker } from './start-worker.ts';

/** As many as a worker is at together; the others wait their turn. */
const MOST_AT_ONCE = 8;

/** What a checker needs to know of the page that it works for. */
export type CheckerOptions = Omit<PageSettings, 'isSample'>;

/** All checking of a page, done in a worker. Open one for a page and keep it. */
export interface Checker {
  /**
   * One answer for what is handed in together. Any number may be asked for at once. What takes too long to read is answered as
   * unreadable (`took-too-long`) and stops none of the others. Rejects with the signal's reason, and for a fault of ours.
   */
  check(request: CheckRequest, hears?: Hears, signal?: AbortSignal): Promise<CheckReport>;
  /** What is behind a link, to be checked. Rejects for a fault of ours only. */
  readLink(link: string, hears?: Hears, signal?: AbortSignal): Promise<LinkAnswer>;
  /** The policy in the reader's file, null if it is none; without a file the operator's, and where there is none an empty one. */
  readPolicy(file?: Blob): Promise<ChosenPolicy | null>;
  /** What is to be checked by itself in a file: the entries of an archive or a presentation; anything else is itself. */
  expand(file: Blob): Promise<Expanded[]>;
  /** What a file has that it can be compared with others by; null where nothing can be read. */
  readContents(file: Blob): Promise<ReadContents | null>;
  /** Ends it; what is under way is rejected. */
  close(): void;
}

export function openChecker(options: CheckerOptions): Checker {
  const queue: Job[] = [];
  /** Jobs that may have stopped a worker: each alone in the second lane, where it can stop nobody else. */
  const suspects: Job[] = [];
  let main: Lane | undefined;
  let alone: Lane | undefined;

  function proceed(): void {
    try {
      begin();
    } catch (error) {
      // No worker is to be had here: a browser that is too old, or a page that is a file.
      for (const job of [...queue.splice(0), ...suspects.splice(0)]) job.reject(error as Error);
    }
  }

  function begin(): void {
    while (queue.length > 0 && (main?.size ?? 0) < MOST_AT_ONCE) {
      main ??= openMain();
      main.take(queue.shift() as Job);
    }
    if (suspects.length > 0 && (alone?.size ?? 0) === 0) {
      alone ??= openLane(openWorker(options), { onFree: proceed, onStuck: onSuspectStuck });
      alone.take(suspects.shift() as Job);
    } else if (alone?.size === 0) {
      alone.close();
      alone = undefined;
    }
  }

  function openMain(): Lane {
    return openLane(openWorker(options), { onFree: proceed, onStuck: onMainStuck });
  }

  function onMainStuck(guilty: Job | null, others: Job[]): void {
    main = undefined;
    guilty?.resolve(guilty.giveUp());
    suspects.push(...others);
    proceed();
  }

  function onSuspectStuck(guilty: Job | null, others: Job[]): void {
    alone = undefined;
    for (const job of guilty === null ? others : [guilty]) job.resolve(job.giveUp());
    proceed();
  }

  function ask<Kind extends keyof Tasks>(
    task: { kind: Kind } & Tasks[Kind]['asks'],
    whenStuck: () => Tasks[Kind]['answers'],
    hears: Hears = {},
    signal?: AbortSignal,
  ): Promise<Tasks[Kind]['answers']> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const job: Job = {
        task: task as Job['task'],
        hears: signal === undefined ? hears : untilAborted(hears, signal),
        resolve: (answer) => resolve(answer as Tasks[Kind]['answers']),
        reject,
        giveUp: whenStuck,
      };
      signal?.addEventListener('abort', () => {
        for (const waiting of [queue, suspects]) {
          const place = waiting.indexOf(job);
          if (place !== -1) waiting.splice(place, 1);
        }
        reject(signal.reason);
      });
      queue.push(job);
      proceed();
    });
  }

  try {
    // Loaded while people still look for their file.
    main = openMain();
  } catch {
    // Whoever asks for a check is told.
  }
  return {
    check: (request, hears, signal) =>
      ask(
        { kind: 'check', request },
        () => ({ result: giveUp(new Date()), relayed: [], stale: [] }),
        hears,
        signal,
      ),
    readLink: (link, hears, signal) =>
      ask({ kind: 'link', link }, () => ({ ok: false, problem: 'unreachable' }), hears, signal),
    readPolicy: async (file) => {
      const { policy: own, page } = options;
      const fetched = typeof own === 'string' && file === undefined ? await fetchPolicy(own, page) : null;
      const source = file ?? (typeof own === 'string' ? fetched?.file : own);
      const policy = source === undefined ? null : await ask({ kind: 'policy', file: source }, () => null);
      if (policy === null) return file === undefined ? { policy: EMPTY_POLICY } : null;
      return { policy, ...(fetched?.copy === undefined ? {} : { copy: fetched.copy }) };
    },
    expand: (file) => ask({ kind: 'expand', file }, () => [{ file }]),
    readContents: (file) => ask({ kind: 'contents', file }, () => null),
    close() {
      const closed = new DOMException('The checker was closed.', 'AbortError');
      for (const job of [...queue, ...suspects, ...(main?.close() ?? []), ...(alone?.close() ?? [])])
        job.reject(closed);
      queue.length = 0;
      suspects.length = 0;
      main = undefined;
      alone = undefined;
    },
  };
}

function openWorker({ worker: address, page, relay }: CheckerOptions): Worker {
  const worker = startWorker(address);
  const open: ToWorker = { kind: 'open', page: page.href, ...(relay === undefined ? {} : { relay }) };
  worker.postMessage(open);
  return worker;
}

/** Whoever gave up hears no more of it. */
function untilAborted(hears: Hears, signal: AbortSignal): Hears {
  return {
    onCheck: (check) => signal.aborted || hears.onCheck?.(check),
    onWaiting: (host) => signal.aborted || hears.onWaiting?.(host),
    onDone: (host) => signal.aborted || hears.onDone?.(host),
  };
}
