/** First and last event of a stretch. */
export interface Stretch {
  first: number;
  last: number;
}

/** More than this many gaps are not kept open for events that may still come. */
const MOST_GAPS = 1_000;

/** Stretches of a log that were passed over. What turns up later fills them; `report` hears those that stay. */
export function openGaps(report: (gap: Stretch) => void) {
  let gaps: Stretch[] = [];
  return {
    open(gap: Stretch): void {
      gaps.push(gap);
      const oldest = gaps.length > MOST_GAPS ? gaps.shift() : undefined;
      if (oldest !== undefined) report(oldest);
    },
    fill(seq: number): void {
      gaps = gaps.flatMap(({ first, last }) =>
        seq < first || seq > last
          ? [{ first, last }]
          : [
              { first, last: seq - 1 },
              { first: seq + 1, last },
            ].filter((rest) => rest.first <= rest.last),
      );
    },
    close(): void {
      for (const gap of gaps) report(gap);
      gaps = [];
    },
  };
}
