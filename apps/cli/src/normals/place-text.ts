import type { OddPlace } from '#contracts';

const across = ['left', 'middle', 'right'] as const;
const down = ['upper', 'middle', 'lower'] as const;

/** Writes where on the picture a normal is oddest, and what others have there. */
export function placeText({ row, column, rows, columns, ...figures }: OddPlace): string {
  const { patchScore, usual, highest } = figures;
  const words = [down[third(row, rows)], across[third(column, columns)]];
  const where = words[0] === words[1] ? 'middle' : words.join(' ');
  return `${where} (row ${row + 1} of ${rows}, column ${column + 1} of ${columns}): ${patchScore.toPrecision(3)}, where others have ${usual.toPrecision(3)}, at most ${highest.toPrecision(3)}`;
}

function third(index: number, count: number): 0 | 1 | 2 {
  return Math.min(2, Math.floor((3 * index) / count)) as 0 | 1 | 2;
}
