import { describe, expect, it } from 'vitest';
import { readDate } from '../../src/roster/read-date.ts';
import type { RosterSettings } from '../../src/roster/roster-settings.ts';
import { codesOf, GOOD, read, readOne, survey, table } from './roster-material.ts';

function roster(...dates: string[]): string {
  const rows = dates.map((date, i) => [`t${i}@d.example`, `Teacher ${'ABCDEFGH'[i]}`, 'tlms-1', date]);
  return table(['email', 'name', 'badge', 'date'], rows);
}

async function orderOf(dates: string[], settings: RosterSettings = {}) {
  const { dateOrder, questions } = await survey(roster(...dates), settings);
  return [dateOrder, ...questions.map(({ code, choices }) => [code, choices])];
}

describe('a date', () => {
  it.each([
    '2026-04-03',
    '2026/04/03',
    '2026/4/3',
    '2026.04.03',
    '2026-04-03T10:15:00Z',
    '2026-04-03 00:00:00',
    '3 April 2026',
    '3rd of April, 2026',
    'April 3, 2026',
    'Apr. 3, 2026',
    'APR 3 2026',
    'abr 3, 2026',
    '3 de abril de 2026',
    '3 de abril del 2026',
    '3-Apr-26',
    '2026 April 3',
  ])('%s needs no order', (text) => {
    expect(readDate(text, null)).toEqual({ ok: true, date: '2026-04-03' });
    expect(readDate(text, 'dmy')).toEqual({ ok: true, date: '2026-04-03' });
  });

  it.each(['04/03/2026', '4.3.26', '4-3-2026', '4/3/2026 0:00', '4/3/26 10:15:00 AM'])(
    '%s needs an order',
    (text) => {
      expect(readDate(text, 'mdy')).toEqual({ ok: true, date: '2026-04-03' });
      expect(readDate(text, 'dmy')).toEqual({ ok: true, date: '2026-03-04' });
    },
  );

  it.each([
    ['13/45/26', 'date-invalid'],
    ['2026-02-30', 'date-invalid'],
    ['29/02/2026', 'date-invalid'],
    ['soon', 'date-invalid'],
    ['2026', 'date-invalid'],
    ['3 Smarch 2026', 'date-invalid'],
    ['4/3-2026', 'date-invalid'],
    ['April 2026', 'date-invalid'],
    ['3 4 April', 'date-invalid'],
    ['9'.repeat(9999), 'date-invalid'],
    ['46115', 'date-serial'],
    ['46115.5', 'date-serial'],
    ['4/13/2026', 'date-order'],
  ])('%s is %s', (text, code) => {
    expect(readDate(text, 'dmy')).toMatchObject({ ok: false, code });
  });

  it('that is no date is said with the column, and what was expected', async () => {
    const row = await readOne({ ...GOOD, Fecha: '13/45/26' });
    expect(row.problems).toEqual([
      { column: 'Fecha', code: 'date-invalid', detail: 'Expected a date that exists, as YYYY-MM-DD.' },
    ]);
  });

  it('never expires where the cell says so', async () => {
    expect((await readOne({ ...GOOD, expires_on: 'never' })).awards[0]?.request).not.toHaveProperty(
      'validUntil',
    );
    expect((await readOne({ ...GOOD, expires_on: '2030-01-01' })).awards[0]?.request.validUntil).toBe(
      '2030-01-01',
    );
  });
});

describe('the order of day and month', () => {
  it('is decided by dates that leave no choice', async () => {
    expect(await orderOf(['03/04/2026', '14/04/2026'])).toEqual(['dmy']);
    expect(await orderOf(['03/04/2026', '04/14/2026'])).toEqual(['mdy']);
    expect(await orderOf(['03/03/2026', '2026-04-05', ''])).toEqual(['iso']);
  });

  it('is asked for when only a person knows it', async () => {
    const question = ['date-order', ['mdy', 'dmy']];
    expect(await orderOf(['03/04/2026', '2026-04-05'])).toEqual([null, question]);
    expect(await orderOf(['13/04/2026', '04/13/2026'])).toEqual([null, question]);
    expect(await orderOf(['03/04/2026'], { dateOrder: 'dmy' })).toEqual(['dmy']);
    expect(await orderOf([''], { defaults: { issued_on: '03/04/2026' } })).toEqual([null, question]);
  });

  it('makes problems of the rarer kind', async () => {
    const rows = await read(roster('13/04/2026', '14/04/2026', '04/15/2026', '01/02/2026'));
    expect(rows.map(({ problems }) => codesOf(problems))).toEqual([[], [], ['date: date-order'], []]);
    expect(rows[3]?.awards[0]?.request.awardedDate).toBe('2026-02-01');
  });
});
