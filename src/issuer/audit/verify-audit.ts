import type { AuditCheckpoint, StoredAuditEvent } from '../../store/records.ts';
import { type AuditFinding, openFindings } from './audit-finding.ts';
import { type ChainStart, checkChain, describeStretch, EMPTY_CHAIN, range } from './check-chain.ts';
import { checkCheckpoints } from './check-checkpoints.ts';
import type { CheckpointKeys } from './checkpoint-keys.ts';

/** One thing that a log or an export of it holds. A checkpoint stands after the event that it covers. */
export type LogItem =
  | { event: StoredAuditEvent }
  | { checkpoint: AuditCheckpoint }
  /** A line of an export that is neither. */
  | { unreadableLine: number };

export interface AuditLogSource {
  /** How many events were ever counted; null when that is not known. */
  counter: number | null;
  /** Whatever the log holds, page by page, so that no log is ever in memory as a whole. */
  pages: AsyncIterable<readonly LogItem[]>;
}

export interface VerifyAuditOptions {
  /** Null: signatures are not looked at, and whoever can write checkpoints can rewrite the log. */
  keys: CheckpointKeys | null;
  /** Checkpoints that were kept where whoever rewrites the log cannot get at them. */
  kept?: readonly string[];
  /** Where the chain begins, when what comes before is known to be whole. */
  start?: ChainStart;
  /** Hears, page by page, how many events were looked at. */
  onProgress?: (events: number) => void;
}

export interface AuditReport {
  /** No finding but warnings. */
  isWhole: boolean;
  events: number;
  checkpoints: number;
  signatures: 'checked' | 'not-checked';
  /** The last event in its place; null when there is none. */
  last: { seq: number; hash: string } | null;
  /** The last checkpoint that agrees with the log: what it covers cannot have been rewritten. */
  lastCheckpoint: { number: number; seq: number; at: string } | null;
  findings: AuditFinding[];
  /** Findings beyond those listed. */
  unlisted: number;
}

/**
 * Follows the whole log: nothing dropped, changed, moved or put in, the counter and the last event agree, and every checkpoint
 * is signed by the issuer and agrees with the chain. Answers with findings that name the events; rejects only as the source
 * does.
 *
 * What it cannot see: events that were rewritten, hashes and all, after the last checkpoint that is left.
 */
export async function verifyAudit(
  { counter, pages }: AuditLogSource,
  { keys, kept = [], start = EMPTY_CHAIN, onProgress }: VerifyAuditOptions,
): Promise<AuditReport> {
  const findings = openFindings();
  const chain = checkChain(findings, start);
  const checkpoints = checkCheckpoints(findings, chain, keys, start);
  for (const body of kept) await checkpoints.keep(body);
  for await (const page of pages) {
    for (const item of page) {
      if ('event' in item) {
        chain.add(item.event);
        checkpoints.passEvent();
      } else if ('checkpoint' in item) await checkpoints.add(item.checkpoint);
      else
        findings.add({
          code: 'line-unreadable',
          line: item.unreadableLine,
          detail: `Line ${item.unreadableLine} is neither an event nor a checkpoint.`,
        });
    }
    onProgress?.(chain.events);
  }
  chain.close();
  const { last } = chain;
  const end = Math.max(counter ?? 0, checkpoints.covered);
  if (end > last.seq)
    findings.add({
      code: 'tail-missing',
      ...range({ first: last.seq + 1, last: end }),
      detail: `The log ends with event ${last.seq}, but ${describeKnown(counter, checkpoints.covered, end)} event ${end}.`,
    });
  if (counter !== null && counter < last.seq)
    findings.add({
      code: 'counter-behind',
      ...range({ first: counter + 1, last: last.seq }),
      detail: `The counter says that there are ${counter} events. ${describeStretch(counter + 1, last.seq)} were put in past it, or it was set back.`,
    });
  const { agreed } = checkpoints;
  return {
    ...findings.close(),
    events: chain.events,
    checkpoints: checkpoints.count,
    signatures: keys === null ? 'not-checked' : 'checked',
    last: last.seq === 0 ? null : last,
    lastCheckpoint: agreed === null ? null : { number: agreed.number, seq: agreed.seq, at: agreed.at },
  };
}

function describeKnown(counter: number | null, covered: number, end: number): string {
  if (counter === end) return covered === end ? 'the counter and a checkpoint know' : 'the counter knows';
  return 'a checkpoint knows';
}
