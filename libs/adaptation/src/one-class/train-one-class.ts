import { areaUnderRoc } from '#analysis';
import { seededShuffle } from '#calibration';
import { TouchstoneError } from '#contracts';
import type { RgbImage } from '#images';
import { buildBank, standardise, type FrameScore, type MemoryBank } from '#memory-bank';
import { fitChannelWeights, weightDefaults, type WeightSettings } from '#training';
import { bankRows, scored } from '../describe.js';
import { embedViews } from '../embed-views.js';
import { readPixels, type PlantImage, type Tools, type Watch } from '../plant-images.js';
import { comparePatches, hardest } from './compare-patches.js';
import {
  CovarianceSums,
  projectPatches,
  weightedProjection,
  type PatchProjection,
} from './patch-projection.js';
import { pastedParts } from './pasted-parts.js';

export interface OneClassImages {
  readonly normals: readonly PlantImage[];
  /** Labelled `good` or by their kind of defect; they decide nothing, and there may be none. */
  readonly test: readonly PlantImage[];
}

/** AUROC by a memory bank of the base's patches, and by one of the projected ones. */
export interface BeforeAndAfter {
  readonly before: number;
  readonly after: number;
}

export interface OneClassOutcome {
  readonly projection: PatchProjection;
  /** Of the channels, mean 1. */
  readonly weights: Float32Array;
  readonly settings: WeightSettings;
  readonly losses: readonly number[];
  /**
   * Of patches under defects that were pasted into good parts which nothing was learned from, against the hardest patches of
   * those parts: what decides. Whole images would not tell, pasted defects are found too easily.
   */
  readonly deciding: BeforeAndAfter;
  /** Of the test images by their image scores; null without good ones or defects among them. */
  readonly test: BeforeAndAfter | null;
  /** How many good parts made the bank, the weights and the decision. */
  readonly parts: { readonly bank: number; readonly fit: number; readonly decide: number };
  /** SHA-256 over the images and their labels. */
  readonly sha256: { readonly normals: string; readonly test: string };
}

const fewestNormals = 20;
const perScore = 8;

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
  watch: Watch,
): Promise<OneClassOutcome> {
  refuseOtherPatches(tools);
  refuseTooFew(images.normals.length);
  const at = (title: string): Watch => ({ ...watch, onStep: (_, done, of) => watch.onStep?.(title, done, of) }); // prettier-ignore
  const normals = await readPixels(images.normals, tools, at('read-normals'));
  const test = await readPixels(images.test, tools, at('read-defects'));
  const good = await patchesOf(normals.images, tools, at('learn'));
  const parts = split(normals.images, good, seed);
  const bank = await bankOf(parts.bank.patches, seed, tools);
  const fitting = pastedParts(parts.fit.images, normals.images, tools.backbone, seed);
  const compared = await comparePatches(bank, parts.fit.images, fitting, tools, at('embed')).finally(() => bank.dispose()); // prettier-ignore
  const { steps } = weightDefaults;
  const { weights, losses } = await fitChannelWeights(tools.runtime.tf, compared, weightDefaults, {
    ...(watch.signal ? { signal: watch.signal } : {}),
    onStep: (step, loss) => watch.onStep?.('train', step, steps, `loss ${loss.toFixed(3)}`),
  });
  const projection = await projectionOf(weights, good, seed, tools);
  const pasted = pastedParts(parts.decide.images, normals.images, tools.backbone, seed + 1);
  const defects = await patchesOf(pasted.map(({ image }) => image), tools, at('embed')); // prettier-ignore
  const byPatches: Values = { good: hardestOf, defect: ({ map }, i) => pasted[i]!.places.map((place) => map[place]!) }; // prettier-ignore
  const judging = { projection, seed, tools };
  const deciding = await judge({ known: parts.bank.patches, good: parts.decide.patches, defects }, byPatches, judging); // prettier-ignore
  const seen = await patchesOf(test.images, tools, at('embed'));
  const which = (isGood: boolean) => seen.filter((_, i) => (images.test[i]!.label === 'good') === isGood); // prettier-ignore
  return {
    ...{ projection, weights, losses, settings: weightDefaults, deciding: deciding! },
    test: await judge({ known: good, good: which(true), defects: which(false) }, byImage, judging),
    parts: {
      bank: parts.bank.images.length,
      fit: parts.fit.images.length,
      decide: parts.decide.images.length,
    },
    sha256: { normals: normals.sha256, test: test.sha256 },
  };
}

/** By what decides; equal is not better. */
export function isBetterOneClass({ deciding }: OneClassOutcome): boolean {
  return deciding.after > deciding.before;
}

function refuseOtherPatches({ backbone: { manifest } }: Tools): void {
  if (manifest.projection === undefined && !manifest.l2Norm) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `${manifest.name} ${manifest.l2Norm ? 'takes its patches at unit length' : 'projects its patches already'}: weights of the ` +
      'channels are learned for backbones that do neither. Start from the one that it was made from.',
  );
}

