// The mark of the part: dots struck into the metal, as dot-peen markers do. Five by seven dots a letter.
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

/** A grid of dots somewhere on the part; places in radii. */
export interface DotGrid {
  left: number;
  top: number;
  /** Distance from dot to dot. */
  pitch: number;
  rows: readonly string[];
}

/** Two lines of text below the bore, a square code above it. */
export const markGrids: readonly DotGrid[] = [
  centred(textRows(['TS-4071', 'LOT 26A']), 0.635, 0.0095),
  centred(codeRows(14), -0.61, 0.019),
];

/** How much of the place is covered by the mark, 0 to 1. */
export function inkAt(u: number, v: number, pixel: number): number {
  for (const grid of markGrids) {
    const column = (u - grid.left) / grid.pitch;
    const row = (v - grid.top) / grid.pitch;
    const line = grid.rows[Math.floor(row)];
    if (line?.[Math.floor(column)] === '#')
      return dot(
        column - Math.floor(column) - 0.5,
        row - Math.floor(row) - 0.5,
        pixel / grid.pitch,
      );
  }
  return 0;
}

function dot(across: number, down: number, softness: number): number {
  const inside = 0.52 - Math.sqrt(across * across + down * down);
  return Math.min(Math.max(inside / softness + 0.5, 0), 1);
}

function centred(rows: string[], v: number, pitch: number): DotGrid {
  const columns = Math.max(...rows.map((row) => row.length));
  return { left: (-columns * pitch) / 2, top: v - (rows.length * pitch) / 2, pitch, rows };
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
