import { type Vectors, vectorsOf, worstPatches } from '#analysis';
import type { RgbImage } from '#images';
import { standardise, type MemoryBank } from '#memory-bank';
import { pooled, type Pooling } from '../heads/pooling.js';
import { Collector, learnNormals, scored, type Described } from '../kinds/describe.js';
import { embedViews, type EmbeddedView } from '../kinds/embed-views.js';
import type { Tools, Watch } from '../kinds/station-images.js';
import type { CombinationPooling } from './combinations.js';

export interface ComparedImages {
  /** Good parts that are learned from. */
  readonly normals: readonly RgbImage[];
  /** Good parts that judge; there may be none. */
  readonly good: readonly RgbImage[];
  readonly defects: readonly RgbImage[];
}

export interface DescribeWaysOptions {
  readonly poolings: readonly CombinationPooling[];
  /** The number of variants of each image that a head may learn from: one as it is, the others augmented. */
  readonly views: number;
  /** The seed of the bank and the variants. */
  readonly seed: number;
  /** Tells whether heads that need no labels learn from the good parts too. */
  readonly unlabelled: boolean;
}

/** Images by every pooling, before any head and any norm. */
export interface DescribedWays {
  /** The vectors of the defects, then of the normals where they are learned from. */
  readonly learning: ReadonlyMap<CombinationPooling, Described>;
  /** The vectors of the normals, without `defect`: a normal's distance to the bank that holds it says nothing. */
  readonly normals: ReadonlyMap<CombinationPooling, Vectors>;
  readonly good: ReadonlyMap<CombinationPooling, Vectors>;
  /** The scores by the patches themselves: the mean of the ten worst. */
  readonly patchScores: { readonly good: readonly number[]; readonly defects: readonly number[] };
}

/**
 * Embeds every view once and pools it in each way. Patches are standardised before by the channels of the good
 * parts, as a memory bank's are. Memory: 128 KiB a view by `flatten` at 16 x 16 patches of 128.
 * @throws TouchstoneError of the bank's; the signal's reason.
 */
export async function describeWays(
  images: ComparedImages,
  options: DescribeWaysOptions,
  tools: Tools,
  watch: Watch,
): Promise<DescribedWays> {
  const { poolings, views, unlabelled } = options;
  const { bank, patches } = await learnNormals(images.normals, options.seed, tools, watch);
  try {
    const seen = { options, bank, tools, watch };
    const learning = [...images.defects, ...(unlabelled ? images.normals : [])];
    const defects = await collected(learning, views, seen);
    const good = await collected(images.good, 1, seen);
    const ofGood = [...good.found].map(([pooling, { base }]) => [pooling, base] as const);
    return {
      learning: defects.found,
      normals: normalsOf(patches, poolings, bank),
      good: new Map(ofGood),
      patchScores: { good: good.scores, defects: defects.scores.slice(0, images.defects.length) },
    };
  } finally {
    bank.dispose();
  }
}

interface Seeing {
  readonly options: DescribeWaysOptions;
  readonly bank: MemoryBank;
  readonly tools: Tools;
  readonly watch: Watch;
}

async function collected(
  images: readonly RgbImage[],
  views: number,
  { options: { poolings, seed }, bank, tools, watch }: Seeing,
): Promise<{ found: Map<CombinationPooling, Described>; scores: number[] }> {
  const collectors = poolings.map((pooling) => [pooling, new Collector(images.length, views)] as const); // prettier-ignore
  const scores: number[] = [];
  await embedViews(images, views, seed, tools, watch, async (batch) => {
    const found = await scored(batch, bank, tools);
    batch.forEach((one, i) => {
      if (one.view === 0) scores[one.item] = found[i]!.imageScore;
      const vectors = vectorsOfView(one, found[i]!.map, poolings, bank);
      collectors.forEach(([, collector], p) =>
        collector.put(one.item, one.view, vectors[p]!, vectors[p]!),
      );
    });
  });
  const all = images.length === 0 ? [] : collectors;
  return { found: new Map(all.map(([pooling, one]) => [pooling, one.all()])), scores };
}

function vectorsOfView(
  { patches }: EmbeddedView,
  map: Float32Array,
  poolings: readonly CombinationPooling[],
  { contents: { channels }, dimensions }: MemoryBank,
): Float32Array[] {
  const standard = patches.slice();
  standardise(standard, channels);
  return poolings.map((pooling) =>
    pooling === 'defect'
      ? worstPatches({ patches, map, dimensions, ...channels })
      : pooled(standard, dimensions, pooling),
  );
}

/** Standardises the patches in place: nobody needs them after this. */
function normalsOf(
  patches: readonly Float32Array[],
  poolings: readonly CombinationPooling[],
  { contents: { channels }, dimensions }: MemoryBank,
): Map<CombinationPooling, Vectors> {
  for (const one of patches) standardise(one, channels);
  const asked = poolings.filter((pooling): pooling is Pooling => pooling !== 'defect');
  return new Map(
    asked.map((pooling) => [
      pooling,
      vectorsOf(patches.map((one) => pooled(one, dimensions, pooling))),
    ]),
  );
}
