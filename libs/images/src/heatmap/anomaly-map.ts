/** Patch scores over a frame or its region: `rows * columns` values, row-major. */
export interface AnomalyMap {
  map: Float32Array;
  rows: number;
  columns: number;
}

/**
 * Returns the map at `width` x `height` pixels, each patch score standing at the middle of its cell: Catmull-Rom (Keys
 * 1981, a = -1/2) kept between the four scores around a pixel, so that it is smooth, goes through the scores, and never
 * rises over them.
 */
export function enlargeMap(
  { map, rows, columns }: AnomalyMap,
  width: number,
  height: number,
): Float32Array {
  const across = taps(columns, width);
  const down = taps(rows, height);
  const enlarged = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      enlarged[y * width + x] = valueAt(map, columns, across[x]!, down[y]!);
  return enlarged;
}

interface Taps {
  /** The four neighbouring cells, kept inside the map at its edges. */
  cells: readonly [number, number, number, number];
  weights: readonly [number, number, number, number];
}

function taps(cells: number, pixels: number): Taps[] {
  return Array.from({ length: pixels }, (_, pixel) => {
    const place = ((pixel + 0.5) * cells) / pixels - 0.5;
    const first = Math.floor(place);
    const inside = (cell: number) => Math.min(Math.max(cell, 0), cells - 1);
    return {
      cells: [inside(first - 1), inside(first), inside(first + 1), inside(first + 2)],
      weights: keys(place - first),
    };
  });
}

function keys(t: number): [number, number, number, number] {
  return [
    ((-t + 2) * t - 1) * t * 0.5,
    ((3 * t - 5) * t * t + 2) * 0.5,
    ((-3 * t + 4) * t + 1) * t * 0.5,
    (t - 1) * t * t * 0.5,
  ];
}

function valueAt(map: Float32Array, columns: number, across: Taps, down: Taps): number {
  let [sum, low, high] = [0, Infinity, -Infinity];
  for (let j = 0; j < 4; j++)
    for (let i = 0; i < 4; i++) {
      const score = map[down.cells[j]! * columns + across.cells[i]!]!;
      sum += score * down.weights[j]! * across.weights[i]!;
      if (i === 0 || i === 3 || j === 0 || j === 3) continue;
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
  return Math.min(Math.max(sum, low), high);
}
