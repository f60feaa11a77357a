import { expect, test } from 'vitest';
import { askedTargets, targets, targetsFor } from './targets.js';

const station = targets.parse({ reject: 0.02, whileProvisional: 0.2, method: 'maximum' });

test('what a calibration does not ask for is as the station has it, the review band while provisional too', () => {
  expect(targetsFor(station, askedTargets.parse({ reject: 0.01 }))).toEqual({
    ...station,
    reject: 0.01,
  });
  expect(targetsFor(station, askedTargets.parse({}))).toEqual(station);
  expect(targetsFor(station, askedTargets.parse({ whileProvisional: 0.3 }))).toMatchObject({
    reject: 0.02,
    whileProvisional: 0.3,
  });
});

test('of two rates that would cross the one that nobody asked for follows', () => {
  expect(targetsFor(station, askedTargets.parse({ reject: 0.1 }))).toMatchObject({
    reject: 0.1,
    review: 0.1,
  });
  expect(targetsFor(station, askedTargets.parse({ review: 0.01 }))).toMatchObject({
    reject: 0.01,
    review: 0.01,
  });
  expect(askedTargets.safeParse({ reject: 0.1, review: 0.05 }).success).toBe(false);
});
