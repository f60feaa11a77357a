import type { AuditEntry } from '#contracts';

/** An entry, and how many times the same person did the same in a row; the entry is the newest of them. */
export interface AuditRun<T> {
  entry: T;
  times: number;
}

/** Actions that come in hundreds, as when a folder of pictures is added with its masks: they are shown as one each. */
const comesInHundreds: ReadonlySet<string> = new Set([
  'normal-added',
  'normal-deleted',
  'test-picture-added',
  'test-picture-mask-set',
  'test-picture-deleted',
]);

/** Joins what one person did many times, with nothing in between but what comes in hundreds; the order stays. */
export function runsOf<T extends Pick<AuditEntry, 'by' | 'action'>>(
  entries: readonly T[],
): AuditRun<T>[] {
  const runs: AuditRun<T>[] = [];
  for (const entry of entries) {
    const run = comesInHundreds.has(entry.action) ? runOf(entry, runs) : undefined;
    if (run === undefined) runs.push({ entry, times: 1 });
    else run.times += 1;
  }
  return runs;
}

/** Returns the run that the entry goes on with, if only what the same person did by the hundred lies in between. */
function runOf<T extends Pick<AuditEntry, 'by' | 'action'>>(
  { by, action }: T,
  runs: readonly AuditRun<T>[],
): AuditRun<T> | undefined {
  const other = (run: AuditRun<T>) => run.entry.by !== by || !comesInHundreds.has(run.entry.action);
  return runs.slice(runs.findLastIndex(other) + 1).find((run) => run.entry.action === action);
}
