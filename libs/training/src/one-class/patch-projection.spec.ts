import { expect, test } from 'vitest';
import { ChannelMoments, standardise } from '#memory-bank';
import { CovarianceSums, projectPatches, weightedProjection } from './patch-projection.js';

const d = 6;
/** Channels of other sizes and means, each a mixture of its neighbours. */
const patches = Float32Array.from({ length: 400 * d }, (_, i) => {
  const [n, c] = [Math.floor(i / d), i % d];
  const noise = (at: number) => Math.sin(12.9898 * (n + 1) * (at + 1)) + Math.cos(78.233 * n + at);
  return 10 ** (c % 3) * (noise(c) + 0.7 * noise((c + 1) % d)) + 5 * c;
});
const moments = new ChannelMoments(d);
moments.add(patches);
const channels = moments.channels();
const standardised = patches.slice();
standardise(standardised, channels);
const sums = new CovarianceSums(d);
sums.add(standardised);
const weights = Float32Array.of(0.1, 2, 0.4, 1.5, 1.9, 0.1);
const projection = weightedProjection(weights, channels, sums.covariance());
const projected = projectPatches(projection, patches);

const at = (values: Float32Array, n: number) => values.subarray(n * d, (n + 1) * d);
const squared = (a: Float32Array, b: Float32Array, by: (c: number) => number = () => 1) =>
  a.reduce((sum, v, c) => sum + by(c) * (v - b[c]!) ** 2, 0);

test('plain distances of projected patches are the weighted ones of standardised patches', () => {
  for (let n = 1; n < 50; n++) {
    const wanted = squared(at(standardised, n), at(standardised, n - 1), (c) => weights[c]!);
    expect(squared(at(projected, n), at(projected, n - 1)) / wanted).toBeCloseTo(1, 3);
  }
});

test('all channels of the projected normals have one deviation, so that a bank takes the scale alone', () => {
  const after = new ChannelMoments(d);
  after.add(projected);
  const { deviation, mean } = after.channels();
  for (const v of deviation) expect(v / deviation[0]!).toBeCloseTo(1, 4);
  for (const v of mean) expect(v / deviation[0]!).toBeCloseTo(0, 3);
});
