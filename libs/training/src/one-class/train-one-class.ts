import type { RgbImage } from '#images';
import { fitChannelWeights, weightDefaults, type FittedWeights } from './channel-weights.js';
import { readPixels, type StationImage, type Tools } from '../kinds/station-images.js';
import { comparePatches } from './compare-patches.js';
import { byImage, byPatches, judge } from './judging.js';
import { projectionOf } from './learned-projection.js';
import type { BeforeAndAfter, OneClassImages, OneClassOutcome, OneClassStep } from './outcome.js';
import { pasteInto } from './pasted-parts.js';
import type { PatchProjection } from './patch-projection.js';
import { bankOf, patchesOf, told, type Work } from './patches.js';
import { refuseOtherPatches, refuseTooFewParts } from './refusals.js';
import { countsOf, splitParts, type SplitParts } from './split-parts.js';

/** The hooks by which the training is followed and stopped. */
export interface OneClassWatch {
  readonly onStep?: (step: OneClassStep, done: number, of: number) => void;
  /** Is called beside step `train`: each step takes all examples at once, counted from 1. */
  readonly onFitting?: (step: number, steps: number, loss: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Learns from good parts alone how much each channel of the patches shall count: half of them make a memory bank, defects
 * are pasted into a third, and the channels in which those stand out from the bank get more weight. The others, with
 * other pasted defects, decide whether that was good for anything.
 * @throws TouchstoneError too-few-normals; backbone-invalid for a backbone that projects its patches already or takes
 * them at unit length; of the images' codes, naming the image; the signal's reason.
 */
export async function trainOneClass(
  images: OneClassImages,
  seed: number,
  tools: Tools,
  { onStep, onFitting, signal }: OneClassWatch,
): Promise<OneClassOutcome> {
  refuseOtherPatches(tools.backbone.manifest);
  refuseTooFewParts(images.normals.length);
  const watch = { signal, onStep: onStep as Work['watch']['onStep'] };
  const work: Work = { seed, tools, watch };
  const normals = await readPixels(images.normals, tools, told(watch, 'read-normals'));
  const test = await readPixels(images.test, tools, told(watch, 'read-test'));
  const good = await patchesOf(normals.images, tools, told(watch, 'learn'));
  const parts = splitParts({ images: normals.images, patches: good }, seed);
  const fitted = await fit(parts, normals.images, work, onFitting);
  const projection = await projectionOf(fitted.weights, good, work);
  return {
    ...fitted,
    projection,
    settings: weightDefaults,
    parts: countsOf(parts),
    deciding: await decide(parts, normals.images, projection, work),
    test: await judgeTest(images.test, test.images, good, projection, work),
    sha256: { normals: normals.sha256, test: test.sha256 },
  };
}

/** The weights of the channels, from defects pasted into the parts that are for fitting. */
async function fit(
  parts: SplitParts,
  sources: readonly RgbImage[],
  work: Work,
  onFitting: OneClassWatch['onFitting'],
): Promise<FittedWeights> {
  const { tools, watch } = work;
  const { images } = parts.fit;
  const pasted = await pasteInto(images, sources, work);
  const bank = await bankOf(parts.bank.patches, work);
  const comparing = comparePatches(bank, images, pasted, tools, told(watch, 'compare'));
  const compared = await comparing.finally(() => bank.dispose());
  const { steps } = weightDefaults;
  return fitChannelWeights(tools.runtime.tf, compared, weightDefaults, {
    ...(watch.signal ? { signal: watch.signal } : {}),
    onStep: (step, loss) => onFitting?.(step, steps, loss),
  });
}

/** Other defects, pasted into parts that nothing was learned from. */
async function decide(
  { bank, decide: { images, patches } }: SplitParts,
  sources: readonly RgbImage[],
  projection: PatchProjection,
  work: Work,
): Promise<BeforeAndAfter> {
  const { seed, tools, watch } = work;
  const pasted = await pasteInto(images, sources, { ...work, seed: seed + 1 });
  const seen = pasted.map(({ image }) => image);
  const defects = await patchesOf(seen, tools, told(watch, 'embed'));
  const judged = { known: bank.patches, good: patches, defects };
  return (await judge(judged, byPatches(pasted), projection, work))!;
}

async function judgeTest(
  list: readonly StationImage[],
  images: readonly RgbImage[],
  known: readonly Float32Array[],
  projection: PatchProjection,
  work: Work,
): Promise<BeforeAndAfter | null> {
  const seen = await patchesOf(images, work.tools, told(work.watch, 'embed'));
  const labelled = (isGood: boolean) =>
    seen.filter((_, i) => (list[i]!.label === 'good') === isGood);
  const judged = { known, good: labelled(true), defects: labelled(false) };
  return judge(judged, byImage, projection, work);
}
