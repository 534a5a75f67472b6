import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { showProgress } from '../../src/pages/show-progress.tsx';
import { ENGLISH } from '../../src/present/words/english/english.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** As much of an element as progress needs: what is found in it is new whenever its content is. */
function createPlace() {
  let rows = { innerHTML: '' };
  return {
    get rows() {
      return rows;
    },
    set innerHTML(_: string) {
      rows = { innerHTML: '' };
    },
    querySelector: () => rows,
  };
}

it('draws into its own rows only, also when another check has begun in its place', () => {
  const place = createPlace();
  const abandoned = showProgress(place as unknown as HTMLElement, ENGLISH);
  abandoned.start();
  abandoned.wait('slow.example');
  const next = showProgress(place as unknown as HTMLElement, ENGLISH);
  vi.advanceTimersByTime(10_000);
  expect(place.rows.innerHTML).not.toBe('');
  expect(place.rows.innerHTML).not.toContain('slow.example');
  next.stop();
  abandoned.stop();
});
