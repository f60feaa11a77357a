import type { TargetFigures } from './figures.js';

/** Writes the figures for a terminal: one line a target. */
export function studyText(targets: readonly TargetFigures[]): string {
  const heads = ['target', 'inside 95 % range', 'below', 'above', 'mean rate', 'expected', ''];
  const rows = targets.map((figures) => [
    percent(figures.target),
    `${figures.inside} of ${figures.splits} splits`,
    String(figures.below),
    String(figures.above),
    percent(figures.meanRate),
    percent(figures.meanExpected),
    figures.provisional ? 'provisional: too few parts for this target' : '',
  ]);
  const all = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
