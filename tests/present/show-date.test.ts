import { describe, expect, it } from 'vitest';
import { showDay, showMoment } from '../../src/present/show-date.ts';
import { ENGLISH } from '../../src/present/words/english/english.ts';
import { SPANISH } from '../../src/present/words/spanish/spanish.ts';

describe('dates', () => {
  it('shows UTC calendar days, wherever it is opened', () => {
    expect(showDay('2026-11-21T00:00:00Z', ENGLISH.dates)).toBe('21 Nov 2026');
    expect(showDay('2026-11-21T23:59:59Z', ENGLISH.dates)).toBe('21 Nov 2026');
    expect(showDay('2026-09-01', ENGLISH.dates)).toBe('1 Sep 2026');
  });

  it('shows nothing for what is not a date', () => {
    expect(showDay('soon', ENGLISH.dates)).toBeUndefined();
    expect(showDay(undefined, ENGLISH.dates)).toBeUndefined();
  });

  it('shows a moment with its time zone', () => {
    expect(showMoment('2026-11-21T21:25:00Z', ENGLISH.dates, 'UTC')).toBe('21 Nov 2026, 9:25 PM UTC');
    expect(showMoment('2026-11-21T21:25:00Z', ENGLISH.dates, 'America/Los_Angeles')).toBe(
      '21 Nov 2026, 1:25 PM PST',
    );
  });

  it('writes them as Spanish does', () => {
    expect(showDay('2026-01-09', SPANISH.dates)).toBe('9 ene 2026');
    expect(showMoment('2026-11-21T21:25:00Z', SPANISH.dates, 'UTC')).toMatch(
      /^21 nov 2026, 9:25 p[.]\s?m[.] UTC$/,
    );
  });
});
