import type { KindFigures } from '#adaptation';
import { type TrainingResult, trainingResult } from '#contracts';

/** What is told of a training, from the log that a version carries. */
export function resultOf(name: string, log: unknown): TrainingResult {
  const { from, settings, better, images, history, ...rest } = log as Log;
  const { deciding, base, untrained, trained, bestEpoch } = rest;
  return trainingResult.parse({
    ...{ name, images, deciding, bestEpoch, accepted: better, base: from.name },
    objective: settings.objective.kind,
    judging: { base, untrained, trained },
    curve: history,
  });
}

/** `training.json` of a version that the service made. */
interface Log extends Pick<TrainingResult, 'images' | 'deciding' | 'bestEpoch'> {
  readonly from: { readonly name: string };
  readonly settings: { readonly objective: { readonly kind: string } };
  readonly better: boolean;
  readonly base: KindFigures;
  readonly untrained: KindFigures;
  readonly trained: KindFigures;
  readonly history: TrainingResult['curve'];
}
