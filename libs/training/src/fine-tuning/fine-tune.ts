import type { Tf } from '#tensors';
import type { AdamWState } from '../fitting/adamw.js';
import type { Batch } from '../views/batch.js';
import type { EpochFigures } from '../fitting/fitting-checkpoint.js';
import type { FittingProgress } from '../fitting/fit-head.js';
import { refuseOtherRun } from '../fitting/refuse-other-run.js';
import type { RgbImage } from '../views/image-source.js';
import type { Teacher } from '../distillation/teacher.js';
import type { TunedNetwork } from './network.js';
import { otherInputs, type TuningSettings } from './settings.js';
import { tuningBatch } from './tuning-batch.js';
import type { BestTuning, TuningCheckpoint } from './tuning-checkpoint.js';
import {
  disposeTuning,
  flatValues,
  initialTuning,
  kernelMask,
  spread,
  tuningState,
  tuningValues,
} from './tuning-state.js';
import { batchError, tuningStep, type TuningContext, type TuningStatistics } from './tuning-step.js'; // prettier-ignore

export interface TuningRun {
  readonly tf: Tf;
  readonly network: TunedNetwork;
  readonly teacher: Teacher;
  readonly statistics: TuningStatistics;
  readonly settings: TuningSettings;
  /** The good parts to learn from; square, all of the size that network and teacher take. */
  readonly parts: readonly RgbImage[];
  /** The held-out images, whose error decides which epoch is kept. */
  readonly heldOut: readonly RgbImage[];
  /** The hashes that identify the network, the teacher and the parts; a run does not go on with others. */
  readonly identity: string;
  readonly from?: TuningCheckpoint | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((progress: FittingProgress) => void) | undefined;
  readonly onCheckpoint?: ((checkpoint: TuningCheckpoint) => Promise<void>) | undefined;
}

export interface Tuned {
  /** The epoch that is kept; 0: what it started from was best. */
  readonly bestEpoch: number;
  /** The held-out error, before and after. */
  readonly heldOut: { readonly before: number; readonly after: number };
  readonly history: readonly EpochFigures[];
  readonly stoppedEarly: boolean;
}

/** Batches of held-out views. */
const heldOutBatches = 6;

/**
 * Trains a network to give the teacher's patches of these parts, good and with defects pasted in; at the end its variables
 * hold the best epoch's weights. Each step depends on the settings, its number and the state alone: a run that resumes
 * ends where the uninterrupted one ends. Aborting throws the signal's reason after the step in hand.
 * @throws TouchstoneError validation-failed for a checkpoint of another run; RangeError for a loss that is no number.
 */
export async function fineTune(run: TuningRun): Promise<Tuned> {
  refuseOtherRun(run.from, run.settings, run.identity, otherInputs);
  const { tf, network } = run;
  const context = { ...run, mask: tf.tensor1d(kernelMask(network.variables)) };
  const first = { weights: flatValues(network.variables), epoch: 0 };
  const state = tuningState(tf, run.from?.values ?? initialTuning(network.variables));
  try {
    const before = await heldOutError(run, context);
    if (run.from) spreadValues(tf, run.from.values.weights, network);
    return await epochs(run, context, state, { ...first, heldOut: before });
  } finally {
    disposeTuning(state);
    context.mask.dispose();
  }
}

async function epochs(
  run: TuningRun,
  context: TuningContext,
  state: AdamWState,
  first: BestTuning,
): Promise<Tuned> {
  const { settings, identity, network } = run;
  const { schedule, stepsPerEpoch, patience } = settings;
  const count = Math.ceil(schedule.steps / stepsPerEpoch);
  let best = run.from?.best ?? first;
  const history = [...(run.from?.history ?? [])];
  while (history.length < count && history.length - best.epoch < patience) {
    const loss = await oneEpoch(run, context, state, history.length);
    const heldOut = await heldOutError(run, context);
    history.push({ epoch: history.length + 1, loss, heldOut });
    const values = tuningValues(state);
    if (heldOut < best.heldOut) best = { epoch: history.length, heldOut, weights: values.weights };
    await run.onCheckpoint?.({ settings, identity, history: [...history], values, best });
  }
  spreadValues(run.tf, best.weights, network);
  const errors = { before: first.heldOut, after: best.heldOut };
  return { bestEpoch: best.epoch, heldOut: errors, history, stoppedEarly: history.length < count };
}

/** The mean loss of the epoch's steps. */
async function oneEpoch(
  { settings, parts, signal, onStep }: TuningRun,
  context: TuningContext,
  state: AdamWState,
  epoch: number,
): Promise<number> {
  const { schedule, stepsPerEpoch } = settings;
  const first = epoch * stepsPerEpoch;
  const last = Math.min(schedule.steps, first + stepsPerEpoch);
  let sum = 0;
  for (let step = first; step < last; step++) {
    signal?.throwIfAborted();
    const loss = tuningStep(context, state, tuningBatch(parts, settings, step), step);
    if (!Number.isFinite(loss))
      throw new RangeError(`the loss of step ${step + 1} is ${loss}; lower the learning rate`);
    sum += loss;
    onStep?.({ step: step + 1, steps: schedule.steps, epoch: epoch + 1, loss });
    await letEventsIn();
  }
  return sum / (last - first);
}

/** Returns the error on views that are always the same, drawn by another seed than those that are learned from. */
async function heldOutError(
  { heldOut, settings, signal }: TuningRun,
  context: TuningContext,
): Promise<number> {
  const drawn = { ...settings, seed: settings.seed + 1 };
  let sum = 0;
  for (let number = 0; number < heldOutBatches; number++) {
    signal?.throwIfAborted();
    const batch: Batch = tuningBatch(heldOut, drawn, number);
    sum += batchError(context, batch);
    await letEventsIn();
  }
  return sum / heldOutBatches;
}

function spreadValues(tf: Tf, values: Float32Array, { variables }: TunedNetwork): void {
  tf.tidy(() => spread(tf, tf.tensor1d(values), variables));
}

/** Native steps block the thread; signals and timers are served between them. */
function letEventsIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
