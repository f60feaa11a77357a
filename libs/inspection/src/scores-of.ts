import type { Embedded } from '#embedding';
import type { FrameScore } from '#memory-bank';
import type { InspectingModel, ModelInput } from './inspecting-model.js';

/**
 * Scores embedded frames, those of a model together, each by the input of its model that the batch was embedded for.
 * Returns the scores in the order in which the frames were embedded: model by model.
 */
export async function scoresOf(
  groups: ReadonlyMap<InspectingModel, readonly number[]>,
  { patches }: Embedded,
  inputOf: (model: InspectingModel) => ModelInput,
): Promise<FrameScore[]> {
  const scores: FrameScore[] = [];
  for (const [model, { length }] of groups) {
    const { bank, mask, scoreReference: reference } = inputOf(model);
    const own = patches.slice([scores.length, 0, 0, 0], [length, -1, -1, -1]);
    try {
      scores.push(...(await bank.score(own, model.score, { mask, reference })));
    } finally {
      own.dispose();
    }
  }
  return scores;
}
