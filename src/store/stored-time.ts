/**
 * Times are stored as ISO 8601 text in UTC with milliseconds. Both engines give back the very same text (PostgreSQL's
 * timestamptz has microseconds and depends on driver settings), it sorts as it reads, and an operator who opens the
 * database sees a time instead of a number.
 */
export function storedTime(time: Date): string;
export function storedTime(time: Date | null): string | null;
export function storedTime(time: Date | null): string | null {
  return time === null ? null : time.toISOString();
}

export function readTime(text: string): Date;
export function readTime(text: string | null): Date | null;
export function readTime(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
