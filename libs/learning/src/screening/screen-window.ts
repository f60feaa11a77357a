/** The number of places around one that count as the same place of a part: one patch in each direction. */
const reach = 1;

export interface Grid {
  readonly rows: number;
  readonly columns: number;
}

/** Returns the places around `place`, itself among them, that lie in the grid and count. */
export function windowAround(place: number, grid: Grid, mask: Uint8Array | null): number[] {
  const row = Math.floor(place / grid.columns);
  const column = place % grid.columns;
  const around: number[] = [];
  for (let r = Math.max(0, row - reach); r <= Math.min(grid.rows - 1, row + reach); r++)
    for (let c = Math.max(0, column - reach); c <= Math.min(grid.columns - 1, column + reach); c++)
      if (!mask || mask[r * grid.columns + c]) around.push(r * grid.columns + c);
  return around;
}
