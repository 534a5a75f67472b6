import { monthNamed } from './month-names.ts';
import type { DateOrder } from './roster-survey.ts';

/** What numbers in a date leave open: nothing (`plain`), or which of two is the month. */
export type DateKind = 'plain' | DateOrder | 'either' | 'none';

export type ReadDate = { ok: true; date: string } | { ok: false; code: string; detail: string };

interface WrittenDate {
  year: number;
  /** Either known to be month and day, or in the order in which they were written. */
  first: number;
  second: number;
  isOrdered: boolean;
}

const EXPECTED = 'Expected a date that exists, as YYYY-MM-DD.';
const MAX_LETTERS = 60;
const TIME = /[ ,t]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:[ap]\.? ?m\.?)? ?(?:z|utc|gmt|[+-]\d{2}:?\d{2})?$/;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
const FILLERS = new Set(['de', 'del', 'of', 'the', 'st', 'nd', 'rd', 'th', 'o']);

/** Reads a day: ISO, numbers in this order, or with the month's name in English or Spanish; a time after it is left out. */
export function readDate(text: string, order: DateOrder | null): ReadDate {
  const written = parseWrittenDate(text);
  if (written === 'serial') {
    const detail = 'This is a spreadsheet’s own number for a day. Format the column as a date, YYYY-MM-DD.';
    return { ok: false, code: 'date-serial', detail };
  }
  if (written === null) return { ok: false, code: 'date-invalid', detail: EXPECTED };
  const { year, first, second, isOrdered } = written;
  const isMonthFirst = isOrdered || order === 'mdy' || order === null;
  const [month, day] = isMonthFirst ? [first, second] : [second, first];
  if (exists(year, month, day)) return { ok: true, date: isoDate(year, month, day) };
  if (isOrdered || !exists(year, day, month)) return { ok: false, code: 'date-invalid', detail: EXPECTED };
  const expected = order === 'dmy' ? 'day/month/year' : 'month/day/year';
  return { ok: false, code: 'date-order', detail: `Expected ${expected}, as in this file, or YYYY-MM-DD.` };
}

/** What a cell tells about the order of day and month in its file. */
export function kindOfDate(text: string): DateKind {
  const written = parseWrittenDate(text);
  if (written === null || written === 'serial') return 'none';
  const { year, first, second, isOrdered } = written;
  if (isOrdered) return 'plain';
  const mdy = exists(year, first, second);
  const dmy = exists(year, second, first);
  if (mdy && dmy) return first === second ? 'plain' : 'either';
  if (mdy) return 'mdy';
  return dmy ? 'dmy' : 'none';
}

function parseWrittenDate(text: string): WrittenDate | 'serial' | null {
  if (text.length > MAX_LETTERS) return null;
  const day = text.trim().toLowerCase().replace(TIME, '');
  if (SERIAL.test(day)) return 'serial';
  const [, year, , month, date] = YEAR_FIRST.exec(day) ?? [];
  if (year) return { year: Number(year), first: Number(month), second: Number(date), isOrdered: true };
  const [, first, , second, last] = YEAR_LAST.exec(day) ?? [];
  if (last) return { year: fullYear(last), first: Number(first), second: Number(second), isOrdered: false };
  return parseNamedMonth(day);
}

/** `3 April 2026`, `Apr. 3, 2026`, `3 de abril de 2026`, `2026 Apr 3`. */
function parseNamedMonth(text: string): WrittenDate | null {
  if (!/^[\p{L}\p{M}\d\s.,/'º°-]+$/u.test(text)) return null;
  const words = (text.match(/[\p{L}\p{M}º°]+|\d+/gu) ?? []).filter(
    (word) => !FILLERS.has(word) && !/^[º°]$/.test(word),
  );
  if (words.length !== 3) return null;
  const month = words.map(monthNamed).find((found) => found !== null);
  const numbers = words.filter((word) => /^\d{1,4}$/.test(word));
  const [a = '', b = ''] = numbers;
  if (month === undefined || numbers.length !== 2) return null;
  const [day, year] = a.length === 4 ? [b, a] : [a, b];
  if (day.length > 2 || (year.length !== 4 && year.length !== 2)) return null;
  return { year: fullYear(year), first: month, second: Number(day), isOrdered: true };
}

function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function isoDate(year: number, month: number, day: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
