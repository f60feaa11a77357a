import { expect, test } from 'vitest';
import { seededRandom } from '#numbers';
import { advanceFigure, evidenceOfFigure, type FigureState, startFigure } from './figure-watch.js';
import { draws, keepFigures, study } from '../../../../test/support/study.js';

type Draw = (random: () => number) => number;

/** Box and Muller. */
const normal: Draw = (random) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const skewed: Draw = (random) => Math.exp(normal(random) / 2);
/** Many ties. */
const coarse: Draw = (random) => Math.round(normal(random));

interface Line {
  draw: Draw;
  normals: number;
  seed: number;
  /** Parts above this share of the normals are not judged ok. */
  cutOff?: number;
  /** Added to each part in service: part number to change. */
  change?: (part: number) => number;
}

/** Parts to the first alarm; null without one among `most`. */
function partsToAlarm(line: Line, steps: number, most: number): number | null {
  const random = seededRandom(line.seed);
  const normals = Array.from({ length: line.normals }, () => line.draw(random));
  const ascending = normals.toSorted((a, b) => a - b);
  const cut = ascending[Math.ceil(line.normals * (1 - (line.cutOff ?? 0))) - 1]!;
  const isOk = (value: number) => line.cutOff === undefined || value < cut;
  const state = watchOf(normals.filter(isOk), line.seed);
  for (let part = 1; part <= most; part++) {
    const value = line.draw(random) + (line.change?.(part) ?? 0);
    if (!isOk(value)) continue;
    advanceFigure(state, value, { alarming: false, most: 100 * steps });
    if (evidenceOfFigure(state) >= steps) return part;
  }
  return null;
}

function watchOf(normals: readonly number[], seed: number): FigureState {
  return startFigure(normals, { sides: 'both', leastDeadBand: 0, seed });
}

/** Alarms of many lines, and the parts that they took in all. */
function manyLines(count: number, line: Omit<Line, 'seed'>, steps: number, most: number) {
  let [alarms, parts] = [0, 0];
  for (let run = 0; run < count; run++) {
    const at = partsToAlarm({ ...line, seed: 100 + 7919 * run }, steps, most);
    alarms += Number(at !== null);
    parts += at ?? most;
  }
  return { alarms, parts };
}

test.each([
  ['normal scores, 30 normals', normal, 30, 0],
  ['normal scores, 400 normals', normal, 400, 0],
  ['normal scores whose calibration lies a fifth of a spread off', normal, 100, 0.2],
  ['skewed scores', skewed, 100, 0],
  ['scores with many ties', coarse, 100, 0],
])('no drift: false alarms are no more than stated: %s', study, (name, draw, normals, bias) => {
  const line = { draw, normals, cutOff: 0.05, change: () => bias };
  const { alarms, parts } = manyLines(draws(10, 40), line, 500, 2_000);
  expect(alarms).toBeLessThanOrEqual(parts / 500);
  const rarer = manyLines(draws(5, 20), line, 50_000, 5_000);
  expect(rarer.alarms).toBeLessThanOrEqual(1);
  keepFigures(`drift watch without drift: ${name}`, { stated: parts / 500, alarms, ofTheRarer: rarer.alarms }); // prettier-ignore
});

test('a change by one spread is caught within some hundred parts, also when it comes slowly', () => {
  const sudden = { draw: normal, normals: 100, cutOff: 0.05, change: (part: number) => Number(part > 500) }; // prettier-ignore
  const slow = { ...sudden, change: (part: number) => Math.min(1, part / 2000) };
  for (let seed = 1; seed <= 10; seed++) {
    const suddenAt = partsToAlarm({ ...sudden, seed }, 50_000, 2_000)!;
    expect(suddenAt).toBeGreaterThan(500);
    expect(suddenAt).toBeLessThan(900);
    expect(partsToAlarm({ ...slow, seed }, 50_000, 4_000)).toBeLessThan(2_600);
  }
});

test('a line that begins unlike its normals is caught, though its own parts soon are most of the pool', () => {
  let caught = 0;
  for (let seed = 1; seed <= 20; seed++)
    caught += Number(
      partsToAlarm({ draw: normal, normals: 60, change: () => -1.5, seed }, 50_000, 450) !== null,
    );
  expect(caught).toBeGreaterThanOrEqual(19);
});

test('without normals the first parts in service say what is usual', () => {
  const change = (part: number) => Number(part > 400) * 1.5;
  const caughtAt = partsToAlarm({ draw: normal, normals: 0, change, seed: 3 }, 50_000, 2_000)!;
  expect(caughtAt).toBeGreaterThan(400);
  expect(caughtAt).toBeLessThan(700);
});

test('stored and read again in the middle, a watch says the same', () => {
  const random = seededRandom(5);
  const normals = Array.from({ length: 50 }, () => normal(random));
  const values = Array.from({ length: 600 }, (_, part) => normal(random) + Number(part > 300));
  const whole = watchOf(normals, 1);
  let stored = watchOf(normals, 1);
  for (const value of values) {
    advanceFigure(whole, value, { alarming: false, most: 1e6 });
    stored = JSON.parse(JSON.stringify(stored)) as FigureState;
    advanceFigure(stored, value, { alarming: false, most: 1e6 });
  }
  expect(stored).toEqual(whole);
});
