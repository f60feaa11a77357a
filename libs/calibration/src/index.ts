export { conformalLimit, partsFor } from './conformal-limit.js';
export { decide, displayScore } from './decide.js';
export { groupIntoFolds, type PartSize } from './folds.js';
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
