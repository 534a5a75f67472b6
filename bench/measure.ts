/** How times are taken: several things in turn, round after round, so that what else the machine does hits them all. */
export interface Contender {
  /** Runs it so many times; what it needs for that is ready before. */
  run(times: number): Promise<void> | void;
  times: number;
}

/** The median time of one run, in milliseconds, of each contender. */
export async function compare<Name extends string>(
  contenders: Record<Name, Contender>,
  rounds: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(contenders) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  // The first round only warms the compiler up.
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const { run, times: count } = contenders[name];
      const begun = performance.now();
      await run(count);
      if (round >= 0) times[name].push((performance.now() - begun) / count);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
