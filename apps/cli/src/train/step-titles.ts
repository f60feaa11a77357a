import type { TrainingStep } from '#adaptation';

/** The steps of a training as people read them, here and in the service. */
export const stepTitles: Readonly<Record<TrainingStep | 'train', string>> = {
  'read-normals': 'Reading good parts',
  'read-defects': 'Reading defects',
  learn: 'Embedding good parts',
  bank: 'Learning the good parts',
  embed: 'Describing images',
  train: 'Training',
};
