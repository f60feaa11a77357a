import type { AuditEntry } from '#contracts';

/** An entry, and how many times the same person did the same in a row; the entry is the newest of them. */
export interface AuditRun<T> {
  entry: T;
  times: number;
}

/** Actions that come in hundreds, as when a folder of normals is added: those in a row are shown as one. */
const comesInHundreds: ReadonlySet<string> = new Set(['normal-added', 'normal-deleted']);

/** Joins what one person did many times in a row; the order stays. */
export function runsOf<T extends Pick<AuditEntry, 'by' | 'action'>>(
  entries: readonly T[],
): AuditRun<T>[] {
  const runs: AuditRun<T>[] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    const same = last?.entry.by === entry.by && last.entry.action === entry.action;
    if (last !== undefined && same && comesInHundreds.has(entry.action)) last.times += 1;
    else runs.push({ entry, times: 1 });
  }
  return runs;
}
