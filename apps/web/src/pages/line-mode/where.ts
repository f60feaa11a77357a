import type { Inspection } from '#contracts';

const rowWords = ['upper', 'middle', 'lower'];
const columnWords = ['left', 'centre', 'right'];

/** Returns where on the picture the worst patch lies, in thirds: `lower left`, `centre`. Pure. */
export function whereOf({ nearest, grid }: Pick<Inspection, 'nearest' | 'grid'>): string {
  const row = third(nearest.patch.row, grid.rows);
  const column = third(nearest.patch.column, grid.columns);
  if (row === 1) return column === 1 ? 'centre' : `middle ${columnWords[column]}`;
  return `${rowWords[row]} ${columnWords[column]}`;
}

function third(index: number, of: number): number {
  return Math.min(2, Math.floor((3 * (index + 0.5)) / of));
}
