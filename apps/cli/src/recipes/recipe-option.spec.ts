import { expect, test } from 'vitest';
import { recipeOf, recipesListed } from './recipe-option.js';

test('pairs become a recipe; what is not said is left to the station', () => {
  expect(recipeOf('size=384, second=256')).toEqual({ input: { size: 384, second: 256 } });
  expect(recipeOf('score=place-and-frame,rows=4000,backbone=my-cnn')).toEqual({
    score: { method: 'place-and-frame', worst: 5, neighbours: 1 },
    bank: { rows: 4000, seed: 1 },
    backbone: 'my-cnn',
  });
  expect(recipesListed('size=512', [{}])).toEqual([{}, { input: { size: 512, second: null } }]);
});

test.each([
  ['dimensions=3', 'is not <name>=<value>'],
  ['size', 'is not <name>=<value>'],
  ['size=100', 'input.size'],
  ['size=256,second=384', 'smaller than the first'],
  ['score=best', 'score.method'],
])('%s is refused with what is wrong', (text, said) => {
  expect(() => recipeOf(text)).toThrow(said);
});
