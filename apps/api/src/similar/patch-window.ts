import type { RegionOfInterest } from '#contracts';

/** Patch embeddings of one frame, `[rows * columns, dimensions]`. */
export interface PatchGrid {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly dimensions: number;
}

/** Cells of a grid: from `row` and `column` on, so many of each. */
export interface Window {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface ChannelScale {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

const wholeFrame: RegionOfInterest = { x: 0, y: 0, width: 1, height: 1 };

/** The cells that a region of the frame covers, at least one; the grid covers the region of interest. */
export function windowOf(
  region: RegionOfInterest,
  grid: Pick<PatchGrid, 'rows' | 'columns'>,
  interest: RegionOfInterest | null,
): Window {
  const { x, y, width, height } = interest ?? wholeFrame;
  const across = span((region.x - x) / width, region.width / width, grid.columns);
  const down = span((region.y - y) / height, region.height / height, grid.rows);
  return { row: down.from, column: across.from, rows: down.count, columns: across.count };
}

function span(start: number, length: number, cells: number): { from: number; count: number } {
  const from = Math.min(cells - 1, Math.max(0, Math.round(start * cells)));
  const until = Math.min(cells, Math.max(from + 1, Math.round((start + length) * cells)));
  return { from, count: until - from };
}

/** Where in the frame the cells lie. */
export function regionOf(
  { row, column, rows, columns }: Window,
  grid: Pick<PatchGrid, 'rows' | 'columns'>,
  interest: RegionOfInterest | null,
): RegionOfInterest {
  const { x, y, width, height } = interest ?? wholeFrame;
  return {
    x: x + (width * column) / grid.columns,
    y: y + (height * row) / grid.rows,
    width: (width * columns) / grid.columns,
    height: (height * rows) / grid.rows,
  };
}

/** Mean and deviation of every channel: without them a few strong channels would decide alone. */
export function scaleOf(grids: readonly PatchGrid[]): ChannelScale {
  const { dimensions } = grids[0]!;
  const [sums, squares] = [new Float64Array(dimensions), new Float64Array(dimensions)];
  let count = 0;
  for (const { values } of grids) {
    count += values.length / dimensions;
    for (let i = 0; i < values.length; i++) {
      sums[i % dimensions]! += values[i]!;
      squares[i % dimensions]! += values[i]! ** 2;
    }
  }
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const deviation = Float32Array.from(squares, (square, c) =>
    Math.max(1e-6, Math.sqrt(Math.max(0, square / count - mean[c]! ** 2))),
  );
  return { mean, deviation };
}

/** Mean of the standardised patches in a window, `[dimensions]`. */
export function meanOf(grid: PatchGrid, window: Window, scale: ChannelScale): Float32Array {
  const mean = new Float32Array(grid.dimensions);
  const cells = window.rows * window.columns;
  for (let row = window.row; row < window.row + window.rows; row++)
    for (let column = window.column; column < window.column + window.columns; column++)
      addPatch(mean, grid, row * grid.columns + column, 1 / cells);
  return mean.map((value, c) => (value - scale.mean[c]!) / scale.deviation[c]!);
}

function addPatch(
  sum: Float32Array,
  { values, dimensions }: PatchGrid,
  place: number,
  share: number,
) {
  for (let c = 0; c < dimensions; c++) sum[c]! += share * values[place * dimensions + c]!;
}

/**
 * The window of the given size whose mean is nearest to `wanted`, with the distance. Windows move by half of
 * their size at most, so that one of them covers most of whatever lies there.
 */
export function nearestWindow(
  grid: PatchGrid,
  size: Pick<Window, 'rows' | 'columns'>,
  scale: ChannelScale,
  distance: (mean: Float32Array) => number,
): { window: Window; distance: number } {
  let best: { window: Window; distance: number } | undefined;
  const rows = Math.min(size.rows, grid.rows);
  const columns = Math.min(size.columns, grid.columns);
  for (const row of steps(grid.rows - rows, rows))
    for (const column of steps(grid.columns - columns, columns)) {
      const window = { row, column, rows, columns };
      const found = distance(meanOf(grid, window, scale));
      if (best === undefined || found < best.distance) best = { window, distance: found };
    }
  return best!;
}

/** From 0 to `last`, both among them, by at most half of `size`. */
function steps(last: number, size: number): number[] {
  const count = Math.ceil(last / Math.max(1, Math.floor(size / 2)));
  return Array.from({ length: count + 1 }, (_, i) => (count === 0 ? 0 : Math.round((i * last) / count))); // prettier-ignore
}
