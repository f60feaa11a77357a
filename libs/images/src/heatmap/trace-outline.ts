/** A corner of the grid: `x` columns from the left, `y` rows from the top. */
export interface Corner {
  readonly x: number;
  readonly y: number;
}

/** The four directions clockwise, from right: a turn to the right is the next one. */
const steps = [
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
  { x: 0, y: -1 },
] as const;

/**
 * Returns the outer outline of patches that touch by their sides, clockwise from the left corner of their top row: its
 * corners on the grid. Holes are not in it. @param patches places in the grid, row * columns + column.
 */
export function traceOutline(patches: readonly number[], columns: number): Corner[] {
  const inside = new Set(patches);
  const has = (x: number, y: number) =>
    x >= 0 && x < columns && y >= 0 && inside.has(y * columns + x);
  const first = Math.min(...patches);
  const start = { x: first % columns, y: Math.floor(first / columns) };
  const corners: Corner[] = [start];
  let [at, direction]: [Corner, number] = [start, 0];
  do {
    const { x, y } = steps[direction]!;
    at = { x: at.x + x, y: at.y + y };
    const next = turnAt(at, direction, has);
    if (next !== direction && !(at.x === start.x && at.y === start.y)) corners.push(at);
    direction = next;
  } while (at.x !== start.x || at.y !== start.y || direction !== 0);
  return corners;
}

/** Follows the edge with the patches on the right hand: to the right where it ends there, else on, else to the left. */
function turnAt(at: Corner, direction: number, has: (x: number, y: number) => boolean): number {
  const right = has(...patchAhead(at, direction, 'right'));
  const left = has(...patchAhead(at, direction, 'left'));
  if (!right) return (direction + 1) % 4;
  return left ? (direction + 3) % 4 : direction;
}

/** Returns column and row of the patch that lies ahead of a corner, on the right or the left hand. */
function patchAhead({ x, y }: Corner, direction: number, hand: 'right' | 'left'): [number, number] {
  const onRight = [
    [x, y],
    [x - 1, y],
    [x - 1, y - 1],
    [x, y - 1],
  ] as const;
  const place = hand === 'right' ? direction : (direction + 3) % 4;
  return [...onRight[place]!];
}
