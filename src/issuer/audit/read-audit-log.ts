import type { AuditCheckpoint, AuditFilter, StoredAuditEvent } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { type PageOf, readPages } from '../read-pages.ts';
import { type ChainStart, EMPTY_CHAIN } from './check-chain.ts';
import type { AuditLogSource, LogItem } from './verify-audit.ts';

const PAGE = 1_000;

/** Events page by page, up to `upTo` included. */
export async function* readEvents(
  store: Store,
  { after = 0, upTo = Number.MAX_SAFE_INTEGER, ...filter }: AuditFilter & { after?: number; upTo?: number },
): AsyncGenerator<StoredAuditEvent[]> {
  const pages = readPages(
    PAGE,
    (page: PageOf<number>) => store.listStoredAudit({ ...filter, after, ...page }),
    ({ seq }) => seq,
  );
  for await (const page of pages) {
    const within = page.filter((event) => event.seq <= upTo);
    if (within.length > 0) yield within;
    if (within.length < page.length) return;
  }
}

/**
 * The log as it is at this moment, whole or from where it is known; what is appended while it is read is left for the next
 * time.
 */
export async function openAuditLog(
  store: Store,
  start: ChainStart = EMPTY_CHAIN,
): Promise<AuditLogSource & { counter: number }> {
  // In this order: what a checkpoint that is there now covers is there then.
  const checkpoint = await store.lastAuditCheckpoint();
  const { counter, last } = await store.readAuditHead();
  const upTo = Math.max(counter, last?.seq ?? 0);
  return { counter, pages: readLog(store, start.seq, upTo, checkpoint?.number ?? 0) };
}

/** Events and checkpoints, each checkpoint after the event that it covers, or where that would be. */
async function* readLog(
  store: Store,
  after: number,
  upTo: number,
  lastCheckpoint: number,
): AsyncGenerator<LogItem[]> {
  const checkpoints = readCheckpoints(store, after, lastCheckpoint);
  let next = await checkpoints.next();
  for await (const page of readEvents(store, { after, upTo })) {
    const items: LogItem[] = [];
    for (const event of page) {
      for (; !next.done && next.value.seq < event.seq; next = await checkpoints.next())
        items.push({ checkpoint: next.value });
      items.push({ event });
      for (; !next.done && next.value.seq === event.seq; next = await checkpoints.next())
        items.push({ checkpoint: next.value });
    }
    yield items;
  }
  for (; !next.done; next = await checkpoints.next()) yield [{ checkpoint: next.value }];
}

async function* readCheckpoints(
  store: Store,
  after: number,
  last: number,
): AsyncGenerator<AuditCheckpoint, undefined> {
  const pages = readPages(
    PAGE,
    (page: PageOf<number>) => store.listAuditCheckpoints({ after, ...page }),
    ({ seq }) => seq,
  );
  for await (const page of pages) yield* page.filter(({ number }) => number <= last);
  return undefined;
}
