import type { RegionOfInterest } from '#contracts';

/** A rectangle in percent of the picture. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Patches around the compared one that the mark encloses: a single one is too small to be seen. */
const around = 1;
const whole: RegionOfInterest = { x: 0, y: 0, width: 1, height: 1 };

/** Returns the place of a patch of the grid on the picture; the grid covers the region of interest. */
export function patchBox(
  patch: { row: number; column: number },
  grid: { rows: number; columns: number },
  region: RegionOfInterest | null,
): Box {
  const { x, y, width, height } = region ?? whole;
  const [left, right] = span(patch.column, grid.columns);
  const [top, bottom] = span(patch.row, grid.rows);
  return {
    left: 100 * (x + left * width),
    top: 100 * (y + top * height),
    width: 100 * (right - left) * width,
    height: 100 * (bottom - top) * height,
  };
}

/** Returns from and to, as shares of the grid's length, cut at its ends. */
function span(index: number, count: number): [number, number] {
  return [Math.max(0, index - around) / count, Math.min(count, index + 1 + around) / count];
}
