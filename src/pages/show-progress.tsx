import type { CheckResult } from '../model/verification.ts';
import { WaitingRows } from '../present/waiting-rows.tsx';
import type { Words } from '../present/words/words.ts';

const SLOW_AFTER_MS = 4000;

/** The four rows while a check runs. Draws itself anew whenever something is known, or a host begins to be slow. */
export function showProgress(place: HTMLElement, words: Words) {
  const checks: CheckResult[] = [];
  const waiting = new Map<string, number>();
  let isStarted = false;
  let drawn = '';

  place.innerHTML = (
    <section class="progress">
      <h1 class="check-heading" id="progress" tabindex={-1}>
        {words.progress.checking}
      </h1>
      <div id="progress-rows"></div>
    </section>
  ).toString() as string;
  // Once: a check that was abandoned would find the rows of the next one in the same place.
  const list = place.querySelector('#progress-rows');

  const draw = () => {
    const slowHosts = [...waiting]
      .filter(([, since]) => Date.now() - since >= SLOW_AFTER_MS)
      .map(([host]) => host);
    const rows = (
      <WaitingRows words={words} isStarted={isStarted} checks={checks} slowHosts={slowHosts} />
    ).toString() as string;
    if (rows === drawn) return;
    drawn = rows;
    // Rendered by hono/jsx, which escapes all text in it.
    if (list !== null) list.innerHTML = rows;
  };

  draw();
  const timer = setInterval(draw, 500);

  return {
    start() {
      isStarted = true;
      draw();
    },
    add(check: CheckResult) {
      checks.push(check);
      draw();
    },
    wait(host: string) {
      waiting.set(host, Date.now());
    },
    done(host: string) {
      waiting.delete(host);
    },
    stop: () => clearInterval(timer),
  };
}
