import { expect, test } from 'vitest';
import { answersOf, scalingOf, sizeOf, tapsOf } from './answers.js';

test('named scalings and numbers are understood, in any spacing and case', () => {
  expect(scalingOf('[-1, 1]')).toEqual({
    mean: [127.5, 127.5, 127.5],
    deviation: [127.5, 127.5, 127.5],
  });
  expect(scalingOf('ImageNet').mean[0]).toBeCloseTo(0.485 * 255);
  expect(scalingOf('1,2,3/4,5,6')).toEqual({ mean: [1, 2, 3], deviation: [4, 5, 6] });
});

test.each(['', 'foo', '1,2/3,4', '1,2,3/0,1,1', '1,2,3', 'toString'])(
  'the scaling %j is refused',
  (text) => {
    expect(() => scalingOf(text)).toThrow(/--scaling .* is not understood/);
  },
);

test('sizes are one number or width x height', () => {
  expect(sizeOf('256')).toEqual({ width: 256, height: 256 });
  expect(sizeOf('320x240')).toEqual({ width: 320, height: 240 });
  expect(() => sizeOf('big')).toThrow(/--size/);
});

test('taps say how they come to the grid', () => {
  expect(tapsOf('a, b:bilinear')).toEqual([
    { layer: 'a', resize: 'mean' },
    { layer: 'b', resize: 'bilinear' },
  ]);
  expect(() => tapsOf('a,,b')).toThrow(/--taps/);
});

test('a wrong option is refused by its name; an absent one stays open', () => {
  expect(() => answersOf({ colourOrder: 'gbr' })).toThrow(/--colour-order/);
  expect(() => answersOf({ gridStride: '0' })).toThrow(/--grid-stride/);
  expect(answersOf({})).toMatchObject({ taps: undefined, scaling: undefined, provenance: {} });
});
