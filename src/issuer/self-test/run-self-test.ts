import { setTimeout } from 'node:timers/promises';
import type { Examination } from '../../model/examination.ts';
import type { FetchDocument } from '../../model/verification.ts';
import { examineService } from '../examine-instance.ts';
import type { Issuing } from '../issuing.ts';
import { STATUS_LIST_TTL_MS } from '../publish-status-list.ts';
import { type AuditPosition, examineAudit } from './examine-audit.ts';
import { openLostReviews } from './examine-reviews.ts';
import { ok } from './outcomes.ts';

/** Caches may serve for this long what was right until then. */
const LOOK_AGAIN_MS = STATUS_LIST_TTL_MS + 60_000;

export interface SelfTestOptions {
  /** Where the audit log is followed from; the whole of it when null. */
  from: AuditPosition | null;
  /** Ends the run, which then rejects with its reason. */
  signal: AbortSignal;
  /** After this time what failed is looked at a second time. */
  lookAgainMs?: number;
}

export interface SelfTest {
  at: Date;
  examinations: Examination[];
  /** Subjects of what failed, each once. */
  failing: string[];
  /** Where the audit log may be followed from the next time. */
  position: AuditPosition | null;
}

/**
 * The examinations that a service makes by itself. What fails is looked at a second time, after as long as caches may keep an
 * old status list, and counts only if it fails again: the world is not always well at the first look. It changes nothing but
 * that it marks for review what was not. Any number of processes may do so at once. Rejects as the store does.
 */
export async function runSelfTest(
  issuing: Issuing,
  fetchOutside: FetchDocument,
  options: SelfTestOptions,
): Promise<SelfTest> {
  const { from, signal, lookAgainMs = LOOK_AGAIN_MS } = options;
  const first = await look(issuing, fetchOutside, from, signal);
  if (first.failing.length === 0) return first;
  await setTimeout(lookAgainMs, undefined, { signal });
  return look(issuing, fetchOutside, first.position, signal);
}

async function look(
  issuing: Issuing,
  fetchOutside: FetchDocument,
  from: AuditPosition | null,
  signal: AbortSignal,
): Promise<SelfTest> {
  const examinations = await examineService(issuing, endingWith(fetchOutside, signal));
  signal.throwIfAborted();
  const audit = await examineAudit(issuing, from, signal);
  const opened = await openLostReviews(issuing, signal);
  examinations.push(audit.examination, ok('reviews', `${opened} opened that were not`));
  const failing = examinations.flatMap(({ subject, outcome }) => (outcome === 'failing' ? [subject] : []));
  return { at: issuing.now(), examinations, failing: [...new Set(failing)], position: audit.position };
}

/** Nobody who stops the service waits for an answer from outside. */
function endingWith(fetchOutside: FetchDocument, signal: AbortSignal): FetchDocument {
  return async (url) => {
    signal.throwIfAborted();
    const { promise: ended, reject } = Promise.withResolvers<never>();
    const end = () => reject(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    try {
      return await Promise.race([fetchOutside(url), ended]);
    } finally {
      signal.removeEventListener('abort', end);
    }
  };
}
