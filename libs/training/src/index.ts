export {
  newestCheckpoint,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from './checkpoint.js';
export { distill, type DistillationRun, type StepProgress } from './distillation.js';
export type { ImageSource, RgbImage } from './image-source.js';
export { saveModelFiles, type SavedModel } from './model-files.js';
export { distillationDefaults, type DistillationSettings } from './settings.js';
export { studentModel } from './student-export.js';
export { studentManifest, type ModelDescription } from './student-manifest.js';
export type { Teacher } from './teacher.js';
export type { Batch } from './batch.js';
export type { Tensor4D } from './tensor-types.js';
export {
  newestFitting,
  writeFitting,
  type EpochFigures,
  type FittingCheckpoint,
} from './fitting/fitting-checkpoint.js';
export { fittings, tunings, type CheckpointStore } from './checkpoint-store.js';
export { refuseOtherRun, type Origin } from './fitting/refuse-other-run.js';
export { fitHead, type Fitted, type FittingProgress, type FittingRun } from './fitting/fit-head.js';
export {
  fittingDefaults,
  needsLabels,
  objectiveDefaults,
  settingsFor,
  type FittingSettings,
  type Objective,
  type ObjectiveKind,
} from './fitting/settings.js';
export type { TrainingVectors } from './fitting/training-vectors.js';
export { applyHead, initialHead, type Head, type HeadShape } from './heads/head.js';
export { pooled, type Pooling } from './heads/pooling.js';
export { lineChanges, lineView } from './line-augmentation.js';
export {
  pasteDefect,
  type PastedDefect,
  type PasteMethod,
} from './synthetic-defects/paste-defect.js';
export { heldOutNtXent } from './objectives/nt-xent.js';
export {
  fitChannelWeights,
  weightDefaults,
  type ComparedPatches,
  type FittedWeights,
  type WeightSettings,
} from './one-class/channel-weights.js';
export { equalVariances } from './one-class/equal-variances.js';
export { fineTune, type Tuned, type TuningRun } from './fine-tuning/fine-tune.js';
export type { TunedNetwork } from './fine-tuning/network.js';
export { tuningDefaults, tuningSettings, type TuningSettings } from './fine-tuning/settings.js';
export {
  newestTuning,
  writeTuning,
  type TuningCheckpoint,
} from './fine-tuning/tuning-checkpoint.js';
export type { TuningStatistics } from './fine-tuning/tuning-step.js';
export type { ChannelStatistics } from './teacher.js';
