import { expect, test } from 'vitest';
import type { RgbImage } from '#images';
import { greyUnder, pasteMark } from './paste-mark.js';
import { markContrasts, markSizes, placesEachWay, plannedMarks } from './planned-marks.js';
import { figuresOfMarks } from './tried-marks.js';

const grey = (level: number): RgbImage => ({ width: 40, height: 30, pixels: Buffer.alloc(40 * 30 * 3, level) }); // prettier-ignore

test('a mark changes a disc by its contrast and nothing else; the picture stays as it was', () => {
  const image = grey(100);
  const marked = pasteMark(image, { x: 20, y: 15, diameter: 10, contrast: -30 });
  expect(image.pixels.every((one) => one === 100)).toBe(true);
  const at = (x: number, y: number) => marked.pixels[(y * 40 + x) * 3];
  expect([at(20, 15), at(20, 9), at(3, 3)]).toEqual([70, 100, 100]);
  const changed = marked.pixels.filter((one) => one < 85).length / 3;
  expect(changed).toBeGreaterThan(Math.PI * 25 * 0.85);
  expect(changed).toBeLessThan(Math.PI * 25 * 1.15);
  expect(greyUnder(marked, { x: 20, y: 15, diameter: 4 })).toBe(70);
});

test('a mark at the edge, and one beyond black, is cut off', () => {
  const marked = pasteMark(grey(10), { x: 0, y: 0, diameter: 8, contrast: -60 });
  expect(marked.pixels[0]).toBe(0);
  expect(marked.pixels.at(-1)).toBe(10);
});

test('every size is tried with every contrast at every place; the seed decides, normals get as many each', () => {
  const marks = plannedMarks(9, 1, () => true);
  expect(marks).toHaveLength(placesEachWay ** 2 * markSizes.length * markContrasts.length);
  expect(plannedMarks(9, 1, () => true)).toEqual(marks);
  expect(plannedMarks(9, 2, () => true)).not.toEqual(marks);
  const counts = Array.from({ length: 9 }, (_, i) => marks.filter(({ normal }) => normal === i).length); // prettier-ignore
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  for (const { place, x, y } of marks) {
    const [row, column] = [Math.floor(y * placesEachWay), Math.floor(x * placesEachWay)];
    expect(place).toBe(row * placesEachWay + column);
  }
});

test('under a mask nothing is tried', () => {
  const marks = plannedMarks(3, 1, (x) => x > 0.5);
  expect(new Set(marks.map(({ place }) => place % placesEachWay))).toEqual(new Set([3, 4, 5]));
});

test('what is found where, and from which size on', () => {
  const marks = plannedMarks(3, 1, () => true).map((mark) => ({
    ...mark,
    // Strong marks of a twentieth of the side and more are found, but in the first place.
    score: mark.contrast === 60 && mark.size > 0.05 && mark.place > 0 ? 3 : 1,
  }));
  const { curves, places } = figuresOfMarks(marks, { warn: 2, reject: 4 });
  const of = (contrast: number, foundAs: string) => curves.find((one) => one.contrast === contrast && one.foundAs === foundAs)!; // prettier-ignore
  const strong = of(60, 'not-passed');
  expect(strong.a90!).toBeGreaterThan(0.03);
  expect(strong.a90!).toBeLessThan(0.08);
  expect(strong.a9095!).toBeGreaterThanOrEqual(strong.a90!);
  expect(of(15, 'not-passed').a90).toBeNull();
  expect(of(60, 'defect').a90).toBeNull();
  expect(places.cells[0]).toEqual({ found: 0, tried: 24 });
  expect(places.cells[1]).toEqual({ found: 4, tried: 24 });
});
