import { expect, test } from 'vitest';
import type { Combination, WayFigures } from '#training';
import { barsSvg } from './bars-svg.js';
import { comparisonLines, comparisonPage } from './comparison-text.js';
import { rankedRows, type BackboneFigures, type Comparison } from './ranked-rows.js';

const gap: Combination = { pooling: 'gap', l2Norm: true, head: 'none' };
const flatten: Combination = { pooling: 'flatten', l2Norm: false, head: 'none' };
const defect: Combination = { pooling: 'defect', l2Norm: true, head: 'linear' };

function figuresOf(precisions: readonly number[], imageAuroc: number | null): WayFigures[] {
  return precisions.map((precisionAt5) => ({ precisionAt5, nearestAccuracy: 0.5, imageAuroc }));
}

function found(...figures: WayFigures[][]): BackboneFigures {
  const manifest = { name: 'a<b' } as BackboneFigures['backbone']['manifest'];
  const backbone = { manifest, grid: { rows: 16, columns: 16 }, dimensions: 128 };
  return { backbone, ways: [gap, flatten, defect], figures, patchAuroc: 0.8 };
}

const compared = (rows: Comparison['rows'], seeds: number[]): Comparison => ({
  set: 'tiles',
  images: { normals: 10, good: 5, defects: 20 },
  kinds: ['dent', 'stain'],
  objective: 'arcface',
  seeds,
  patches: [{ backbone: 'a<b', imageAuroc: 0.8 }],
  rows,
});
const three = rankedRows([
  found(
    figuresOf([0.4, 0.5, 0.3], 0.7),
    figuresOf([0.68, 0.6, 0.71], 0.9),
    figuresOf([0.7, 0.6, 0.7], null),
  ),
]);

test('best first; what is not shown to be behind it is told from what is', () => {
  expect(three.map(({ pooling, standing }) => [pooling, standing])).toEqual([
    ['defect', 'best'],
    ['flatten', 'like-best'],
    ['gap', 'behind'],
  ]);
  expect(three[1]).toMatchObject({ dimensions: 32_768, bytes: 131_072 });
  expect(three.map(({ imageAuroc }) => imageAuroc?.mean ?? null)).toEqual([null, expect.closeTo(0.9), expect.closeTo(0.7)]); // prettier-ignore
});

test('one seed shows no difference, and the text says so', () => {
  const rows = rankedRows([
    found(figuresOf([0.1], null), figuresOf([0.2], null), figuresOf([0.9], null)),
  ]);
  expect(rows.map(({ standing }) => standing)).toEqual(['best', 'like-best', 'like-best']);
  expect(comparisonLines(compared(rows, [1])).join('\n')).toContain('~ one seed has no spread');
});

test('of equally good ways the one with fewer bytes stands first', () => {
  const same = figuresOf([0.5, 0.6], null);
  expect(rankedRows([found(same, same, same)]).at(-1)).toMatchObject({ pooling: 'flatten' });
});

test('table, page and picture have every row; names are safe in HTML', () => {
  const result = compared(three, [1, 2, 3]);
  const text = comparisonLines(result).join('\n');
  expect(text).toMatch(/^\* +a<b +defect +on +linear +128 +512 +0\.667 ± 0\.058 +0\.500 ± 0\.000 +-$/m); // prettier-ignore
  expect(text).toMatch(/^~ +a<b +flatten/m);
  const page = comparisonPage(result);
  expect(page.match(/<tr class=/g)).toHaveLength(3);
  expect(page).not.toContain('a<b');
  const svg = barsSvg(result);
  expect(svg.match(/<rect x=/g)).toHaveLength(3);
  expect(svg.match(/fill-opacity/g)).toHaveLength(1);
});
