import type { Tf } from '#tensors';
import { adamWStep, type AdamWState } from '../fitting/adamw.js';
import type { Batch } from '../views/batch.js';
import { learningRate } from '../fitting/schedule.js';
import { standardise, type ChannelStatistics, type Teacher } from '../distillation/teacher.js';
import type { Scalar, Tensor1D, Tensor4D, Variable } from '../fitting/tensor-types.js';
import type { TunedNetwork } from './network.js';
import type { TuningSettings } from './settings.js';
import { spread } from './tuning-state.js';

/** Both networks' channels over the station's normals; the errors are in these units. */
export interface TuningStatistics {
  readonly network: ChannelStatistics;
  readonly teacher: ChannelStatistics;
}

export interface TuningContext {
  readonly tf: Tf;
  readonly network: TunedNetwork;
  readonly teacher: Teacher;
  readonly statistics: TuningStatistics;
  readonly settings: TuningSettings;
  readonly mask: Tensor1D;
}

/** Learns one batch in place; returns its mean squared error before the step. Owns its tensors. */
export function tuningStep(
  context: TuningContext,
  state: AdamWState,
  batch: Batch,
  step: number,
): number {
  const { tf, network, settings, mask } = context;
  const { variables } = network;
  return tf.tidy(() => {
    const target = targetOf(context, batch);
    const { value, grads } = tf.variableGrads(
      () => errorTo(context, batch, target),
      [...variables],
    );
    const gradient: Tensor1D = tf.concat(variables.map((one) => flatGradient(one, grads)));
    const rate = learningRate(settings.schedule, step);
    adamWStep(tf, settings.optimiser, state, gradient, mask, rate, step);
    spread(tf, state.weights as unknown as Tensor1D, variables);
    return value.arraySync();
  });
}

/** Returns the mean squared error of a batch, nothing learned. */
export function batchError(context: TuningContext, batch: Batch): number {
  return context.tf.tidy(() => errorTo(context, batch, targetOf(context, batch)).arraySync());
}

function targetOf({ tf, teacher, statistics }: TuningContext, batch: Batch): Tensor4D {
  return standardise(tf, teacher.embed(batch), statistics.teacher);
}

function errorTo(
  { tf, network, statistics }: TuningContext,
  { images, size, pixels }: Batch,
  target: Tensor4D,
): Scalar {
  const seen = tf.tensor4d(Float32Array.from(pixels), [images, size, size, 3]);
  const found = standardise(tf, network.patches(seen), statistics.network);
  return found.sub(target).square().mean().asScalar();
}

function flatGradient(
  { name, size }: Variable,
  grads: Readonly<Record<string, unknown>>,
): Tensor1D {
  return (grads[name] as Tensor4D).reshape([size]);
}
