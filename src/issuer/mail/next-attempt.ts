const MINUTE_MS = 60_000;
const LONGEST_WAIT_MS = 8 * 60 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 2 * 24 * 60 * MINUTE_MS;

/** How long to wait after this attempt (the first is 1): twice as long each time, 8 hours at most. */
function waitAfter(attempt: number): number {
  return Math.min(MINUTE_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS);
}

/** When to try again after this many attempts; null once the next would be more than two days after the first. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  let elapsed = 0;
  for (let attempt = 1; attempt <= attempts && elapsed <= GIVE_UP_AFTER_MS; attempt++)
    elapsed += waitAfter(attempt);
  return elapsed > GIVE_UP_AFTER_MS ? null : new Date(now.getTime() + waitAfter(attempts));
}
