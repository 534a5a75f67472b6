import { describe, expect, it } from 'vitest';
import { showDay, showMoment } from '../../src/present/show-date.ts';

describe('dates', () => {
  it('shows UTC calendar days, wherever it is opened', () => {
    expect(showDay('2026-11-21T00:00:00Z')).toBe('21 Nov 2026');
    expect(showDay('2026-11-21T23:59:59Z')).toBe('21 Nov 2026');
    expect(showDay('2026-09-01')).toBe('1 Sep 2026');
  });

  it('shows nothing for what is not a date', () => {
    expect(showDay('soon')).toBeUndefined();
    expect(showDay(undefined)).toBeUndefined();
  });

  it('shows a moment with its time zone', () => {
    expect(showMoment('2026-11-21T21:25:00Z', 'UTC')).toBe('21 Nov 2026, 9:25 PM UTC');
    expect(showMoment('2026-11-21T21:25:00Z', 'America/Los_Angeles')).toBe('21 Nov 2026, 1:25 PM PST');
  });
});
