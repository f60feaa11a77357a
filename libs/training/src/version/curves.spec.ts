import { expect, test } from 'vitest';
import { curvesSvg } from './curves.js';

const history = [
  { epoch: 1, loss: 2, heldOut: 0.4 },
  { epoch: 2, loss: 1, heldOut: 0.7 },
  { epoch: 3, loss: 0.5, heldOut: 0.6 },
];
const shown = { title: 'line-3 <new>', history, metric: 'precision at 5', bestEpoch: 2 };

/** The points of both curves, as they lie on the page. */
function curvesOf(svg: string): number[][][] {
  return [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points]) =>
    points!.split(' ').map((point) => point.split(',').map(Number)),
  );
}

test('both curves are drawn with their axes labelled, over the same epochs', () => {
  const svg = curvesSvg(shown);
  const [loss, figure] = curvesOf(svg) as [number[][], number[][]];
  expect(loss.map(([x]) => x)).toEqual(figure.map(([x]) => x));
  // Down the page is a smaller number.
  expect(loss[0]![1]).toBeLessThan(loss[1]![1]!);
  expect(loss[1]![1]).toBeLessThan(loss[2]![1]!);
  expect(figure[1]![1]).toBeLessThan(figure[0]![1]!);
  for (const label of ['>epoch<', '>loss<', '>precision at 5<', 'kept: epoch 2', '&lt;new&gt;'])
    expect(svg).toContain(label);
  expect(svg).not.toContain('<new>');
  expect(svg).toContain(`M${loss[1]![0]} `);
});

test('one epoch, constant figures and none kept are drawn without a hole', () => {
  const one = [{ epoch: 1, loss: 0, heldOut: 0 }];
  const svg = curvesSvg({ ...shown, history: one, bestEpoch: 0 });
  expect(curvesOf(svg).flat(2).every(Number.isFinite)).toBe(true);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(svg).toContain('the untrained head was best');
});

test('without a held-out figure the loss has the picture to itself, over the epochs that were kept', () => {
  const some = [1, 10, 20].map((epoch) => ({ epoch, loss: 1 / epoch, heldOut: null }));
  const svg = curvesSvg({ title: 'weights', history: some, metric: null, bestEpoch: null });
  const [loss, ...others] = curvesOf(svg);
  expect(others).toEqual([]);
  const [first, tenth, last] = loss!.map(([x]) => x!);
  expect((tenth! - first!) / (last! - first!)).toBeCloseTo(9 / 19, 2);
  expect(svg).not.toMatch(/kept|NaN/);
});
