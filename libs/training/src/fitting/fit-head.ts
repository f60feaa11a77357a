import type { Tf } from '#tensors';
import { headLength, initialHead, type Head } from '../heads/head.js';
import type { Schedule } from './schedule.js';
import { batchOf, itemsOfClass, stepsPerEpoch } from './batches.js';
import type { EpochFigures, FittingCheckpoint } from './fitting-checkpoint.js';
import {
  disposeFitting,
  fittingState,
  fittingValues,
  initialFitting,
  type FittingState,
} from './fitting-state.js';
import { fittingStep, type FittingContext } from './fitting-step.js';
import { weightMask } from './objective-loss.js';
import { refuseOtherRun } from './refuse-other-run.js';
import { needsLabels, type FittingSettings } from './settings.js';
import type { TrainingVectors } from './training-vectors.js';

export interface FittingProgress {
  /** The number of steps that are done; `steps` is how many the whole run has if it does not stop early. */
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  /** The loss of this step's batch. */
  readonly loss: number;
}

export interface FittingRun {
  readonly tf: Tf;
  readonly settings: FittingSettings;
  readonly vectors: TrainingVectors;
  /** The figure on held-out images that decides which epoch is kept, the larger the better. */
  readonly heldOut: (head: Head) => number;
  readonly from?: FittingCheckpoint | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: (progress: FittingProgress) => void;
  readonly onEpoch?: (figures: EpochFigures) => void;
  readonly onCheckpoint?: (checkpoint: FittingCheckpoint) => Promise<void>;
}

export interface Fitted {
  /** The head with the best held-out figure; the untrained one where no epoch was better. */
  readonly head: Head;
  readonly bestEpoch: number;
  readonly heldOut: number;
  readonly history: readonly EpochFigures[];
  readonly stoppedEarly: boolean;
}

/**
 * Trains a projection on fixed vectors. Each step depends on the settings, its number and the state alone: a run
 * that resumes ends where the uninterrupted one ends. Aborting throws the signal's reason after the step in hand;
 * the last epoch's checkpoint is there to go on from.
 * @throws TouchstoneError validation-failed for a checkpoint of other settings or vectors; RangeError for vectors that the objective cannot use.
 */
export async function fitHead(run: FittingRun): Promise<Fitted> {
  refuseUnusable(run);
  refuseOtherRun(run.from, run.settings, run.vectors.identity);
  const context = contextOf(run);
  const values = run.from?.values ?? initialFitting(run.settings, context.classes);
  const state = fittingState(run.tf, values);
  try {
    return await epochs(run, context, state);
  } finally {
    disposeFitting(state);
    context.mask.dispose();
  }
}

async function epochs(
  run: FittingRun,
  context: FittingContext,
  state: FittingState,
): Promise<Fitted> {
  const { settings, vectors } = run;
  const { shape } = settings;
  let best = run.from?.best ?? untrained(run);
  const history = [...(run.from?.history ?? [])];
  const stale = () => history.length - best.epoch >= settings.patience;
  while (history.length < settings.epochs && !stale()) {
    const loss = await oneEpoch(run, context, state, history.length);
    const weights = Float32Array.from(state.weights.dataSync());
    const head = { shape, values: weights.slice(0, headLength(shape)) };
    const figures = { epoch: history.length + 1, loss, heldOut: run.heldOut(head) };
    history.push(figures);
    if (figures.heldOut > best.heldOut)
      best = { epoch: figures.epoch, heldOut: figures.heldOut, head: head.values };
    run.onEpoch?.(figures);
    const { identity } = vectors;
    await run.onCheckpoint?.({ settings, identity, history: [...history], values: fittingValues(state), best }); // prettier-ignore
  }
  return {
    head: { shape, values: best.head },
    bestEpoch: best.epoch,
    heldOut: best.heldOut,
    history,
    stoppedEarly: history.length < settings.epochs,
  };
}

/** The mean loss of the epoch's steps. */
async function oneEpoch(
  { settings, vectors, signal, onStep }: FittingRun,
  context: FittingContext,
  state: FittingState,
  epoch: number,
): Promise<number> {
  const perEpoch = stepsPerEpoch(vectors, settings.batch);
  let sum = 0;
  for (let step = epoch * perEpoch; step < (epoch + 1) * perEpoch; step++) {
    signal?.throwIfAborted();
    const loss = fittingStep(context, state, batchOf(vectors, settings, step), step);
    if (!Number.isFinite(loss))
      throw new RangeError(`the loss of step ${step + 1} is ${loss}; lower the learning rate`);
    sum += loss;
    onStep?.({ step: step + 1, steps: context.schedule.steps, epoch: epoch + 1, loss });
    // Native steps block the thread; signals and timers are served between them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return sum / perEpoch;
}

function untrained({ settings, heldOut }: FittingRun): FittingCheckpoint['best'] {
  const head = initialHead(settings.shape, settings.seed);
  return { epoch: 0, heldOut: heldOut(head), head: head.values };
}

function contextOf({ tf, settings, vectors }: FittingRun): FittingContext {
  const classes = needsLabels(settings.objective) ? itemsOfClass(vectors).length : 0;
  const steps = settings.epochs * stepsPerEpoch(vectors, settings.batch);
  const schedule: Schedule = {
    steps,
    warmUpSteps: Math.min(50, Math.ceil(steps / 10)),
    peakLearningRate: settings.learningRate,
    finalPart: 0.01,
  };
  return { tf, settings, classes, schedule, mask: tf.tensor1d(weightMask(settings, classes)) };
}

function refuseUnusable({ settings, vectors }: FittingRun): void {
  const { objective, shape } = settings;
  if (vectors.inputs !== shape.inputs)
    throw new RangeError(`the head takes ${shape.inputs} numbers; the vectors have ${vectors.inputs}`); // prettier-ignore
  if (!needsLabels(objective)) {
    if (vectors.views < 2 || vectors.items < 2)
      throw new RangeError(`${objective.kind} needs two views each of two images at least; there are ${vectors.views} of ${vectors.items}`); // prettier-ignore
  } else if (itemsOfClass(vectors).filter((items) => items.length > 0).length < 2)
    throw new RangeError(`${objective.kind} needs items of two classes at least`);
}
