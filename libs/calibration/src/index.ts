export { faultOf, type FrameSize, frozenFault } from './camera-fault.js';
export { cameraLimitsFrom } from './camera-limits.js';
export { conformalLimit, maximumLimit, partsFor, type PromisedLimit } from './conformal-limit.js';
export { tailLimit } from './tail-limit.js';
export { decide, displayScore } from './decide.js';
export { foldsFor, groupIntoFolds, type PartSize } from './folds.js';
export {
  heldOut,
  leastNormals,
  refuseTooFew,
  type HeldOutNormal,
  type HeldOutScores,
  type HeldOutSettings,
} from './held-out.js';
export { limitsFor, type CalibratedLimits } from './limits-for.js';
export { groupIntoParts, type FramesByPart, type PartClues, type PartSettings } from './parts.js';
export {
  adviceFrom,
  type Advice,
  type CostAdvice,
  type Costs,
  type LimitAdvice,
} from './advice.js';
export { cannotPromiseOf, type PromisedFacts } from './cannot-promise.js';
export { limitSettersOf, worstFrames, type WorstFrame } from './limit-setters.js';
export { partsNeeded, usualRates } from './parts-needed.js';
export { betaBinomialRange, unseenRange, type CountRange } from './unseen-range.js';
export { extremeOnes, type Extremes } from './screen-extremes.js';
export {
  allOver,
  extremeness,
  yardstickOf,
  type ScreenMap,
  type Yardstick,
} from './screen-score.js';
export { seededShuffle } from './seeded-shuffle.js';
export { robustCameraLimits } from './screen-quality.js';
export {
  advanceLine,
  designAlarmRate,
  type DriftFrame,
  type DriftReference,
  embeddingDistance,
  type LineState,
  observedRate,
  startLine,
  statusesOf,
} from './drift/index.js';
