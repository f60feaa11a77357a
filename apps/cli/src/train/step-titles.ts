import type { OneClassStep, TrainingStep } from '#adaptation';

/** The steps of a training as people read them, here and in the service. */
export const stepTitles: Readonly<Record<TrainingStep | OneClassStep, string>> = {
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
};
