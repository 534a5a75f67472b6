import type { Logger } from 'pino';
import { checkpointAudit } from '../issuer/audit/checkpoint-audit.ts';
import type { Issuing } from '../issuer/issuing.ts';

const EVERY_MS = 60 * 60 * 1000;

/**
 * Signs checkpoints of the audit log: now, for what a killed process left uncovered, every hour, and when it is closed. What
 * goes wrong is logged and keeps nothing else from being served.
 */
export function startCheckpoints(issuing: Issuing, log: Logger): { close(): Promise<void> } {
  let last = Promise.resolve();
  const checkpoint = () => {
    last = last.then(async () => {
      try {
        await checkpointAudit(issuing);
      } catch (err) {
        log.error({ err }, 'no checkpoint of the audit log could be made');
      }
    });
    return last;
  };
  void checkpoint();
  const timer = setInterval(checkpoint, EVERY_MS);
  return {
    close() {
      clearInterval(timer);
      return checkpoint();
    },
  };
}
