export { compareWays, type ComparisonPlan, type WayAt } from './comparison/compare-ways.js';
export { describeWays, type DescribedWays } from './comparison/describe-ways.js';
export type { WayFigures } from './comparison/judge-way.js';
export { isShown, spreadOf, type Spread } from './comparison/spread.js';
export {
  dimensionsOf,
  waysOf,
  type HeadKind,
  type Way,
  type WayPooling,
} from './comparison/ways.js';
export type { Described } from './describe.js';
export { refuseTooFewImages, type Advice } from './enough-images.js';
export { kindFigures, mean, type KindFigures, type SearchFigures } from './figures.js';
export { fitKinds, isBetter, type KindsOutcome, type KindsTask } from './fit-kinds.js';
export {
  readPixels,
  type PlantImage,
  type PlantView,
  type Tools,
  type Watch,
} from './plant-images.js';
export {
  describePlantSet,
  readPlantSet,
  type TrainingImages,
  type TrainingStep,
} from './plant-set.js';
export { crossFit, type CrossFitTask, type CrossFitted } from './study/cross-fit.js';
export { fewestOfAKind, splitByLabel, type Split } from './split.js';
export {
  kindSettings,
  trainKinds,
  type Trained,
  type TrainingChoice,
  type TrainingWatch,
} from './train-kinds.js';
export { curvesSvg, type Curves } from './version/curves.js';
export { curvesOf, logOf, writeVersion, type Version } from './version/write-version.js';
export {
  isBetterOneClass,
  type BeforeAndAfter,
  type OneClassImages,
  type OneClassOutcome,
  type OneClassStep,
} from './one-class/outcome.js';
export { trainOneClass, type OneClassWatch } from './one-class/train-one-class.js';
export {
  lossCurve,
  oneClassCurves,
  oneClassLog,
  reportOf as oneClassReport,
  writeOneClass,
  type OneClassVersion,
} from './one-class/write-one-class.js';
export { fineTuneBackbone } from './fine-tuning/fine-tune-backbone.js';
export type { FineTuningChoice, FineTuningTools, FineTuningWatch } from './fine-tuning/tools.js';
export {
  isBetterTuned,
  ranksWorse,
  tuningReport,
  type FineTuningOutcome,
} from './fine-tuning/outcome.js';
export { teacherOf } from './fine-tuning/teacher-of.js';
export {
  fineTunedCurves,
  fineTunedLog,
  writeFineTuned,
  type FineTunedVersion,
} from './fine-tuning/write-fine-tuned.js';
