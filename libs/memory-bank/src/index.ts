export { extendBank } from './extend-bank.js';
export { buildBank, defaultMaxPatches, type BuildSettings } from './build-bank.js';
export { MemoryBank, type FrameScore, type ScoreOptions } from './memory-bank.js';
export { scorerOf, type Scorer } from './image-score.js';
export {
  crossFittedScores,
  scoreReferenceOf,
  type HeldOutMap,
  type ReferenceSettings,
} from './score-reference.js';
export { readBank } from './read-bank.js';
export { bankContents, sha256Of } from './bank-file.js';
export { greedyCoreset, type CoresetSettings } from './coreset.js';
export { seededRandom } from './random.js';
export type { BankContents, BankOrigin } from './bank-contents.js';
export { ChannelMoments, standardise, type Channels } from './channels.js';
export type { Grid, NormalPatches, PatchSource } from './patch-collection.js';
export { DefectMemory, type DefectPatches, type Likeness } from './defect-memory.js';
export { likenessAt, raisedScore, reachOf } from './likeness.js';
export { patchDistances } from './patch-distances.js';
export {
  coveringRadius,
  mostInRegion,
  mostRemembered,
  placesToRemember,
} from './remembered-patches.js';
