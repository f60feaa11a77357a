export {
  type Combination,
  type CombinationPooling,
  dimensionsOf,
  type HeadKind,
  waysOf,
} from './comparison/combinations.js';
export { compareWays, type ComparisonPlan, type WayAt } from './comparison/compare-ways.js';
export { type DescribedWays, describeWays } from './comparison/describe-ways.js';
export type { WayFigures } from './comparison/judge-way.js';
export { isShown, type Spread, spreadOf } from './comparison/spread.js';
export {
  type Checkpoint,
  newestCheckpoint,
  readCheckpoint,
  writeCheckpoint,
} from './distillation/checkpoint.js';
export { distill, type DistillationRun, type StepProgress } from './distillation/distillation.js';
export { type SavedModel, saveModelFiles } from './distillation/model-files.js';
export { distillationDefaults, type DistillationSettings } from './distillation/settings.js';
export { studentModel } from './distillation/student-export.js';
export { type ModelDescription, studentManifest } from './distillation/student-manifest.js';
export type { ChannelStatistics, Teacher } from './distillation/teacher.js';
export { fineTuneBackbone } from './fine-tuning/fine-tune-backbone.js';
export { fineTune, type Tuned, type TuningRun } from './fine-tuning/fine-tune.js';
export type { TunedNetwork } from './fine-tuning/network.js';
export {
  type FineTuningOutcome,
  isBetterTuned,
  ranksWorse,
  tuningReport,
} from './fine-tuning/outcome.js';
export { tuningDefaults, tuningSettings, type TuningSettings } from './fine-tuning/settings.js';
export { teacherOf } from './fine-tuning/teacher-of.js';
export type { FineTuningChoice, FineTuningTools, FineTuningWatch } from './fine-tuning/tools.js';
export {
  newestTuning,
  type TuningCheckpoint,
  writeTuning,
} from './fine-tuning/tuning-checkpoint.js';
export type { TuningStatistics } from './fine-tuning/tuning-step.js';
export {
  fineTunedCurves,
  fineTunedLog,
  type FineTunedVersion,
  writeFineTuned,
} from './fine-tuning/write-fine-tuned.js';
export { type CheckpointStore, fittings, tunings } from './fitting/checkpoint-store.js';
export { fitHead, type Fitted, type FittingProgress, type FittingRun } from './fitting/fit-head.js';
export {
  type EpochFigures,
  type FittingCheckpoint,
  newestFitting,
  writeFitting,
} from './fitting/fitting-checkpoint.js';
export { type Origin, refuseOtherRun } from './fitting/refuse-other-run.js';
export {
  fittingDefaults,
  type FittingSettings,
  needsLabels,
  type Objective,
  objectiveDefaults,
  type ObjectiveKind,
  settingsFor,
} from './fitting/settings.js';
export type { Tensor4D } from './fitting/tensor-types.js';
export type { TrainingVectors } from './fitting/training-vectors.js';
export { applyHead, type Head, type HeadShape, initialHead } from './heads/head.js';
export { pooled, type Pooling } from './heads/pooling.js';
export type { Described } from './kinds/describe.js';
export { type Advice, refuseTooFewImages } from './kinds/enough-images.js';
export { kindFigures, type KindFigures, mean, type SearchFigures } from './kinds/figures.js';
export { fitKinds, isBetter, type KindsOutcome, type KindsTask } from './kinds/fit-kinds.js';
export { fewestOfAKind, type Split, splitByLabel } from './kinds/split.js';
export {
  readPixels,
  type StationImage,
  type StationImages,
  type Tools,
  type Watch,
} from './kinds/station-images.js';
export {
  kindSettings,
  type Trained,
  type TrainingChoice,
  type TrainingWatch,
  trainKinds,
} from './kinds/train-kinds.js';
export {
  describePlantSet,
  readPlantSet,
  type TrainingImages,
  type TrainingStep,
} from './kinds/training-set.js';
export { heldOutNtXent } from './objectives/nt-xent.js';
export {
  type ComparedPatches,
  fitChannelWeights,
  type FittedWeights,
  weightDefaults,
  type WeightSettings,
} from './one-class/channel-weights.js';
export { equalVariances } from './one-class/equal-variances.js';
export {
  type BeforeAndAfter,
  isBetterOneClass,
  type OneClassImages,
  type OneClassOutcome,
  type OneClassStep,
} from './one-class/outcome.js';
export { type OneClassWatch, trainOneClass } from './one-class/train-one-class.js';
export {
  lossCurve,
  oneClassCurves,
  oneClassLog,
  reportOf as oneClassReport,
  type OneClassVersion,
  writeOneClass,
} from './one-class/write-one-class.js';
export { crossFit, type CrossFitTask, type CrossFitted } from './study/cross-fit.js';
export {
  type PastedDefect,
  pasteDefect,
  type PasteMethod,
} from './synthetic-defects/paste-defect.js';
export { type Curves, curvesSvg } from './version/curves.js';
export { curvesOf, logOf, type Version, writeVersion } from './version/write-version.js';
export type { Batch } from './views/batch.js';
export type { ImageSource, RgbImage } from './views/image-source.js';
export { lineChanges, lineView } from './views/line-augmentation.js';
