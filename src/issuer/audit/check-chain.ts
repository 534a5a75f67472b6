import { FIRST_PREVIOUS_HASH, hashStoredEvent } from '../../store/audit-chain.ts';
import type { StoredAuditEvent } from '../../store/records.ts';
import type { FindingList } from './audit-finding.ts';
import { openGaps, type Stretch } from './open-gaps.ts';

/** Clocks of several machines differ, and a change is entered when it is done, not when it began. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;
/** As many events with a wrong place are remembered, so that they are not called missing too. */
const MOST_STRAYS = 1_000;

/** Where a chain begins: nothing before it, or an event that is known already. */
export interface ChainStart {
  seq: number;
  hash: string;
  /** Number of the last checkpoint that is known already. */
  checkpoint?: number;
}

export const EMPTY_CHAIN: ChainStart = { seq: 0, hash: FIRST_PREVIOUS_HASH };

/** Follows the chain event by event and adds what is wrong with it. It remembers the last event only. */
export function checkChain(findings: FindingList, start: ChainStart = EMPTY_CHAIN) {
  const gaps = openGaps(({ first, last }) =>
    findings.add({ code: 'event-missing', ...range({ first, last }), detail: describeMissing(first, last) }),
  );
  const strays: number[] = [];
  let seq = start.seq;
  /** What the next event may name: the hash as it is stored, and as it should be if only that was changed. */
  let hashes = [start.hash];
  let at = Number.NaN;
  let events = 0;

  return {
    add(event: StoredAuditEvent): void {
      events++;
      const hash = hashStoredEvent(event);
      const isIntact = hash === event.hash;
      if (!isIntact) findings.add({ code: 'event-changed', seq: event.seq, detail: describeChanged(event) });
      const expected = seq + 1;
      if (event.seq < expected) {
        gaps.fill(event.seq);
        findings.add({ code: 'event-out-of-order', seq: event.seq, detail: describeOutOfOrder(event, seq) });
        return;
      }
      if (event.seq > expected) {
        // Its number may be the very thing that was changed: the chain goes on without it.
        if (!isIntact) {
          if (strays.length < MOST_STRAYS) strays.push(event.seq);
          return;
        }
        gaps.open({ first: expected, last: event.seq - 1 });
        for (const stray of strays.splice(0)) gaps.fill(stray);
      } else if (isIntact && !hashes.includes(event.previousHash)) {
        findings.add({ code: 'event-unlinked', ...linkOf(expected), detail: describeUnlinked(expected) });
      }
      checkTime(event);
      seq = event.seq;
      hashes = hash === null ? [event.hash] : [event.hash, hash];
    },

    /** The last event in its place. */
    get last() {
      return { seq, hash: hashes[0] ?? start.hash };
    },
    get events() {
      return events;
    },
    /** Whether the last event's hash is this one. */
    endsWith: (hash: string) => hashes.includes(hash),
    close: () => gaps.close(),
  };

  function checkTime(event: StoredAuditEvent): void {
    const time = Date.parse(event.at);
    if (time < at - CLOCK_TOLERANCE_MS)
      findings.add({
        code: 'time-backwards',
        seq: event.seq,
        detail: `Event ${event.seq} says an earlier time than the event before it.`,
      });
    if (!Number.isNaN(time)) at = time;
  }
}

/** The members of a finding about these events. */
export function range({ first, last }: Stretch): { seq: number; lastSeq?: number } {
  return first === last ? { seq: first } : { seq: first, lastSeq: last };
}

/** `Event 3`, `Events 3 to 7`. */
export function describeStretch(first: number, last: number): string {
  return first === last ? `Event ${first}` : `Events ${first} to ${last}`;
}

function describeMissing(first: number, last: number): string {
  return `${describeStretch(first, last)} ${first === last ? 'is' : 'are'} missing.`;
}

function linkOf(seq: number): { seq: number; lastSeq?: number } {
  return seq === 1 ? { seq } : { seq: seq - 1, lastSeq: seq };
}

function describeUnlinked(seq: number): string {
  return seq === 1
    ? 'Event 1 names an event before it, but a log begins with it.'
    : `Event ${seq} was written after another event ${seq - 1} than the one that is there: that one, or events up to it, were rewritten or put in.`;
}

function describeChanged({ seq }: StoredAuditEvent): string {
  return `Event ${seq} does not have the hash that was stored with it: it was changed.`;
}

function describeOutOfOrder({ seq }: StoredAuditEvent, last: number): string {
  return `Event ${seq} comes after event ${last}: it was moved or put in twice.`;
}
