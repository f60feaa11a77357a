import { expect, test } from 'vitest';
import type { Inspection, ReviewCase } from '#contracts';
import { blindCases } from './read-review-list.js';

const inspectedAt = '2026-03-04T09:10:11.000Z';
const worthy = (i: number) =>
  ({ frameId: `w${i}`, stationId: 's', inspectedAt, reason: 'near-limit', worth: 1, verdict: 'defect' }) as ReviewCase; // prettier-ignore
const drawn = (i: number) =>
  ({ frameId: `d${i}`, stationId: 's', inspectedAt, verdict: 'ok', imageScore: 1 }) as Inspection;
const places = Array.from({ length: 12 }, (_, i) => i);

test('a drawn part cannot be told from another case, neither by what is said of it nor by its place', () => {
  const cases = blindCases(places.map(worthy), places.map(drawn));
  expect(cases).toHaveLength(24);
  for (const { frameId, ...told } of cases)
    expect(told, frameId).toEqual({
      stationId: 's',
      inspectedAt,
      reason: null,
      worth: null,
      verdict: null,
      imageScore: null,
      displayScore: null,
    });
  const order = cases.map(({ frameId }) => frameId[0]).join('');
  expect(order).not.toMatch(/^(w+d+|d+w+)$/);
  expect(blindCases(places.toReversed().map(worthy), places.map(drawn))).toEqual(cases);
});

test('a frame that is both is put up once', () =>
  expect(blindCases([worthy(1)], [{ ...drawn(1), frameId: 'w1' }])).toHaveLength(1));
