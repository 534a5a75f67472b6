/** Runs the tasks, at most `limit` at a time; rejects with the first failure once all are over. */
export async function runLimited(limit: number, tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = [...tasks];
  const failures: unknown[] = [];
  const work = async () => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift())
      await task().catch((error: unknown) => failures.push(error));
  };
  await Promise.all(Array.from({ length: limit }, work));
  if (failures.length > 0) throw failures[0];
}
