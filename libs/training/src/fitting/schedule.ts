export interface Schedule {
  /** The steps of the whole run; fixed at the start, for the cosine ends there. */
  readonly steps: number;
  readonly warmUpSteps: number;
  readonly peakLearningRate: number;
  /** The last learning rate as a part of the peak. */
  readonly finalPart: number;
}

/** Returns the learning rate of a step, from 0: linear warm-up, then half a cosine (Loshchilov and Hutter, 2017). */
export function learningRate(schedule: Schedule, step: number): number {
  const { steps, warmUpSteps, peakLearningRate, finalPart } = schedule;
  if (step < warmUpSteps) return (peakLearningRate * (step + 1)) / warmUpSteps;
  const way = Math.min(1, (step - warmUpSteps) / Math.max(1, steps - 1 - warmUpSteps));
  const cosine = (1 + Math.cos(Math.PI * way)) / 2;
  return peakLearningRate * (finalPart + (1 - finalPart) * cosine);
}
