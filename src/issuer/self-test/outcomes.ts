import type { Examination } from '../../model/examination.ts';
import { FetchFailure } from '../../model/verification.ts';

export function ok(subject: string, detail: string): Examination {
  return { subject, outcome: 'ok', detail };
}

export function failing(subject: string, detail: string): Examination {
  return { subject, outcome: 'failing', detail };
}

export function skipped(subject: string, detail: string): Examination {
  return { subject, outcome: 'skipped', detail };
}

/** What could not be had from outside. Throws what is no `FetchFailure`. */
export function unreachable(subject: string, url: string, failure: unknown): Examination {
  if (!(failure instanceof FetchFailure)) throw failure;
  return failing(
    subject,
    `${url} cannot be had from outside (${failure.reason}). Is the service running and its name reachable?`,
  );
}
