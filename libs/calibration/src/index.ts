export { faultOf, type FrameSize, frozenFault } from './camera/camera-fault.js';
export { cameraLimitsFrom } from './camera/camera-limits.js';
export {
  type Advice,
  adviceFrom,
  type CostAdvice,
  type Costs,
  type LimitAdvice,
} from './limits/advice.js';
export { cannotPromiseOf, type PromisedFacts } from './limits/cannot-promise.js';
export {
  conformalLimit,
  maximumLimit,
  partsFor,
  type PromisedLimit,
} from './limits/conformal-limit.js';
export { type DrawnPart, drawParts, type PassedPart } from './escapes/draw-parts.js';
export { type DrawnShift, escapeConfidence, escapeEstimateOf } from './escapes/escape-estimate.js';
export { hitMissFit, type HitMissFit, type HitsOfSize } from './detection/hit-miss.js';
export { decide, displayScore } from './limits/decide.js';
export { limitSettersOf, type WorstFrame, worstFrames } from './limits/limit-setters.js';
export { type CalibratedLimits, limitsFor } from './limits/limits-for.js';
export { type AnsweredFrame, limitsEffectOf, scoreHistogramOf } from './limits/limits-effect.js';
export { overLimit, shareInterval } from './limits/over-limit.js';
export { type LeftOut, limitsWithout } from './limits/limits-without.js';
export { partsNeeded, usualRates } from './limits/parts-needed.js';
export { raisedScore } from './limits/raised-score.js';
export { tailLimit } from './limits/tail-limit.js';
export {
  flipsOf,
  type ScoredFrame,
  type VerdictChange,
  verdictChanges,
  verdictOn,
} from './limits/verdict-changes.js';
export { betaBinomialRange, type CountRange, unseenRange } from './limits/unseen-range.js';
export { foldsFor, groupIntoFolds, type PartSize } from './parts/folds.js';
export {
  heldOut,
  type HeldOutNormal,
  type HeldOutScores,
  type HeldOutSettings,
  leastNormals,
  refuseTooFew,
} from './parts/held-out.js';
export {
  type FramesByPart,
  groupIntoParts,
  type PartClues,
  type PartSettings,
} from './parts/parts.js';
export { compareScores, type JudgedSet } from './known-parts/compare-scores.js';
export { exactInterval } from './known-parts/exact-interval.js';
export { type KnownScore, testVerdictOf, worstOfParts } from './known-parts/known-scores.js';
export { testFigures } from './known-parts/test-figures.js';
export { verdictCounts } from './known-parts/verdict-counts.js';
export {
  bootstrapDraws,
  type BootstrappedArea,
  bootstrappedAreas,
  type PartScores,
} from './known-parts/bootstrap-auroc.js';
