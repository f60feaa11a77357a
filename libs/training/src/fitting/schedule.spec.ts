import { describe, expect, it } from 'vitest';
import { learningRate } from './schedule.js';

const schedule = { steps: 1000, warmUpSteps: 100, peakLearningRate: 2e-3, finalPart: 0.005 };

describe('learningRate', () => {
  it('rises in a line to the peak', () => {
    expect(learningRate(schedule, 0)).toBeCloseTo(2e-5, 10);
    expect(learningRate(schedule, 99)).toBeCloseTo(2e-3, 10);
  });

  it('falls as half a cosine to the final part at the last step', () => {
    expect(learningRate(schedule, 100)).toBeCloseTo(2e-3, 10);
    expect(learningRate(schedule, 999)).toBeCloseTo(1e-5, 10);
    const middle = (2e-3 + 1e-5) / 2;
    expect(learningRate(schedule, 549.5)).toBeCloseTo(middle, 8);
  });

  it('has no gap for a run that is all warm-up', () => {
    const short = { ...schedule, steps: 3, warmUpSteps: 3 };
    expect([0, 1, 2].map((step) => learningRate(short, step)).every(Number.isFinite)).toBe(true);
  });
});
