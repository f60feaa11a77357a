import {
  lossCurve,
  type FineTuningWatch,
  type OneClassWatch,
  type TrainingWatch,
  tuningDefaults,
  type TuningCheckpoint,
  type TuningSettings,
} from '#training';
import type { TrainingProgress } from '#contracts';
import type { RunOptions } from '../jobs/runner.js';
import type { JobCheckpoints } from './checkpoints.js';

type Told = Pick<RunOptions, 'onStep' | 'signal'>;

/** Tells a job's progress from a training's: its step, and while it fits the loss and the curve so far. */
export function followed(
  { onStep, signal }: Told,
  epochs: number,
  { from, keep }: Pick<TrainingWatch, 'from' | 'keep'>,
): TrainingWatch {
  const curve: TrainingProgress['curve'] = [];
  return {
    signal,
    keep,
    onStep: (step, done, of) => onStep(step, done, of),
    onFitting: ({ step, steps, epoch, loss }) =>
      onStep('train', step, steps, { epoch, epochs, loss, curve: [...curve] }),
    onEpoch: (figures) => void curve.push(figures),
    from: (settings, identity) => {
      const checkpoint = from(settings, identity);
      curve.push(...(checkpoint?.history ?? []));
      return checkpoint;
    },
  };
}

/**
 * Returns the same of a training that takes all examples with each step: that is its epoch, and the loss is all there
 * is to see.
 */
export function followedLoss({ onStep, signal }: Told): OneClassWatch {
  const losses: number[] = [];
  return {
    signal,
    onStep,
    onFitting: (epoch, epochs, loss) => {
      losses.push(loss);
      onStep('train', epoch, epochs, { epoch, epochs, loss, curve: lossCurve(losses) });
    },
  };
}

/** Returns the same of a network that is tuned: the figures of an epoch come with its checkpoint. */
export function followedTuning(
  { onStep, signal }: Told,
  { from, keep }: JobCheckpoints<TuningSettings, TuningCheckpoint>,
): FineTuningWatch {
  let curve: TrainingProgress['curve'] = [];
  return {
    signal,
    onStep: (step, done, of) => onStep(step, done, of),
    onTuning: ({ step, steps, epoch, loss }) => {
      const epochs = Math.ceil(steps / tuningDefaults.stepsPerEpoch);
      onStep('train', step, steps, { epoch, epochs, loss, curve });
    },
    keep: async (checkpoint) => {
      curve = [...checkpoint.history];
      await keep(checkpoint);
    },
    from: (settings, identity) => {
      const checkpoint = from(settings, identity);
      curve = [...(checkpoint?.history ?? [])];
      return checkpoint;
    },
  };
}
