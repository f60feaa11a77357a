import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { CalibrationProgress, ScoreSettings } from '#contracts';
import { leastNormals, seededShuffle } from '#calibration';
import type { Backbone } from '#embedding';
import {
  embedNormals,
  learn,
  plainView,
  type InspectingModel,
  type Learned,
  type Normal,
} from '#inspection';
import { buildBank, readBank, type MemoryBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { EvaluateOptions } from './options.js';
import { pixelFigures } from './pixel-figures.js';
import type { EvaluationSet } from './read-layout.js';
import type { Judged } from './result.js';
import { scoreImages } from './score-images.js';
import { sideBySide } from './side-by-side.js';

/** Long steps tell how far they are; `of` is 0 while that is not known. */
export type OnStep = (step: string, done: number, of: number) => void;

export interface Judging {
  readonly set: EvaluationSet;
  readonly backbone: Backbone;
  readonly runtime: TensorRuntime;
  readonly options: EvaluateOptions;
  readonly onStep: OnStep;
}

/** Learns from train/good, scores test/, takes the pixel figures. Deterministic by the options' seed. */
export async function judge(judging: Judging): Promise<Judged> {
  const { backbone, onStep, options } = judging;
  const set = chosen(judging.set, options);
  const start = performance.now();
  const { bank, learned } = await built({ ...judging, set });
  try {
    const buildSeconds = (performance.now() - start) / 1000;
    const model = modelOf(judging, bank, learned);
    const { length } = set.test;
    const { scored, msPerFrame } = await scoreImages(set.test, model, (done) =>
      onStep('score', done, length),
    );
    const scores = learned ? await sideBySide({ scored, model, learned }, judging) : [];
    const pixels = await pixelFigures(scored, (done) => onStep('pixels', done, length));
    return {
      ...{ set, scored, scores, pixels, limits: learned?.limits, target: options.target },
      ...{ backbone: backbone.manifest.name, method: options.score },
      ...{ bankRows: bank.rows, buildSeconds, msPerFrame },
    };
  } finally {
    bank.dispose();
  }
}

/** The set with as many normals as are asked for, drawn by the seed. */
function chosen(set: EvaluationSet, { normals, seed }: EvaluateOptions): EvaluationSet {
  if (normals === undefined || normals >= set.train.length) return set;
  return { ...set, train: seededShuffle(set.train, seed).slice(0, normals).sort() };
}

function modelOf(
  { backbone, options }: Judging,
  bank: MemoryBank,
  learned: Learned | undefined,
): InspectingModel {
  const score = scoreSettingsOf(options);
  return {
    ...{ backbone, bank, view: plainView(backbone.size), mask: null },
    // Too few normals to hold any out know nothing of places.
    score:
      learned || score.method !== 'place-and-frame' ? score : { ...score, method: 'worst-mean' },
    scoreReference: learned?.scoreReference ?? null,
  };
}

/** With too few normals for limits there is still a bank. */
async function built(
  judging: Judging,
): Promise<{ bank: MemoryBank; learned: Learned | undefined }> {
  const { set, backbone, runtime, options, onStep } = judging;
  const bankSettings = { rows: options.rows, seed: options.seed };
  if (set.train.length < leastNormals) {
    const patches = embedNormals(normalsOf(set), backbone, plainView(backbone.size));
    const settings = { ...bankSettings, backbone: backbone.hash };
    return { bank: await buildBank(runtime, patches, settings), learned: undefined };
  }
  const learned = await learn({
    normals: normalsOf(set),
    backbone,
    bankSettings,
    scoreSettings: scoreSettingsOf(options),
    targets: {
      reject: options.target,
      review: Math.max(options.target, 0.05),
      method: 'conformal',
    },
    view: plainView(backbone.size),
    seed: options.seed,
    onProgress: ({ step, done, of }: CalibrationProgress) => onStep(step, done, of),
    runtime,
  });
  return { bank: readBank(runtime, learned.bankBytes, { sha256: learned.bankSha256 }), learned };
}

function scoreSettingsOf({ score, worst }: EvaluateOptions): ScoreSettings {
  return { method: score, worst, neighbours: 1 };
}

/** Each image is taken as a part of its own: the layout says nothing of parts. */
function normalsOf(set: EvaluationSet): Normal[] {
  return set.train.map((file) => ({
    id: relative(set.folder, file).split(sep).join('/'),
    partId: null,
    bytes: () => readFile(file),
  }));
}
