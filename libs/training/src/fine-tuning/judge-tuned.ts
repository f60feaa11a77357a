import type { Backbone } from '#embedding';
import type { RgbImage } from '#images';
import { ChannelMoments, standardise } from '#memory-bank';
import { auroc, byImage, byPatches } from '../one-class/judging.js';
import { pasteInto, type PastedPart } from '../one-class/pasted-parts.js';
import { countedOf, patchesOf, told, type Work } from '../one-class/patches.js';
import type { Watch } from '../kinds/station-images.js';
import type { FineTuningOutcome, ThreeFigures } from './outcome.js';
import type { FineTuningTools } from './tools.js';

/** Places of good parts by what they are for. */
export interface Split {
  readonly fit: readonly number[];
  readonly choose: readonly number[];
  readonly decide: readonly number[];
}

export interface Judging {
  readonly normals: readonly RgbImage[];
  readonly split: Split;
  readonly test: { readonly images: readonly RgbImage[]; readonly good: readonly boolean[] };
  readonly seed: number;
}

/** The figures of one network; its patches of all images are gone by then, but for what decides. */
interface Figures {
  readonly deciding: number;
  readonly test: number | null;
  /** The patches of what decides, standardised by the channels of the parts that were learned from. */
  readonly standardised: readonly Float32Array[];
}

/**
 * Judges the base, the tuned network and the teacher side by side: same parts, same pasted defects, a bank of each
 * one's own.
 */
export async function judgeTuned(
  judging: Judging,
  tuned: Backbone,
  tools: FineTuningTools,
  watch: Watch,
): Promise<Pick<FineTuningOutcome, 'deciding' | 'test'>> {
  const { normals, split, seed } = judging;
  const decide = split.decide.map((place) => normals[place]!);
  const pasted = await pasteInto(decide, normals, { seed: seed + 2, tools, watch });
  const figures = (backbone: Backbone, step: string) =>
    figuresOf(judging, pasted, { seed, tools: { ...tools, backbone }, watch: told(watch, step) });
  const before = await figures(tools.backbone, 'judge-before');
  const after = await figures(tuned, 'judge-after');
  const teacher = await figures(tools.teacher, 'judge-teacher');
  const [base, end] = [difference(before, teacher), difference(after, teacher)];
  return {
    deciding: {
      auroc: { before: before.deciding, after: after.deciding, teacher: teacher.deciding },
      error: { before: base, after: end },
    },
    test: threeOf(before.test, after.test, teacher.test),
  };
}

async function figuresOf(
  { normals, split, test, seed }: Judging,
  pasted: readonly PastedPart[],
  { tools, watch }: Work,
): Promise<Figures> {
  const seen = [...normals, ...pasted.map(({ image }) => image), ...test.images];
  const all = await patchesOf(seen, tools, watch);
  const [parts, tested] = [all.slice(0, normals.length), all.slice(normals.length + pasted.length)];
  const defects = all.slice(normals.length, normals.length + pasted.length);
  const of = (places: readonly number[]) => places.map((place) => parts[place]!);
  const [known, good] = [of(split.fit), of(split.decide)];
  const which = (isGood: boolean) => tested.filter((_, i) => test.good[i] === isGood);
  const work: Work = { seed, tools, watch: { signal: watch.signal } };
  const judged = { known: parts, good: which(true), defects: which(false) };
  return {
    deciding: (await auroc({ known, good, defects }, byPatches(pasted), work))!,
    test: await auroc(judged, byImage, work),
    standardised: standardisedBy(known, [...good, ...defects], work),
  };
}

/** The patches of these frames that count, by mean and deviation of what is known. */
function standardisedBy(
  known: readonly Float32Array[],
  frames: readonly Float32Array[],
  { tools: { backbone, view } }: Work,
): Float32Array[] {
  const counted = (patches: Float32Array) => countedOf(patches, backbone.dimensions, view?.counts);
  const moments = new ChannelMoments(backbone.dimensions);
  for (const patches of known) moments.add(counted(patches));
  const channels = moments.channels();
  return frames.map((patches) => {
    const standardised = counted(patches).slice();
    standardise(standardised, channels);
    return standardised;
  });
}

/** Mean squared difference of what decides. */
function difference(one: Figures, teacher: Figures): number {
  let [sum, count] = [0, 0];
  one.standardised.forEach((patches, i) => {
    const wanted = teacher.standardised[i]!;
    patches.forEach((value, at) => (sum += (value - wanted[at]!) ** 2));
    count += patches.length;
  });
  return sum / count;
}

function threeOf(
  before: number | null,
  after: number | null,
  teacher: number | null,
): ThreeFigures | null {
  return before === null || after === null || teacher === null ? null : { before, after, teacher };
}
