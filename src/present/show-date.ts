import type { DateWords } from './words/date-words.ts';

/**
 * `21 Nov 2026`: the order that nobody reads as another date. The day is the UTC calendar day, so that a certificate shows
 * the same day wherever it is opened. Undefined for what is not a date.
 */
export function showDay(date: string | undefined, { months }: DateWords): string | undefined {
  const time = date === undefined ? Number.NaN : Date.parse(date);
  if (Number.isNaN(time)) return undefined;
  const day = new Date(time);
  return `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''} ${day.getUTCFullYear()}`;
}

/**
 * `21 Nov 2026, 1:25 PM PST`: when something was checked. Without a time zone it is the reader's own, so a server has to
 * name one (`UTC`).
 */
export function showMoment(moment: string, { months, locale }: DateWords, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat(locale, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).formatToParts(new Date(moment));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const clock = `${part('hour')}:${part('minute')} ${part('dayPeriod')} ${part('timeZoneName')}`;
  return `${part('day')} ${months[Number(part('month')) - 1] ?? ''} ${part('year')}, ${clock}`;
}
