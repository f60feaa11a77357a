import { expect, test } from 'vitest';
import { choicesBeside } from './input-choices.js';

test('without a model costs are those beside 256 x 256, the cheapest first', () => {
  expect(
    choicesBeside(null).map(({ size, second, costFactor }) => [size, second, costFactor]),
  ).toEqual([
    [256, null, 1],
    [384, null, 2.25],
    [384, 256, 3.25],
    [512, null, 4],
    [512, 256, 5],
    [512, 384, 6.25],
  ]);
});

test('beside an input in use they are multiples of its cost, and it is marked', () => {
  const inUse = { width: 384, height: 384, second: { width: 256, height: 256 } };
  const choices = choicesBeside(inUse);
  expect(choices.filter(({ active }) => active)).toEqual([
    { size: 384, second: 256, costFactor: 1, active: true },
  ]);
  expect(choices[0]!.costFactor).toBeCloseTo(4 / 13, 12);
});
