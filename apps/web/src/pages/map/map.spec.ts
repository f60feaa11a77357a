import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnalysisMap } from '#contracts';
import { coloured, drawOrder, type Theme } from './colouring.js';
import { inside, isInside, nearestTo } from './lasso.js';
import { drawPoints } from './raster.js';
import { fitting, moved, toMap, toScreen, zoomed } from './map-window.js';

const size = { width: 300, height: 200 };
const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
const somewhere = fc.record({
  x: coordinate,
  y: coordinate,
  scale: fc.double({ min: 0.1, max: 100, noNaN: true }),
});
const spot = fc.record({
  x: fc.double({ min: 0, max: 300, noNaN: true }),
  y: fc.double({ min: 0, max: 200, noNaN: true }),
});

test('from the screen to the map and back a spot stays where it is', () => {
  fc.assert(
    fc.property(somewhere, spot, (view, at) => {
      const back = toScreen(view, size, toMap(view, size, at).x, toMap(view, size, at).y);
      expect(back.x).toBeCloseTo(at.x, 6);
      expect(back.y).toBeCloseTo(at.y, 6);
    }),
  );
});

test('what is zoomed at stays under the hand; what is moved moves as far as the hand', () => {
  fc.assert(
    fc.property(somewhere, spot, fc.double({ min: 0.2, max: 5, noNaN: true }), (view, at, by) => {
      const under = toMap(view, size, at);
      const near = toScreen(zoomed(view, size, at, by, view), size, under.x, under.y);
      expect(near.x).toBeCloseTo(at.x, 4);
      const after = toScreen(moved(view, 12, -7), size, under.x, under.y);
      expect(after.x - at.x).toBeCloseTo(12, 4);
      expect(after.y - at.y).toBeCloseTo(-7, 4);
    }),
  );
});

test('all points fit', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1 }), (points) => {
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      const view = fitting(xs, ys, size);
      for (const [x, y] of points) {
        const at = toScreen(view, size, x, y);
        expect(at.x).toBeGreaterThanOrEqual(0);
        expect(at.x).toBeLessThanOrEqual(size.width);
        expect(at.y).toBeGreaterThanOrEqual(0);
        expect(at.y).toBeLessThanOrEqual(size.height);
      }
    }),
  );
});

const square = [
  { x: 100, y: 50 },
  { x: 200, y: 50 },
  { x: 200, y: 150 },
  { x: 100, y: 150 },
];

test('a line around points holds those inside, shown ones only', () => {
  expect(isInside(square, { x: 150, y: 100 })).toBe(true);
  expect(isInside(square, { x: 250, y: 100 })).toBe(false);
  const view = { x: 0, y: 0, scale: 1 };
  const [xs, ys] = [
    [0, 10, 120, -20],
    [0, 20, 0, 5],
  ];
  const shown = { xs, ys, order: Int32Array.of(2, 1, 0) };
  expect(inside(square, shown, view, size)).toEqual([0, 1]);
  expect(nearestTo({ x: 152, y: 101 }, shown, view, size, 9)).toBe(0);
  expect(nearestTo({ x: 130, y: 95 }, shown, view, size, 9)).toBeNull();
});

test('points are drawn where they lie, the later over the earlier, none over the edge', () => {
  const pixels = new Uint32Array(size.width * size.height);
  const [red, blue] = [0xff0000ff, 0xffff0000];
  const points = {
    xs: [0, 0, 500, 60],
    ys: [0, 0, 0, 40],
    colours: Uint32Array.of(red, blue, red, red),
    order: Int32Array.of(0, 1, 2, 3),
  };
  drawPoints(pixels, size, { x: 0, y: 0, scale: 1 }, points, 2);
  expect(pixels[100 * 300 + 150]).toBe(blue);
  expect(pixels[60 * 300 + 210]).toBe(red);
  expect(pixels.filter((pixel) => pixel !== 0).length).toBeLessThan(60);
  drawPoints(pixels, size, { x: 9999, y: 0, scale: 1 }, points, 2);
  expect(pixels.every((pixel) => pixel === 0)).toBe(true);
});

const theme: Theme = { accent: 'a', ok: 'o', review: 'r', defect: 'd', invalid: 'i', quiet: 'q' };
const points: AnalysisMap['points'] = {
  kind: ['normal', 'frame', 'frame', 'frame'],
  id: ['n', 'f1', 'f2', 'f3'],
  station: ['line-1', 'line-1', 'line-2', 'line-1'],
  x: [0, 1, 2, 3],
  y: [0, 1, 2, 3],
  placed: [0, 0, 0, 1],
  verdict: [null, 'ok', 'defect', null],
  label: [null, 'dent', 'dent', 'scratch'],
  at: [null, 0, 1000, 500],
};

test('points are coloured by verdict, label, station and time', () => {
  const names = (by: Parameters<typeof coloured>[1]) => {
    const { kinds, kindOf } = coloured(points, by, theme);
    return Array.from(kindOf, (kind) => kinds[kind]!.name);
  };
  expect(names('verdict')).toEqual(['normal', 'ok', 'defect', 'gone']);
  expect(names('label')).toEqual(['no label', 'dent', 'dent', 'scratch']);
  expect(names('station')).toEqual(['line-1', 'line-1', 'line-2', 'line-1']);
  expect(names('time')).toEqual(['no time', 'time 1 of 8', 'time 8 of 8', 'time 5 of 8']);
  expect(coloured(points, 'time', theme).span).toEqual([0, 1000]);
});

test('defects are drawn over good parts, picked ones over all, hidden ones not', () => {
  const colouring = coloured(points, 'verdict', theme);
  expect([...drawOrder(colouring, new Set(), new Set())]).toEqual([3, 0, 1, 2]);
  expect([...drawOrder(colouring, new Set(), new Set([0]))]).toEqual([3, 1, 2, 0]);
  expect([...drawOrder(colouring, new Set(['ok']), new Set())]).toEqual([3, 0, 2]);
});
