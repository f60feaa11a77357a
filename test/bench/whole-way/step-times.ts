/** Sum and count of a histogram. */
interface Total {
  sum: number;
  count: number;
}

const line =
  /^touchstone_(?:step_seconds|batch_frames)_(sum|count)(?:\{step="([a-z]+)"\})? (\S+)$/gm;

/** Reads the workers' totals of each step's seconds, and of the batches' frames under `batch`. */
export async function readTotals(workers: readonly string[]): Promise<Map<string, Total>> {
  const totals = new Map<string, Total>();
  for (const url of workers) {
    const text = await (await fetch(`${url}/metrics`)).text();
    for (const [, kind, step = 'batch', value] of text.matchAll(line)) {
      const total = totals.get(step) ?? { sum: 0, count: 0 };
      total[kind as keyof Total] += Number(value);
      totals.set(step, total);
    }
  }
  return totals;
}

/** Returns the mean of what was added between two readings, by step. */
export function meansBetween(
  before: Map<string, Total>,
  after: Map<string, Total>,
  scale: (step: string) => number,
): Record<string, number> {
  const means: Record<string, number> = {};
  for (const [step, { sum, count }] of after) {
    const earlier = before.get(step) ?? { sum: 0, count: 0 };
    if (count > earlier.count)
      means[step] = ((sum - earlier.sum) / (count - earlier.count)) * scale(step);
  }
  return means;
}
