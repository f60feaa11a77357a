import { seededShuffle } from '#numbers';
import {
  openTrainable,
  readLayersModel,
  changedWeights,
  type ConvolutionWeight,
  type LayersModelFiles,
  type ModelBytes,
  type TrainableBackbone,
} from '#embedding';
import type { RgbImage } from '#images';
import { ChannelMoments } from '#memory-bank';
import type { Tf } from '#tensors';
import { fineTune, type Tuned } from './fine-tune.js';
import { tuningSettings, type TuningSettings } from './settings.js';
import { type ChannelStatistics } from '../distillation/teacher.js'; // prettier-ignore
import type { OneClassImages } from '../one-class/outcome.js';
import { patchesOf, told } from '../one-class/patches.js';
import { readPixels, type Pixels, type Tools, type Watch } from '../kinds/station-images.js';
import { judgeTuned, type Judging, type Split } from './judge-tuned.js';
import type { FineTuningOutcome } from './outcome.js';
import { refuseUnusable } from './refuse-unusable.js';
import { teacherOf } from './teacher-of.js';
import type { FineTuningChoice, FineTuningTools, FineTuningWatch } from './tools.js';
import { openTuned } from './open-tuned.js';

/**
 * Trains the convolutions of a backbone to give a larger one's patches of a plant's good parts, as they are and with defects
 * pasted in: two thirds of the parts are learned from, a sixth chooses the epoch, a sixth decides.
 * @throws TouchstoneError program-missing without the native library; too-few-normals; backbone-invalid where teacher and
 * backbone differ in grid or channels, or the backbone cannot be trained; what `from` throws, and validation-failed for a
 * checkpoint of another run; the images' codes; the signal's reason.
 */
export async function fineTuneBackbone(
  images: OneClassImages,
  choice: FineTuningChoice,
  tools: FineTuningTools,
  watch: FineTuningWatch,
): Promise<FineTuningOutcome> {
  refuseUnusable(images.normals.length, tools);
  const normals = await readPixels(images.normals, tools, told(watch, 'read-normals'));
  const test = await readPixels(images.test, tools, told(watch, 'read-test'));
  const split = splitOf(normals.images.length, choice.seed);
  const { model, settings, tuned } = await train(normals, split, choice, tools, watch);
  const seen = { images: test.images, good: images.test.map(({ label }) => label === 'good') };
  const judging = { normals: normals.images, split, test: seen, seed: choice.seed };
  const figures = await judged(model, judging, tools, watch);
  const sha256 = { normals: normals.sha256, test: test.sha256 };
  return { model, settings, tuned, ...figures, parts: countsOf(split), sha256 };
}

/** The tuned network and how it went; the one that was trained is disposed of. */
async function train(
  { images, sha256 }: Pixels,
  split: Split,
  { seed, steps, layers }: FineTuningChoice,
  tools: FineTuningTools,
  watch: FineTuningWatch,
): Promise<Pick<FineTuningOutcome, 'model' | 'settings' | 'tuned'>> {
  const { tf } = tools.runtime;
  const files = await readLayersModel(tools.base.folder);
  const network = await openTrainable(tf, files, tools.base.manifest, tools.backbone.size);
  try {
    const trained = lastOf(network.convolutions, layers);
    const settings = tuningSettings(seed, steps, trained.map(({ name }) => name)); // prettier-ignore
    const identity = `${tools.backbone.hash} ${tools.teacher.hash} ${sha256}`;
    const tuned = await tune(images, { network, trained, split, settings, identity }, tools, watch);
    return { model: modelOf(tf, files, trained), settings, tuned };
  } finally {
    network.dispose();
  }
}

interface Run {
  readonly network: TrainableBackbone;
  readonly trained: readonly ConvolutionWeight[];
  readonly split: Split;
  readonly settings: TuningSettings;
  readonly identity: string;
}

async function tune(
  normals: readonly RgbImage[],
  { network, trained, split, settings, identity }: Run,
  tools: FineTuningTools,
  watch: FineTuningWatch,
): Promise<Tuned> {
  const { signal, keep: onCheckpoint, onTuning: onStep } = watch;
  const from = watch.from?.(settings, identity);
  const of = (places: readonly number[]) => places.map((place) => normals[place]!);
  const [parts, heldOut] = [of(split.fit), of(split.choose)];
  const taught = { ...tools, backbone: tools.teacher };
  return fineTune({
    tf: tools.runtime.tf,
    network: {
      variables: trained.map(({ variable }) => variable),
      patches: (pixels) => network.patches(pixels),
    },
    teacher: teacherOf(tools.teacher),
    statistics: {
      network: await statisticsOf(parts, tools, told(watch, 'learn')),
      teacher: await statisticsOf(parts, taught, told(watch, 'teach')),
    },
    settings,
    identity,
    parts,
    heldOut,
    from,
    signal,
    onStep,
    onCheckpoint,
  });
}

async function judged(model: ModelBytes, judging: Judging, tools: FineTuningTools, watch: Watch) {
  const tuned = await openTuned(model, tools);
  try {
    return await judgeTuned(judging, tuned, tools, watch);
  } finally {
    tuned.dispose();
  }
}

/** Mean and deviation of each channel over the patches of good parts. */
async function statisticsOf(
  images: readonly RgbImage[],
  tools: Tools,
  watch: Watch,
): Promise<ChannelStatistics> {
  const moments = new ChannelMoments(tools.backbone.dimensions);
  for (const patches of await patchesOf(images, tools, watch)) moments.add(patches);
  const { mean, deviation } = moments.channels();
  return { mean: Array.from(mean), deviation: Array.from(deviation) };
}

/** Two thirds, a sixth, a sixth. */
function splitOf(parts: number, seed: number): Split {
  const order = seededShuffle([...Array(parts).keys()], seed);
  const [most, last] = [Math.round((order.length * 2) / 3), Math.round((order.length * 5) / 6)];
  return { fit: order.slice(0, most), choose: order.slice(most, last), decide: order.slice(last) };
}

function countsOf({ fit, choose, decide }: Split): FineTuningOutcome['parts'] {
  return { fit: fit.length, choose: choose.length, decide: decide.length };
}

/** Weights of the last `layers` convolutions. */
function lastOf(all: readonly ConvolutionWeight[], layers: number | undefined) {
  const names = [...new Set(all.map(({ layer }) => layer))];
  const kept = new Set(layers === undefined ? names : names.slice(-layers));
  return all.filter(({ layer }) => kept.has(layer));
}

function modelOf(tf: Tf, files: LayersModelFiles, trained: readonly ConvolutionWeight[]) {
  const values = trained.map(({ name, variable }) => [name, Float32Array.from(variable.dataSync())] as const); // prettier-ignore
  return changedWeights(tf, files, new Map(values));
}
