import type { BeforeAndAfter, KindFigures } from '#training';
import {
  type DistillationTrainingResult,
  distillationTrainingResult,
  type KindTrainingResult,
  kindTrainingResult,
  type OneClassTrainingResult,
  oneClassTrainingResult,
} from '#contracts';

/** Returns what is told of the training of a head, from the log that a version carries. */
export function kindsResult(name: string, log: unknown): KindTrainingResult {
  const { from, settings, better, images, history, ...rest } = log as KindsLog;
  const { deciding, base, untrained, trained, bestEpoch } = rest;
  return kindTrainingResult.parse({
    name,
    images,
    deciding,
    bestEpoch,
    accepted: better,
    base: from.name,
    objective: settings.objective.kind,
    judging: { base, untrained, trained },
    curve: history,
  });
}

/** Returns the same of a training from good parts alone. */
export function oneClassResult(name: string, log: unknown): OneClassTrainingResult {
  const { from, better, objective, images, deciding, test, parts, curve } = log as OneClassLog;
  return oneClassTrainingResult.parse({
    name,
    objective,
    accepted: better,
    base: from.name,
    images,
    parts,
    deciding,
    judging: test,
    curve,
  });
}

/** Returns the same of a training by a larger backbone. */
export function distillationResult(name: string, log: unknown): DistillationTrainingResult {
  const { from, teacher, better, test, history, ...rest } = log as DistillationLog;
  const { objective, images, parts, deciding, bestEpoch } = rest;
  return distillationTrainingResult.parse({
    name,
    objective,
    accepted: better,
    base: from.name,
    teacher: teacher.name,
    images,
    parts,
    deciding,
    judging: test,
    bestEpoch,
    curve: history,
  });
}

/** `training.json` of a version that the service made. */
interface Log {
  readonly from: { readonly name: string };
  readonly better: boolean;
}

interface KindsLog extends Log, Pick<KindTrainingResult, 'images' | 'deciding' | 'bestEpoch'> {
  readonly settings: { readonly objective: { readonly kind: string } };
  readonly base: KindFigures;
  readonly untrained: KindFigures;
  readonly trained: KindFigures;
  readonly history: KindTrainingResult['curve'];
}

interface OneClassLog
  extends Log, Pick<OneClassTrainingResult, 'objective' | 'images' | 'parts' | 'curve'> {
  readonly deciding: BeforeAndAfter;
  readonly test: BeforeAndAfter | null;
}

interface DistillationLog
  extends
    Log,
    Pick<DistillationTrainingResult, 'objective' | 'images' | 'parts' | 'deciding' | 'bestEpoch'> {
  readonly teacher: { readonly name: string };
  readonly test: DistillationTrainingResult['judging'];
  readonly history: DistillationTrainingResult['curve'];
}
