import { standardise } from '#memory-bank';
import { pause } from '../kinds/pause.js';
import { CovarianceSums, weightedProjection, type PatchProjection } from './patch-projection.js';
import { bankOf, countedOf, type Work } from './patches.js';

/**
 * Returns the projection that weighs the channels of these good parts' patches `[n, d]`, as a bank of them standardises
 * them.
 * @throws TouchstoneError of the bank's; the signal's reason.
 */
export async function projectionOf(
  weights: Float32Array,
  good: readonly Float32Array[],
  work: Work,
): Promise<PatchProjection> {
  const bank = await bankOf(good, work);
  const { channels } = bank.contents;
  bank.dispose();
  const sums = new CovarianceSums(weights.length);
  for (const patches of good) {
    const standardised = countedOf(patches, weights.length, work.tools.view?.counts).slice();
    standardise(standardised, channels);
    sums.add(standardised);
    await pause(work.watch);
  }
  return weightedProjection(weights, channels, sums.covariance());
}
