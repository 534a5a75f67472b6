/** Calendar day (`YYYY-MM-DD`) → its first second, UTC. */
export function startOfDay(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

/** Calendar day → its last second, UTC: who is valid until a day is valid on it. */
export function endOfDay(date: string): Date {
  return new Date(`${date}T23:59:59Z`);
}

/** Date-time with zone and whole seconds (`2026-11-21T00:00:00Z`), as OB 3.0 wants dates. */
export function toDateTime(date: Date): string {
  return date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** The same moment so many years later; 29 February becomes 28 February where there is none. */
export function addYears(date: Date, years: number): Date {
  const later = new Date(date);
  later.setUTCFullYear(date.getUTCFullYear() + years);
  if (later.getUTCMonth() !== date.getUTCMonth()) later.setUTCDate(0);
  return later;
}
