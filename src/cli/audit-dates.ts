import { z } from 'zod';
import { AppError } from '../model/problem.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const Day = z.iso.date();
const Time = z.iso.datetime({ offset: true });

/** The first moment of a day (UTC), or a time. Throws AppError CONFIG_INVALID. */
export function readSince(text: string): Date {
  return readTime('--since', text);
}

/** The moment after the last one that counts: a day is meant whole. Throws AppError CONFIG_INVALID. */
export function readUntil(text: string): Date {
  const time = readTime('--until', text);
  return Day.safeParse(text).success ? new Date(time.getTime() + DAY_MS) : time;
}

function readTime(option: string, text: string): Date {
  if (!Day.safeParse(text).success && !Time.safeParse(text).success)
    throw new AppError(
      'CONFIG_INVALID',
      `${option} must be a day such as 2026-11-21, or a time such as 2026-11-21T12:00:00Z.`,
    );
  return new Date(text);
}
