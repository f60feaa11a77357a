// The mark of the part, as a laser burns it into the metal. Five by seven cells a letter.
const glyphs: Readonly<Record<string, readonly string[]>> = {
  T: ['#####', '..#..', '..#..', '..#..', '..#..', '..#..', '..#..'],
  S: ['.####', '#....', '#....', '.###.', '....#', '....#', '####.'],
  '-': ['.....', '.....', '.....', '#####', '.....', '.....', '.....'],
  '4': ['...#.', '..##.', '.#.#.', '#..#.', '#####', '...#.', '...#.'],
  '0': ['.###.', '#...#', '#..##', '#.#.#', '##..#', '#...#', '.###.'],
  '7': ['#####', '....#', '...#.', '..#..', '.#...', '.#...', '.#...'],
  '1': ['..#..', '.##..', '..#..', '..#..', '..#..', '..#..', '.###.'],
  L: ['#....', '#....', '#....', '#....', '#....', '#....', '#####'],
  O: ['.###.', '#...#', '#...#', '#...#', '#...#', '#...#', '.###.'],
  A: ['..#..', '.#.#.', '#...#', '#...#', '#####', '#...#', '#...#'],
  '2': ['.###.', '#...#', '....#', '..##.', '.#...', '#....', '#####'],
  '6': ['..##.', '.#...', '#....', '####.', '#...#', '#...#', '.###.'],
};

/** A grid of cells somewhere on the part; places in radii. */
export interface CellGrid {
  left: number;
  top: number;
  /** Side of a cell. */
  pitch: number;
  columns: number;
  rows: readonly string[];
}

/** The grids of the mark: two lines of text below the bore, a square code above it. */
export const markGrids: readonly CellGrid[] = [
  centred(textRows(['TS-4071', 'LOT 26A']), 0.635, 0.0095),
  centred(codeRows(12), -0.61, 0.023),
];

/** Returns how much of the place is covered by the mark, 0 to 1; `pixel` is the size of a pixel in radii. */
export function inkAt(u: number, v: number, pixel: number): number {
  for (const grid of markGrids) {
    // Counted from the middle of the first cell, so that the four nearest cells surround the place.
    const column = (u - grid.left) / grid.pitch - 0.5;
    const row = (v - grid.top) / grid.pitch - 0.5;
    if (row < -1 || row > grid.rows.length || column < -1 || column > grid.columns) continue;
    return blended(grid, column, row, Math.min(1, (pixel * 1.2) / grid.pitch));
  }
  return 0;
}

/** Full cells with edges as wide as `softness` cells: no dots that beat against the pixels. */
function blended({ rows }: CellGrid, column: number, row: number, softness: number): number {
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const across = step(column - left, softness);
  const down = step(row - top, softness);
  const upper = mix(cell(rows[top], left), cell(rows[top], left + 1), across);
  const lower = mix(cell(rows[top + 1], left), cell(rows[top + 1], left + 1), across);
  return mix(upper, lower, down);
}

function cell(line: string | undefined, column: number): number {
  return line?.[column] === '#' ? 1 : 0;
}

function step(share: number, softness: number): number {
  return Math.min(Math.max((share - 0.5) / softness + 0.5, 0), 1);
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

function centred(rows: string[], v: number, pitch: number): CellGrid {
  const columns = Math.max(...rows.map((row) => row.length));
  return { left: (-columns * pitch) / 2, top: v - (rows.length * pitch) / 2, pitch, columns, rows };
}

function textRows(lines: readonly string[]): string[] {
  return lines.flatMap((line, i) => [...(i > 0 ? ['', '', ''] : []), ...lineRows(line)]);
}

function lineRows(line: string): string[] {
  const blank = Array<string>(7).fill('.....');
  return blank.map((_, row) => [...line].map((letter) => (glyphs[letter] ?? blank)[row]).join('.'));
}

/** Looks like a Data Matrix: two solid sides, two that alternate, the same modules on every part. */
function codeRows(side: number): string[] {
  return Array.from({ length: side }, (_, row) =>
    Array.from({ length: side }, (_, column) => {
      if (column === 0 || row === side - 1) return '#';
      if (row === 0 || column === side - 1) return (row + column) % 2 === 0 ? '#' : '.';
      return (row * 7 + column * 13 + row * column * 5) % 11 < 5 ? '#' : '.';
    }).join(''),
  );
}
