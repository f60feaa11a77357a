import type { SystemQueue } from '#contracts';

/** Counts the processes of each sort: all queues of a sort are taken by each of its processes. */
export function processesOf(
  queues: readonly Pick<SystemQueue, 'handledBy' | 'processes'>[],
): { app: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { handledBy, processes } of queues)
    counts.set(handledBy, Math.max(counts.get(handledBy) ?? 0, processes));
  return [...counts].map(([app, count]) => ({ app, count }));
}
