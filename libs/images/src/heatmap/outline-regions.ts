import type { RegionOfInterest } from '#contracts';
import type { AnomalyMap } from './anomaly-map.js';
import { traceOutline } from './trace-outline.js';

/** Patches over a level that touch by a side. */
export interface OutlinedRegion {
  /** The region's box in fractions of what the map covers, 0 to 1. */
  box: RegionOfInterest;
  /** The corners of its outer outline, clockwise, in the same fractions. */
  outline: { x: number; y: number }[];
  /** The number of patches in the region. */
  patches: number;
  /** Its largest patch score. */
  peak: number;
}

/** Returns the regions of a map over `level`, the one with the largest patch score first. */
export function outlineRegions(
  map: Float32Array,
  rows: number,
  columns: number,
  level: number,
): OutlinedRegion[] {
  const seen = new Uint8Array(map.length);
  const regions: OutlinedRegion[] = [];
  for (let start = 0; start < map.length; start++)
    if (map[start]! > level && !seen[start])
      regions.push(
        measure({ map, rows, columns }, gather({ map, rows, columns }, start, level, seen)),
      );
  return regions.sort((a, b) => b.peak - a.peak);
}

function gather(
  { map, rows, columns }: AnomalyMap,
  start: number,
  level: number,
  seen: Uint8Array,
): number[] {
  const found = [start];
  seen[start] = 1;
  for (const patch of found)
    for (const next of neighbours(patch, rows, columns)) {
      if (seen[next] || map[next]! <= level) continue;
      seen[next] = 1;
      found.push(next);
    }
  return found;
}

function neighbours(patch: number, rows: number, columns: number): number[] {
  const [row, column] = [Math.floor(patch / columns), patch % columns];
  const beside = [];
  if (column > 0) beside.push(patch - 1);
  if (column < columns - 1) beside.push(patch + 1);
  if (row > 0) beside.push(patch - columns);
  if (row < rows - 1) beside.push(patch + columns);
  return beside;
}

function measure({ map, rows, columns }: AnomalyMap, patches: number[]): OutlinedRegion {
  const across = patches.map((patch) => patch % columns);
  const down = patches.map((patch) => Math.floor(patch / columns));
  const [left, top] = [Math.min(...across), Math.min(...down)];
  return {
    box: {
      x: left / columns,
      y: top / rows,
      width: (Math.max(...across) + 1 - left) / columns,
      height: (Math.max(...down) + 1 - top) / rows,
    },
    outline: traceOutline(patches, columns).map(({ x, y }) => ({ x: x / columns, y: y / rows })),
    patches: patches.length,
    peak: Math.max(...patches.map((patch) => map[patch]!)),
  };
}
