/** How a language writes days and times of day. */
export interface DateWords {
  /** Short names, January first. */
  months: readonly string[];
  /** For the clock: hours, half of the day, time zone. */
  locale: string;
}