function refuseTooFew(normals: number): void {
  if (normals >= fewestNormals) return;
  throw new TouchstoneError(
    'too-few-normals',
    `There are ${normals} good parts, and ${fewestNormals} are needed: half make a memory bank, a third show what is learned, the others decide.`,
    { facts: { normals, needed: fewestNormals } },
  );
}

interface Parts {
  readonly images: RgbImage[];
  readonly patches: Float32Array[];
}

/** Half, a third, and the others. */
function split(images: readonly RgbImage[], patches: readonly Float32Array[], seed: number) {
  const order = seededShuffle([...images.keys()], seed);
  const [half, most] = [Math.round(order.length / 2), Math.round((order.length * 5) / 6)];
  const of = (places: readonly number[]): Parts => ({
    images: places.map((i) => images[i]!),
    patches: places.map((i) => patches[i]!),
  });
  return { bank: of(order.slice(0, half)), fit: of(order.slice(half, most)), decide: of(order.slice(most)) }; // prettier-ignore
}

/** The base's patches of each image, `[rows * columns, d]`. */
export async function patchesOf(images: readonly RgbImage[], tools: Tools, watch: Watch) {
  const found: Float32Array[] = [];
  await embedViews(images, 1, 0, tools, watch, (batch) => {
    for (const { patches } of batch) found.push(patches);
  });
  return found;
}

function bankOf(
  patches: readonly Float32Array[],
  seed: number,
  { runtime, backbone }: Tools,
  signal?: AbortSignal,
) {
  const { grid, dimensions } = backbone;
  const normals = patches.map((one, i) => ({ normalId: String(i), patches: one, ...grid, dimensions })); // prettier-ignore
  const onProgress = () => signal?.throwIfAborted();
  return buildBank(runtime, normals, { rows: bankRows, seed, onProgress });
}

async function projectionOf(
  weights: Float32Array,
  good: readonly Float32Array[],
  seed: number,
  tools: Tools,
): Promise<PatchProjection> {
  const bank = await bankOf(good, seed, tools);
  const { channels } = bank.contents;
  bank.dispose();
  const sums = new CovarianceSums(weights.length);
  for (const patches of good) {
    const standardised = patches.slice();
    standardise(standardised, channels);
    sums.add(standardised);
  }
  return weightedProjection(weights, channels, sums.covariance());
}

/** Patches by image: the bank's, and those that are ranked. */
export interface Judged {
  readonly known: readonly Float32Array[];
  readonly good: readonly Float32Array[];
  readonly defects: readonly Float32Array[];
}

/** What of a frame's score is ranked; `i` is its place among the good or the defects. */
export type ValuesOf = (score: FrameScore, i: number) => readonly number[];
/** What is ranked of good parts and of parts with a defect. */
export interface Values {
  readonly good: ValuesOf;
  readonly defect: ValuesOf;
}

/** Whole images, by their image scores. */
export const byImage: Values = {
  good: ({ imageScore }) => [imageScore],
  defect: ({ imageScore }) => [imageScore],
};
/** The patches of a good part that raise false alarms. */
export const hardestOf: ValuesOf = ({ map }) => [...map].sort((a, b) => b - a).slice(0, hardest);

async function judge(
  judged: Judged,
  values: Values,
  { projection, seed, tools }: { projection: PatchProjection; seed: number; tools: Tools },
): Promise<BeforeAndAfter | null> {
  const project = (patches: readonly Float32Array[]) => patches.map((one) => projectPatches(projection, one)); // prettier-ignore
  const { known, good, defects } = judged;
  const projected = { known: project(known), good: project(good), defects: project(defects) };
  const before = await auroc(judged, values, seed, tools);
  const after = await auroc(projected, values, seed, tools);
  return before === null || after === null ? null : { before, after };
}

/** Area under ROC of what is ranked, by a bank of the known parts; null without good parts or defects. */
export async function auroc(
  { known, good, defects }: Judged,
  values: Values,
  seed: number,
  tools: Tools,
  signal?: AbortSignal,
): Promise<number | null> {
  if (good.length === 0 || defects.length === 0) return null;
  const bank = await bankOf(known, seed, tools, signal);
  try {
    const of = async (frames: readonly Float32Array[], take: ValuesOf) =>
      (await scoresOf(frames, bank, tools, signal)).flatMap(take);
    return areaUnderRoc(await of(good, values.good), await of(defects, values.defect));
  } finally {
    bank.dispose();
  }
}

async function scoresOf(
  frames: readonly Float32Array[],
  bank: MemoryBank,
  tools: Tools,
  signal?: AbortSignal,
) {
  const found: FrameScore[] = [];
  for (let from = 0; from < frames.length; from += perScore) {
    signal?.throwIfAborted();
    const batch = frames.slice(from, from + perScore).map((patches) => ({ patches }));
    found.push(...(await scored(batch, bank, tools)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}
