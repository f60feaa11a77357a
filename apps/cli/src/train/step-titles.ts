import type { OneClassStep, TrainingStep } from '#training';

type TuningStep = 'teach' | 'judge-before' | 'judge-after' | 'judge-teacher';

const titles: Readonly<Record<TrainingStep | OneClassStep | TuningStep, string>> = {
  'read-normals': 'Reading good parts',
  'read-defects': 'Reading defects',
  'read-test': 'Reading images that decide nothing',
  learn: 'Embedding good parts',
  bank: 'Learning the good parts',
  paste: 'Pasting defects',
  compare: 'Comparing with good parts',
  embed: 'Describing images',
  train: 'Training',
  judge: 'Judging',
  teach: 'Embedding good parts by the teacher',
  'judge-before': 'Judging what it started from',
  'judge-after': 'Judging the tuned one',
  'judge-teacher': 'Judging the teacher',
};

/** Returns the title of a training's step as people read it, here and in the service. */
export function stepTitle(step: string): string {
  return (titles as Partial<Record<string, string>>)[step] ?? step;
}
