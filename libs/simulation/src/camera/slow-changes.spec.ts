import { expect, test } from 'vitest';
import { renderPart } from '../part.js';
import { simulateFrame } from '../frame.js';
import { fullSize, sizeAt, slowChanges, type SlowChangeKind } from './slow-changes.js';

const size = { width: 160, height: 120 };
const line = { seed: 5, defects: 0, ...size };

test('before a change begins and without one, frames are the same bytes; afterwards they are not', async () => {
  for (const kind of slowChanges) {
    const slow = { kind, from: 3, over: 10, size: fullSize[kind] };
    const [plain, before] = [
      await simulateFrame(line, 2),
      await simulateFrame({ ...line, slow }, 2),
    ];
    expect(before.bytes.equals(plain.bytes)).toBe(true);
    const after = await simulateFrame({ ...line, slow }, 12);
    expect(after.bytes.equals((await simulateFrame(line, 12)).bytes)).toBe(false);
  }
});

test('it grows evenly to its full size and stays there', () => {
  const slow = { kind: 'lamp-ageing' as const, from: 100, over: 50, size: 0.2 };
  expect([99, 124, 149, 500].map((index) => sizeAt(slow, index))).toEqual([0, 0.1, 0.2, 0.2]);
});

test('each kind does what it is called', () => {
  const usual = figures();
  expect(figures('lamp-ageing').mean / usual.mean).toBeLessThan(0.92);
  expect(figures('focus-loss').edges / usual.edges).toBeLessThan(0.9);
  expect(figures('colour-change').red / usual.red).toBeGreaterThan(1.02);
  expect(figures('colour-change').blue / usual.blue).toBeLessThan(0.98);
  expect(figures('tool-wear').edges / usual.edges).toBeGreaterThan(1.02);
  expect(figures('tool-wear').mean / usual.mean).toBeCloseTo(1, 1);
});

function figures(kind?: SlowChangeKind) {
  const change = kind && { kind, size: fullSize[kind] };
  const { pixels, width } = renderPart({ seed: 5, index: 1, ...size, change }).image;
  const channel = (first: number) => pixels.filter((_, i) => i % 3 === first);
  const mean = (values: Uint8Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  let edges = 0;
  const green = channel(1);
  for (let i = 1; i < green.length; i++)
    if (i % width !== 0) edges += Math.abs(green[i]! - green[i - 1]!);
  return { mean: mean(pixels), red: mean(channel(0)), blue: mean(channel(2)), edges };
}
