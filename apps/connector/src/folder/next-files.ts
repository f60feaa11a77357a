import type { FolderSettings } from '#contracts';
import type { SeenFile, Stillness } from './stillness.js';

/**
 * Returns the files that may be pushed now, in their order. The first that is not whole holds back those after it, so that
 * the order is kept; one that looks as if its end were missing holds back none.
 */
export function nextFiles(
  files: readonly SeenFile[],
  order: FolderSettings['order'],
  stillness: Stillness,
  nowMs: number,
): SeenFile[] {
  const sorted = [...files].sort(order === 'name' ? byName : byTime);
  const next: SeenFile[] = [];
  for (const file of sorted) {
    if (stillness.isWhole(file, nowMs)) next.push(file);
    else if (!stillness.isSuspect(file)) break;
  }
  return next;
}

/** Numbers within names count as numbers: `part-9` comes before `part-10`. */
const collator = new Intl.Collator('en', { numeric: true });

function byName(one: SeenFile, other: SeenFile): number {
  return collator.compare(one.name, other.name) || (one.name < other.name ? -1 : 1);
}

function byTime(one: SeenFile, other: SeenFile): number {
  return one.changedMs - other.changedMs || byName(one, other);
}
