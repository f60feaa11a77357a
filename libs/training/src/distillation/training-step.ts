import type { Tf } from '#tensors';
import { adamWStep } from '../fitting/adamw.js';
import type { Batch } from '../views/batch.js';
import type { Moments, NativeKernels } from './native-kernels.js';
import { learningRate } from '../fitting/schedule.js';
import type { DistillationSettings } from './settings.js';
import { studentForward } from './student-forward.js';
import type { StudentGraph } from './student-graph.js';
import type { StudentState } from './student-state.js';
import { standardise, type ChannelStatistics, type Teacher } from './teacher.js';
import type { Tensor1D, Tensor4D, Variable } from '../fitting/tensor-types.js';

export interface StepContext {
  readonly tf: Tf;
  readonly kernels: NativeKernels;
  readonly graph: StudentGraph;
  readonly settings: DistillationSettings;
  readonly teacher: Teacher;
  readonly statistics: ChannelStatistics;
  readonly decayMask: Tensor1D;
}

/** Learns one batch in place; returns its mean squared error in standardised units. */
export function trainingStep(
  context: StepContext,
  state: StudentState,
  batch: Batch,
  step: number,
): number {
  const { tf, settings } = context;
  return tf.tidy(() => {
    const shape: [number, number, number, number] = [batch.images, batch.size, batch.size, 3];
    const pixels: Tensor4D = tf.tensor4d(new Float32Array(batch.pixels), shape);
    const target = standardise(tf, context.teacher.embed(batch), context.statistics);
    const { loss, gradient, moments } = lossAndGradient(context, state, pixels, target);
    const rate = learningRate(settings.schedule, step);
    adamWStep(tf, settings.optimiser, state, gradient, context.decayMask, rate, step);
    followMoments(tf, state, moments, keptPart(settings.averageDecay, step));
    follow(state.averageWeights, state.weights, keptPart(settings.averageDecay, step));
    return loss;
  });
}

/** An average that starts at random weights must forget them: young averages keep less. */
function keptPart(decay: number, step: number): number {
  return Math.min(decay, (1 + step) / (10 + step));
}

function lossAndGradient(
  { tf, kernels, graph }: StepContext,
  state: StudentState,
  pixels: Tensor4D,
  target: Tensor4D,
): { loss: number; gradient: Tensor1D; moments: Moments[] } {
  const moments: Moments[] = [];
  const { value, grads } = tf.variableGrads(() => {
    const weights = state.weights as unknown as Tensor1D;
    const output = studentForward(tf, kernels, graph, weights, pixels, (one) => moments.push(one));
    return output.sub(target).square().mean().asScalar();
  }, [state.weights]);
  const gradient = grads[state.weights.name] as Tensor1D;
  return { loss: value.arraySync(), gradient, moments };
}

function followMoments(tf: Tf, state: StudentState, moments: Moments[], kept: number): void {
  follow(state.means, tf.concat(moments.map(({ mean }) => mean)), kept);
  follow(state.variances, tf.concat(moments.map(({ variance }) => variance)), kept);
  for (const { mean, variance } of moments) tf.dispose([mean, variance]);
}

/** `average = kept * average + (1 - kept) * value`. */
function follow(average: Variable, value: Variable | Tensor1D, kept: number): void {
  average.assign(average.mul(kept).add(value.mul(1 - kept)));
}
