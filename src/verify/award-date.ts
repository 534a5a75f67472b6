import { type JsonObject, textOf } from '../model/json.ts';
import { periodOf } from './checks/validity.ts';

/** Milliseconds since the epoch, both included. */
export interface Period {
  start: number;
  end: number;
}

const DAY = 24 * 60 * 60 * 1000;

/** When it was awarded, or issued where it says nothing of that. Midnight stands for a whole day: awards have dates, not hours. */
export function readAwardDate(credential: JsonObject): Period | undefined {
  const stated = textOf(credential['awardedDate']) ?? periodOf(credential).validFrom;
  const start = stated === undefined ? Number.NaN : Date.parse(stated);
  if (stated === undefined || Number.isNaN(start)) return undefined;
  return { start, end: /T00:00:00(\.0+)?(Z|[+-]\d\d:\d\d)$/.test(stated) ? start + DAY - 1 : start };
}
