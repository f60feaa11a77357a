import type { RegionOfInterest } from '#contracts';
import type { Measure } from './measure.js';

/** The patch embeddings of one frame, `[rows * columns, dimensions]`. */
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

/** Returns the cells that a region of the frame covers, at least one; the grid covers the region of interest. */
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

/** Returns the rectangle of the frame in which the cells lie. */
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

/** Returns the mean and deviation of every channel: without them a few strong channels would decide alone. */
export function scaleOf(grids: readonly PatchGrid[]): ChannelScale {
  const { dimensions } = grids[0]!;
  const [sums, squares] = [new Float64Array(dimensions), new Float64Array(dimensions)];
  let count = 0;
  for (const { values } of grids) {
    count += values.length / dimensions;
    for (let at = 0; at < values.length; at += dimensions)
      for (let c = 0; c < dimensions; c++) {
        sums[c]! += values[at + c]!;
        squares[c]! += values[at + c]! ** 2;
      }
  }
  const mean = Float32Array.from(sums, (sum) => sum / count);
  const deviation = Float32Array.from(squares, (square, c) =>
    Math.max(1e-6, Math.sqrt(Math.max(0, square / count - mean[c]! ** 2))),
  );
  return { mean, deviation };
}

/** Returns the patches of a frame, standardised: of each channel less the mean, in deviations. */
export function standardised(grid: PatchGrid, { mean, deviation }: ChannelScale): PatchGrid {
  const { dimensions } = grid;
  const values = new Float32Array(grid.values.length);
  for (let at = 0; at < values.length; at += dimensions)
    for (let c = 0; c < dimensions; c++)
      values[at + c] = (grid.values[at + c]! - mean[c]!) / deviation[c]!;
  return { ...grid, values };
}

/** Returns the mean of the patches in a window, `[dimensions]`. */
export function meanOf(grid: PatchGrid, window: Window): Float32Array {
  const { values, columns, dimensions } = grid;
  const mean = new Float32Array(dimensions);
  const share = 1 / (window.rows * window.columns);
  for (let row = window.row; row < window.row + window.rows; row++)
    for (let column = window.column; column < window.column + window.columns; column++) {
      const at = (row * columns + column) * dimensions;
      for (let c = 0; c < dimensions; c++) mean[c]! += share * values[at + c]!;
    }
  return mean;
}

export interface NearestWindow {
  readonly window: Window;
  readonly distance: number;
}

/**
 * Returns the window of the given size whose mean is nearest by `measure`: the best of those that move by half of their
 * size, so that one of them covers much of whatever lies there, then moved cell by cell as long as that brings it
 * nearer.
 */
export function nearestWindow(
  grid: PatchGrid,
  size: Pick<Window, 'rows' | 'columns'>,
  measure: Measure,
): NearestWindow {
  const rows = Math.min(size.rows, grid.rows);
  const columns = Math.min(size.columns, grid.columns);
  const tried = steps(grid.rows - rows, rows).flatMap((row) =>
    steps(grid.columns - columns, columns).map((column) => ({ row, column, rows, columns })),
  );
  let best = nearestOf(grid, tried, measure);
  for (;;) {
    const moved = nearestOf(grid, around(best.window, grid), measure);
    if (moved.distance >= best.distance) return best;
    best = moved;
  }
}

function nearestOf(grid: PatchGrid, windows: readonly Window[], measure: Measure): NearestWindow {
  let best: NearestWindow | undefined;
  for (const window of windows) {
    const mean = meanOf(grid, window);
    const distance = measure(mean, 0, squareOf(mean));
    if (best === undefined || distance < best.distance) best = { window, distance };
  }
  return best!;
}

/** The windows beside one, and it itself. */
function around(window: Window, grid: PatchGrid): Window[] {
  const near = [-1, 0, 1];
  return near
    .flatMap((down) =>
      near.map((right) => ({ ...window, row: window.row + down, column: window.column + right })),
    )
    .filter(
      ({ row, column, rows, columns }) =>
        row >= 0 && column >= 0 && row + rows <= grid.rows && column + columns <= grid.columns,
    );
}

function squareOf(vector: Float32Array): number {
  let sum = 0;
  for (let c = 0; c < vector.length; c++) sum += vector[c]! ** 2;
  return sum;
}

/** Returns the steps from 0 to `last`, both among them, by at most half of `size`, rounded up. */
function steps(last: number, size: number): number[] {
  const count = Math.ceil(last / Math.ceil(size / 2));
  return Array.from({ length: count + 1 }, (_, i) => (count === 0 ? 0 : Math.round((i * last) / count))); // prettier-ignore
}
