export { partScores } from './held-out/part-scores.js';
export { learn } from './learn.js';
export type { FoldBank, HeldOutFrame, LearnedModel, LearnedSecond } from './learned.js';
export { chooseReference } from './normals/choose-reference.js';
export {
  type EmbeddedNormal,
  embedNormals,
  type Normal,
  type Normals,
} from './normals/embed-normals.js';
export { findSampleBits } from './normals/find-sample-bits.js';
export { type LearnedWith, openLearned, type OpenLearned } from './open-learned.js';
export type { LearnOptions, PreviousModel, ScreeningInput, SecondToLearn } from './options.js';
export type { ConfirmedDefect } from './screening/confirmed-defects.js';
export { type OfferedFrame, screenOffer } from './screening/offer-normal.js';
export { extremeOnes, type Extremes } from './screening/screen-extremes.js';
export {
  type NormalSetAside,
  type NormalToScreen,
  type Screened,
  type ScreenInput,
  screenNormals,
} from './screening/screen-normals.js';
export { robustCameraLimits } from './screening/screen-quality.js';
export {
  allOver,
  extremeness,
  type ScreenMap,
  type Yardstick,
  yardstickOf,
} from './screening/screen-score.js';
export { madeWith, type NormalEmbedding } from './stored-normals.js';
