export { describeDefects, describeImages, type Described, type HeadInput } from './describe.js';
export { refuseTooFewImages, type Advice } from './enough-images.js';
export { kindFigures, mean, type KindFigures } from './figures.js';
export { fitKinds, isBetter, type KindsOutcome, type KindsTask } from './fit-kinds.js';
export {
  readPixels,
  type PlantImage,
  type PlantView,
  type Tools,
  type Watch,
} from './plant-images.js';
export { fewestOfAKind, splitByLabel, type Split } from './split.js';
export {
  trainKinds,
  type Trained,
  type TrainingChoice,
  type TrainingImages,
  type TrainingStep,
  type TrainingWatch,
} from './train-kinds.js';
export { curvesSvg, type Curves } from './version/curves.js';
export { curvesOf, logOf, writeVersion, type Version } from './version/write-version.js';
