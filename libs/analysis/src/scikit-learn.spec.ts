import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adjustedRandIndex } from './groups/agreement.js';
import { dbscan } from './groups/dbscan.js';
import { kMeans } from './groups/k-means.js';
import { fitSvm } from './names/linear-svm.js';
import { decisions, fitLogistic, softmax } from './names/logistic-regression.js';
import { silhouette } from './groups/silhouette.js';
import { squaredDistance, vectorAt, vectorsOf } from './vectors.js';

/** The results of the reference implementation on the same vectors; the file says which version. */
const reference = JSON.parse(
  readFileSync(join(import.meta.dirname, 'test-data/scikit-learn.json'), 'utf8'),
) as {
  vectors: number[][];
  labels: number[];
  logistic: { c: number; weights: number[][]; probabilities: number[][] };
  svm: { c: number; weights: number[][] };
  dbscan: { distance: number; least: number; clusters: number[] };
  kMeans: { k: number; clusters: number[]; inertia: number };
  silhouette: number;
  adjustedRand: number;
};
const vectors = vectorsOf(reference.vectors);
const { labels } = reference;

test('logistic regression gives the same probabilities and weights', () => {
  const { c, weights, probabilities } = reference.logistic;
  const classifier = fitLogistic(vectors, labels, 3, { c });
  labels.forEach((_, i) => {
    const shares = softmax(decisions(classifier, vectorAt(vectors, i)));
    shares.forEach((share, k) => expect(share).toBeCloseTo(probabilities[i]![k]!, 4));
  });
  // Intercepts are free up to a common constant; the weights are not.
  for (let k = 0; k < 3; k++)
    for (let d = 0; d < 4; d++)
      expect(classifier.weights[k * 5 + d]).toBeCloseTo(weights[k]![d]!, 3);
});

test('the linear SVM gives the same weights and intercepts', () => {
  const { c, weights } = reference.svm;
  const classifier = fitSvm(vectors, labels, 3, { c });
  weights.flat().forEach((weight, i) => expect(classifier.weights[i]).toBeCloseTo(weight, 2));
});

test('DBSCAN gives the same clusters under the same numbers', () => {
  const { distance, least, clusters } = reference.dbscan;
  expect(dbscan(vectors, { distance, least })).toEqual(clusters);
});

test('k-means is no worse than the best of fifty starts, and finds the same groups', () => {
  const { k, clusters, inertia } = reference.kMeans;
  const found = kMeans(vectors, k, { seed: 3, starts: 30 });
  const error = labels.reduce(
    (sum, _, i) => sum + squaredDistance(vectorAt(vectors, i), found.centres[found.clusters[i]!]!),
    0,
  );
  expect(error).toBeLessThan(inertia * 1.0001);
  expect(adjustedRandIndex(found.clusters, clusters)).toBe(1);
});

test('silhouette and adjusted Rand index are the same numbers', () => {
  expect(silhouette(vectors, labels)).toBeCloseTo(reference.silhouette, 5);
  expect(adjustedRandIndex(labels, reference.kMeans.clusters)).toBeCloseTo(
    reference.adjustedRand,
    6,
  );
});
