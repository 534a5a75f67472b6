import { randomInt } from 'node:crypto';
import type { Logger } from 'pino';
import type { Issuing } from '../issuer/issuing.ts';
import { recheckReceived } from '../issuer/recognitions/recheck-received.ts';
import type { AuditPosition } from '../issuer/self-test/examine-audit.ts';
import { runSelfTest, type SelfTest } from '../issuer/self-test/run-self-test.ts';
import type { FetchDocument } from '../model/verification.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Every so many runs the whole audit log is followed: what was covered before may have been changed since. */
const WHOLE_EVERY = 7;

export interface SelfTestService {
  /** Null before the first is done. */
  last(): Pick<SelfTest, 'at' | 'failing'> | null;
  /** Ends what is under way. */
  close(): Promise<void>;
}

export interface SelfTestTimes {
  firstAfterMs: number;
  /** Until the next, after one that found nothing and after one that found something. */
  nextAfterMs: (isFailing: boolean) => number;
  /** Until what failed is looked at again; as `runSelfTest` says when absent. */
  lookAgainMs?: number;
}

/** Instances of one service do it at minutes of their own. What failed is looked at soon, so that it is known when it is over. */
const TIMES: SelfTestTimes = {
  firstAfterMs: MINUTE_MS,
  nextAfterMs: (isFailing) => (isFailing ? HOUR_MS : 24 * HOUR_MS + (randomInt(60) - 30) * MINUTE_MS),
};

/**
 * Looks at the service from outside, once it has run for a minute and then every day. What is found is logged, ids only, and
 * kept for `/healthz`; it keeps nothing from being served.
 */
export function startSelfTests(
  issuing: Issuing,
  fetchOutside: FetchDocument,
  log: Logger,
  { firstAfterMs, nextAfterMs, lookAgainMs }: SelfTestTimes = TIMES,
): SelfTestService {
  const ending = new AbortController();
  let last: Pick<SelfTest, 'at' | 'failing'> | null = null;
  let position: AuditPosition | null = null;
  let runs = 0;
  let underWay = Promise.resolve();
  let timer = setTimeout(start, firstAfterMs);

  async function run(): Promise<void> {
    // What an authority has withdrawn is not stapled any longer.
    await recheckReceived(issuing, 'self-test');
    const from = runs++ % WHOLE_EVERY === 0 ? null : position;
    const options = { from, signal: ending.signal, ...(lookAgainMs === undefined ? {} : { lookAgainMs }) };
    const {
      at,
      failing,
      examinations,
      position: reached,
    } = await runSelfTest(issuing, fetchOutside, options);
    position = reached;
    last = { at, failing };
    const found = examinations.filter(({ outcome }) => outcome === 'failing');
    if (found.length > 0) log.error({ failing: found }, 'the self-test found something');
    else log.info({ examinations: examinations.length }, 'the self-test found nothing wrong');
  }

  function start(): void {
    underWay = run()
      .catch((err: unknown) => {
        if (ending.signal.aborted) return;
        // Whatever was known before is not known any more.
        last = { at: issuing.now(), failing: ['self-test'] };
        log.error({ err }, 'the self-test could not be made');
      })
      .then(() => {
        if (!ending.signal.aborted)
          timer = setTimeout(start, nextAfterMs(last === null || last.failing.length > 0));
      });
  }

  return {
    last: () => last,
    async close() {
      ending.abort();
      clearTimeout(timer);
      await underWay;
    },
  };
}
