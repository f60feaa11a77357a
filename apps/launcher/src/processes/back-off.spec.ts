import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff, neverUp, upBefore } from './back-off.js';

test('the first death is answered at once, the following ones ever later', () => {
  const deaths = [0, 1_000, 2_000, 3_000];
  const waits = deaths.map((_, index) => backOff(deaths.slice(0, index + 1), upBefore));
  expect(waits).toEqual([200, 400, 800, 1_600]);
});

test('a part that dies as fast as it may is given up after the stated number', () => {
  for (const rule of [upBefore, neverUp]) {
    const deaths: number[] = [];
    let now = 0;
    for (;;) {
      deaths.push(now);
      const wait = backOff(deaths, rule);
      if (wait === null) break;
      now += wait;
    }
    expect(deaths).toHaveLength(rule.deaths);
    expect(now).toBeLessThan(rule.windowMs);
  }
});

test('deaths far apart are never given up and always answered at once', () => {
  const gaps = fc.array(fc.integer({ min: upBefore.windowMs, max: 1e7 }), { minLength: 1 });
  fc.assert(
    fc.property(gaps, (between) => {
      let now = 0;
      const deaths = between.map((gap) => (now += gap));
      expect(backOff(deaths, upBefore)).toBe(upBefore.firstMs);
    }),
  );
});
