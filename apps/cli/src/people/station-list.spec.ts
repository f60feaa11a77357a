import { expect, test } from 'vitest';
import { stationsOf } from './station-list.js';

test('a list of stations is read, "all" is no list, and nothing said is nothing changed', () => {
  expect(stationsOf('s1, s2,')).toEqual(['s1', 's2']);
  expect(stationsOf('all')).toBeNull();
  expect(stationsOf(undefined)).toBeUndefined();
});
