import { lossCurve, type OneClassWatch, type TrainingWatch } from '#adaptation';
import type { TrainingProgress } from '#contracts';
import type { RunOptions } from '../analysis/runner.js';

/** Tells an analysis's progress from a training's: its step, and while it fits the loss and the curve so far. */
export function followed(
  { onStep, signal }: RunOptions,
  epochs: number,
  { from, keep }: Pick<TrainingWatch, 'from' | 'keep'>,
): TrainingWatch {
  const curve: TrainingProgress['curve'] = [];
  return {
    ...{ signal, keep },
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

/** The same of a training that takes all examples with each step: that is its epoch, and the loss is all there is to see. */
export function followedLoss({ onStep, signal }: RunOptions): OneClassWatch {
  const losses: number[] = [];
  return {
    ...{ signal, onStep },
    onFitting: (epoch, epochs, loss) => {
      losses.push(loss);
      onStep('train', epoch, epochs, { epoch, epochs, loss, curve: lossCurve(losses) });
    },
  };
}
