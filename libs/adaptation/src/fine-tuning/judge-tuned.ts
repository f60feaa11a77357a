import type { Backbone } from '#embedding';
import type { RgbImage } from '#images';
import { ChannelMoments, standardise, type Channels } from '#memory-bank';
import { pastedParts, type PastedPart } from '../one-class/pasted-parts.js';
import { auroc, byImage, byPatches, type Judged, type Ranked } from '../one-class/judging.js';
import { patchesOf } from '../one-class/patches.js';
import type { Tools, Watch } from '../plant-images.js';
import type { FineTuningTools } from './tools.js';
import type { FineTuningOutcome, ThreeFigures } from './outcome.js';

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

/** What one network gives for everything that is judged. */
interface Seen {
  readonly deciding: Judged;
  readonly test: Judged;
  /** Of the parts that were learned from. */
  readonly channels: Channels;
}

const names = ['before', 'after', 'teacher'] as const;

/** The base, the tuned network and the teacher side by side: same parts, same pasted defects, a bank of each one's own. */
export async function judgeTuned(
  judging: Judging,
  tuned: Backbone,
  tools: FineTuningTools,
  watch: Watch,
): Promise<Pick<FineTuningOutcome, 'deciding' | 'test'>> {
  const { normals, split, seed } = judging;
  const decide = split.decide.map((place) => normals[place]!);
  const pasted = pastedParts(decide, normals, tools.backbone, seed + 2);
  const backbones = [tools.backbone, tuned, tools.teacher];
  const seen: Seen[] = [];
  for (const [i, backbone] of backbones.entries()) {
    const onStep: Watch['onStep'] = (_, done, of) => watch.onStep?.(`judge-${names[i]!}`, done, of);
    seen.push(await seenBy({ ...tools, backbone }, judging, pasted, { ...watch, onStep }));
  }
  const quiet: Watch = { signal: watch.signal };
  const ranked = async (of: (one: Seen) => Judged, values: Ranked) => {
    const found: (number | null)[] = [];
    for (const [i, backbone] of backbones.entries())
      found.push(
        await auroc(of(seen[i]!), values, { seed, tools: { ...tools, backbone }, watch: quiet }),
      );
    return threeOf(found);
  };
  const [before, after, teacher] = seen as [Seen, Seen, Seen];
  return {
    deciding: {
      auroc: (await ranked(({ deciding }) => deciding, byPatches(pasted)))!,
      error: { before: error(before, teacher), after: error(after, teacher) },
    },
    test: await ranked(({ test }) => test, byImage),
  };
}

async function seenBy(
  tools: Tools,
  { normals, split, test }: Judging,
  pasted: readonly PastedPart[],
  watch: Watch,
): Promise<Seen> {
  const defects = pasted.map(({ image }) => image);
  const all = await patchesOf([...normals, ...defects, ...test.images], tools, watch);
  const fit = split.fit.map((place) => all[place]!);
  const moments = new ChannelMoments(tools.backbone.dimensions);
  for (const patches of fit) moments.add(patches);
  const tested = all.slice(normals.length + defects.length);
  const which = (isGood: boolean) => tested.filter((_, i) => test.good[i] === isGood);
  return {
    deciding: {
      known: fit,
      good: split.decide.map((place) => all[place]!),
      defects: all.slice(normals.length, normals.length + defects.length),
    },
    test: { known: all.slice(0, normals.length), good: which(true), defects: which(false) },
    channels: moments.channels(),
  };
}

/** Mean squared difference of what decides, each standardised by its own channels. */
function error(one: Seen, teacher: Seen): number {
  const of = ({ deciding: { good, defects }, channels }: Seen) =>
    [...good, ...defects].map((patches) => {
      const standardised = patches.slice();
      standardise(standardised, channels);
      return standardised;
    });
  const wanted = of(teacher);
  let [sum, count] = [0, 0];
  of(one).forEach((patches, i) => {
    patches.forEach((value, at) => (sum += (value - wanted[i]![at]!) ** 2));
    count += patches.length;
  });
  return sum / count;
}

function threeOf(found: readonly (number | null)[]): ThreeFigures | null {
  const [before, after, teacher] = found;
  return before == null || after == null || teacher == null ? null : { before, after, teacher };
}
