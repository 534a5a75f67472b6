import { showText } from './batch-terminal.ts';

const BAR = 20;
/** Elsewhere than on a terminal: often enough to see that it lives, seldom enough for a log. */
const LINE_EVERY_MS = 5_000;
const CLEAR_TO_END = '\u001b[K';

export interface Progress {
  /** `name` is the last row's. */
  show(done: number, all: number, name?: string | null): void;
  close(): void;
}

/**
 * How far something is, on standard error: a bar that is drawn over itself on a terminal, a line now and then elsewhere.
 * `deed` is what is done: `signed`, `checked`.
 */
export function openProgress(deed: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  const begun = Date.now();
  let first: number | undefined;
  let nextLine = begun + LINE_EVERY_MS;
  let isDrawn = false;
  return {
    show(done, all, name) {
      // What an earlier run did says nothing about how fast this one is.
      first ??= done;
      const text = `${done} of ${all} ${deed}${describeSpeed(done - first, all - done, Date.now() - begun)}`;
      if (stream.isTTY) {
        const line = `${drawBar(done, all)} ${text}${name ? ` · ${showText(name)}` : ''}`;
        stream.write(`\r${cut(line, (stream.columns || 80) - 1)}${CLEAR_TO_END}`);
        isDrawn = true;
      } else if (Date.now() >= nextLine) {
        stream.write(`${text}\n`);
        nextLine = Date.now() + LINE_EVERY_MS;
      }
    },
    close() {
      if (isDrawn) stream.write(`\r${CLEAR_TO_END}`);
    },
  };
}

function describeSpeed(done: number, left: number, ms: number): string {
  if (done <= 0 || ms < 1_000) return '';
  const rate = (done * 1_000) / ms;
  const shown = rate < 10 ? rate.toFixed(1) : Math.round(rate);
  return ` · ${shown} a second${left === 0 ? '' : ` · ${describeTime(left / rate)} left`}`;
}

function describeTime(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function drawBar(done: number, all: number): string {
  const full = all === 0 ? BAR : Math.floor((BAR * done) / all);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR - full)}]`;
}

function cut(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, width - 1).join('')}…`;
}
