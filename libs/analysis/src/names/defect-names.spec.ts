import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitNames, suggestName, temperatureOf } from './defect-names.js';
import { learnNames, namingReport } from './naming-report.js';
import { seededRandom } from '#numbers';
import { stratifiedFolds } from './stratified-folds.js';
import { softmax } from './logistic-regression.js';
import { vectorsOf } from '../vectors.js';

const random = seededRandom(5);
const normal = () => Array.from({ length: 12 }, random).reduce((sum, x) => sum + x, 0) - 6;
/** Vectors of `dimensions` around a centre that points along one axis. */
const around = (axis: number, count: number, noise = 0.25) =>
  Array.from({ length: count }, () =>
    Float32Array.from({ length: 6 }, (_, d) => (d === axis ? 1 : 0) + noise * normal()),
  );

const names = ['crack', 'fray', 'blowhole'];
const examples = names.flatMap((_, axis) => around(axis, 12));
const labels = names.flatMap((name) => Array<string>(12).fill(name));

test.each(['logistic', 'svm'] as const)('%s: unseen defects get their names', (method) => {
  const known = fitNames(vectorsOf(examples), labels, { method });
  const right = names.flatMap((name, axis) =>
    around(axis, 40).map((vector) => suggestName(known, vector).name === name),
  );
  expect(right.filter(Boolean).length / right.length).toBeGreaterThan(0.85);
});

test.each(['logistic', 'svm'] as const)(
  '%s: learned with its report is what each gives alone',
  (method) => {
    expect(learnNames(vectorsOf(examples), labels, { method, seed: 3 })).toEqual({
      names: fitNames(vectorsOf(examples), labels, { method, seed: 3 }),
      report: namingReport(vectorsOf(examples), labels, { method, seed: 3 }),
    });
  },
);

test('it abstains from what is unlike anything named, and between two names', () => {
  const known = fitNames(vectorsOf(examples), labels);
  const far = Float32Array.of(0, 0, 0, 0, 0, -1);
  expect(suggestName(known, far)).toMatchObject({ name: null, abstains: 'unlike-any' });
  const between = fitNames(vectorsOf(examples), labels, { c: 1e-4 });
  expect(suggestName(between, examples[0]!)).toMatchObject({ name: null, abstains: 'unsure' });
});

test('the report counts examples that the classifier had not seen', () => {
  const report = namingReport(vectorsOf(examples), labels);
  expect(report.balancedAccuracy).toBeGreaterThan(0.85);
  expect(report.confusion.flat().reduce((sum, n) => sum + n, 0)).toBe(36);
  expect(report.perName.map(({ examples: n }) => n)).toEqual([12, 12, 12]);
  // Names dealt by chance are not told apart, whatever the classifier learned by heart.
  const dealt = labels.map((_, i) => names[(i * 7) % 3]!);
  expect(namingReport(vectorsOf(examples), dealt).balancedAccuracy).toBeLessThan(0.6);
});

test('the same seed gives the same report and the same suggestions', () => {
  const once = fitNames(vectorsOf(examples), labels, { method: 'svm', seed: 4 });
  expect(fitNames(vectorsOf(examples), labels, { method: 'svm', seed: 4 })).toEqual(once);
});

test('temperature: decisions twice as sure as they may be are halved', () => {
  const honest = Array.from({ length: 4000 }, () => Float64Array.of(normal(), normal()));
  const classes = honest.map((d) => (random() < softmax(d)[0]! ? 0 : 1));
  const tooSure = honest.map((d) => d.map((v) => 2 * v));
  expect(temperatureOf(honest, classes)).toBeCloseTo(1, 0);
  expect(temperatureOf(tooSure, classes) / temperatureOf(honest, classes)).toBeCloseTo(2, 3);
});

test('too few examples: the error says of what', () => {
  const few = vectorsOf(examples.slice(0, 14));
  expect(() => fitNames(few, labels.slice(0, 14))).toThrow(/fray has 2/);
  expect(() => fitNames(vectorsOf(examples.slice(0, 12)), labels.slice(0, 12))).toThrow(
    /crack alone/,
  );
});

test('folds: each place once, each class spread evenly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 80 }),
      fc.integer({ min: 2, max: 6 }),
      fc.nat(),
      (classes, k, seed) => {
        const folds = stratifiedFolds(classes, k, seed);
        expect(folds.flat().sort((a, b) => a - b)).toEqual(classes.map((_, i) => i));
        for (const one of new Set(classes)) {
          const counts = folds.map((fold) => fold.filter((i) => classes[i] === one).length);
          if (folds.length === k)
            expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});
