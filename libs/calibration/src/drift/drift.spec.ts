import { expect, test } from 'vitest';
import { driftSettings } from '#contracts';
import { alarmBet, smallBet, twoSidedBet } from './e-values.js';
import { onlinePValue, withValue } from './online-ranks.js';
import {
  statusOf,
  startWatch,
  type WatchedPart,
  watchPart,
  type WatchState,
} from './watch-state.js';

function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());

const at = '2026-01-31T08:00:00.000Z';
const none = { focus: null, exposure: null, colour: null, shift: null, embedding: null, at };
const part = (score: number, alarm = false, changes: Partial<WatchedPart> = {}): WatchedPart => ({
  ...none,
  ...{ alarm, score },
  ...changes,
});

test.each([
  ['small p-values', smallBet],
  ['both ends', twoSidedBet],
])('a bet on %s pays nothing on average where p is uniform', (_, bet) => {
  // Over p = x^4, so that the ends, where a bet has its mass, are looked at closely.
  const steps = 200_000;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const x = (i + 0.5) / steps;
    const half = x ** 4 / 2;
    sum += ((bet(half) + bet(1 - half)) * 2 * x ** 3) / steps;
  }
  expect(sum).toBeGreaterThan(0.98);
  expect(sum).toBeLessThan(1.001);
});

test('a bet on alarms pays nothing at the accepted rate', () => {
  const accepted = 0.005;
  const mean = accepted * alarmBet(true, accepted, 0.02) + (1 - accepted) * alarmBet(false, accepted, 0.02); // prettier-ignore
  expect(mean).toBeCloseTo(1, 12);
});

test('online p-values are uniform, whatever the distribution, ties and all', () => {
  const random = randoms(3);
  const draws = [() => Math.exp(2 * normal(random)), () => Math.floor(3 * random())];
  for (const draw of draws) {
    let sorted: readonly number[] = [];
    const found: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const value = draw();
      found.push(onlinePValue(sorted, value, random()));
      sorted = withValue(sorted, value);
    }
    for (const share of [0.02, 0.1, 0.5, 0.9])
      expect(found.filter((p) => p <= share).length / found.length).toBeCloseTo(share, 1);
    expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
  }
});

const settings = driftSettings.parse({ partsBetweenFalseAlarms: 2000 });
const drifting = (state: WatchState, of = settings) =>
  statusOf(state, of).filter((status) => status.drifting).map(({ signal }) => signal); // prettier-ignore

/** Parts until the signal alarms, at most `most`. */
function until(
  signal: string,
  most: number,
  next: (i: number) => WatchedPart,
  of = settings,
): number {
  let state = startWatch(1);
  for (let i = 0; i < most; i++) {
    state = watchPart(state, next(i), of);
    if (drifting(state, of).includes(signal as never)) return i + 1;
  }
  return most;
}

test('without a change the mean time to a false alarm is at least what was asked for', () => {
  const most = 4500;
  for (const signal of ['scores', 'focus', 'alarm-rate']) {
    const times = Array.from({ length: 16 }, (_, seed) => {
      const random = randoms(seed * 7919 + 1);
      return until(signal, most, () =>
        part(Math.exp(normal(random)), random() < settings.acceptedAlarmRate, {
          focus: normal(random),
        }),
      );
    });
    // Sixteen runs, cut at `most`: the bound leaves room for both.
    expect(times.reduce((sum, t) => sum + t, 0) / times.length).toBeGreaterThan(1400);
  }
});

test('an alarm rate of 2 % in place of 0.5 % is caught within 1,500 parts in nine of ten lines', () => {
  const usual = driftSettings.parse({});
  const delays = Array.from({ length: 20 }, (_, seed) => {
    const random = randoms(seed + 100);
    const next = (i: number) => part(1, random() < (i < 1000 ? 0.005 : 0.02));
    return until('alarm-rate', 5000, next, usual) - 1000;
  }).sort((a, b) => a - b);
  expect(delays[Math.floor(0.9 * delays.length)]).toBeLessThan(1500);
});

test('scores that rise by their deviation after 500 parts are caught', () => {
  const usual = driftSettings.parse({});
  const delays = Array.from({ length: 10 }, (_, seed) => {
    const random = randoms(seed + 900);
    return until('scores', 4000, (i) => part(normal(random) + (i < 500 ? 0 : 1)), usual) - 500;
  });
  for (const delay of delays) {
    expect(delay).toBeGreaterThan(0);
    expect(delay).toBeLessThan(1500);
  }
});

test('a lamp that fades by a thousandth of its spread a part is caught, and said', () => {
  const random = randoms(5);
  let state = startWatch(1);
  let parts = 0;
  while (!drifting(state).includes('exposure') && parts < 6000) {
    const exposure = 0.5 + 0.01 * (normal(random) - parts / 1000);
    state = watchPart(state, part(1 + normal(random), false, { exposure }), settings);
    parts++;
  }
  expect(parts).toBeLessThan(3000);
  const status = statusOf(state, settings).find(({ signal }) => signal === 'exposure')!;
  expect(status.text).toMatch(/brightness .* lower than/);
  expect(status.statistic).toBeGreaterThanOrEqual(1);
});

test('the state is plain JSON, and the same parts give the same state', () => {
  const random = randoms(8);
  const parts = Array.from({ length: 50 }, () => part(normal(random)));
  const run = (from: WatchState) => parts.reduce((s, one) => watchPart(s, one, settings), from);
  const once = run(startWatch(4));
  const half = parts.slice(0, 20).reduce((s, one) => watchPart(s, one, settings), startWatch(4));
  const stored = JSON.parse(JSON.stringify(half)) as WatchState;
  const resumed = parts.slice(20).reduce((s, one) => watchPart(s, one, settings), stored);
  expect(statusOf(resumed, settings)).toEqual(statusOf(once, settings));
});
