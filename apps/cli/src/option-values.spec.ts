import { expect, test } from 'vitest';
import { costsOf, targetShare, wholeNumber } from './option-values.js';

test('costs are read as what a false alarm costs, what a miss costs and the share of defective parts', () => {
  expect(costsOf('2,100,0.01')).toEqual({ falseAlarm: 2, miss: 100, defectShare: 0.01 });
});

test.each(['2,100', '2,100,1.5', '2,x,0.1', '0,1,0.1', '1,2,0.1,4', ''])(
  'the costs %j are refused, saying what is expected',
  (text) => {
    expect(() => costsOf(text)).toThrow(/such as 2,100,0.01/);
  },
);

test('a whole number outside its range and a share of a half or more are refused', () => {
  expect(wholeNumber(1, 9)('9')).toBe(9);
  for (const text of ['0', '10', '1.5', '', 'x'])
    expect(() => wholeNumber(1, 9)(text)).toThrow(/from 1 to 9/);
  expect(targetShare('0.01')).toBe(0.01);
  for (const text of ['0', '0.5', 'x']) expect(() => targetShare(text)).toThrow(/below 0.5/);
});
