import type { Tf } from '#tensors';
import { adamWStep } from './adamw.js';
import { headForward, headLength } from '../heads/head.js';
import { unitRows } from '../objectives/unit-rows.js';
import { learningRate, type Schedule } from './schedule.js';
import type { Tensor1D, Tensor2D } from './tensor-types.js';
import type { FittingState } from './fitting-state.js';
import { objectiveLoss, type LossInput } from './objective-loss.js';
import type { FittingSettings } from './settings.js';
import type { VectorBatch } from './training-vectors.js';

export interface FittingContext {
  readonly tf: Tf;
  readonly settings: FittingSettings;
  readonly classes: number;
  readonly schedule: Schedule;
  readonly mask: Tensor1D;
}

/** Learns one batch in place; returns its loss before the step. Owns its tensors. */
export function fittingStep(
  context: FittingContext,
  state: FittingState,
  batch: VectorBatch,
  step: number,
): number {
  const { tf, settings, schedule, mask } = context;
  return tf.tidy(() => {
    const input = inputOf(context, state, batch);
    const weights = state.weights as unknown as Tensor1D;
    const { value, grads } = tf.variableGrads(
      () => objectiveLoss(tf, settings, weights, input),
      [state.weights],
    );
    const gradient = grads[state.weights.name] as Tensor1D;
    const rate = learningRate(schedule, step);
    adamWStep(tf, settings.optimiser, state, gradient, mask, rate, step);
    if (input.keys) followQueries(context, state, input.keys);
    return value.arraySync();
  });
}

function inputOf(
  { tf, settings, classes }: FittingContext,
  state: FittingState,
  { values, labels }: VectorBatch,
): LossInput {
  const { shape, objective } = settings;
  const rows = tf.tensor2d(values, [values.length / shape.inputs, shape.inputs]);
  if (objective.kind !== 'moco') return { rows, labels, classes, keys: null, queue: null };
  const half = rows.shape[0] / 2;
  const keyHead = state.keyHead as unknown as Tensor1D;
  const second = rows.slice(half, half);
  const keys = unitRows(tf, headForward(tf, shape, keyHead, second));
  const queue = state.queue.reshape<Tensor2D>([-1, shape.dimensions]);
  return { rows: rows.slice(0, half), labels, classes, keys, queue };
}

/** The momentum encoder follows the trained one, and the newest keys push the oldest out of the queue. */
function followQueries({ settings }: FittingContext, state: FittingState, keys: Tensor2D): void {
  const { objective, shape } = settings;
  if (objective.kind !== 'moco') return;
  const head = state.weights.slice(0, headLength(shape));
  const { momentum } = objective;
  state.keyHead.assign(state.keyHead.mul(momentum).add(head.mul(1 - momentum)));
  const all = keys.reshape<Tensor1D>([-1]).concat(state.queue as unknown as Tensor1D);
  state.queue.assign(all.slice(0, state.queue.size));
}
