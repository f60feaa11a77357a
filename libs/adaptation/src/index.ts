export { describeDefects, describeImages, type Described, type HeadInput } from './describe.js';
export { kindFigures, mean, type KindFigures } from './figures.js';
export { fitKinds, type KindsOutcome, type KindsTask } from './fit-kinds.js';
export { readPixels, type PlantImage, type Tools, type Watch } from './plant-images.js';
export { splitByLabel, type Split } from './split.js';
