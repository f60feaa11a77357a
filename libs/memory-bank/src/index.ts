export { buildBank, type BuildSettings, defaultMaxPatches } from './build-bank.js';
export { ChannelMoments, type Channels, standardise } from './patches/channels.js';
export { type CoresetSettings, greedyCoreset } from './coreset/coreset.js';
export { DefectMemory, type DefectPatches, type Likeness } from './defects/defect-memory.js';
export { likenessAt, reachOf } from './defects/likeness.js';
export {
  coveringRadius,
  mostInRegion,
  mostRemembered,
  placesToRemember,
} from './defects/remembered-patches.js';
export { extendBank } from './extend-bank.js';
export { FoldBanks, type FoldOf } from './fold-banks.js';
export type { BankContents, BankOrigin } from './file/bank-contents.js';
export { bankContents } from './file/bank-file.js';
export { readBank } from './file/read-bank.js';
export { type FrameScore, MemoryBank, type ScoreOptions } from './memory-bank.js';
export type { Grid, NormalPatches, PatchSource } from './patches/patch-collection.js';
export { patchDistances } from './patches/patch-distances.js';
export { fusedScore, fusionOf, type PlacedMap, type ScoredMap } from './score/fuse-scores.js';
export { type Scorer, scorerOf } from './score/image-score.js';
export {
  crossFittedScores,
  type HeldOutMap,
  type ReferenceSettings,
  scoreReferenceOf,
} from './score/score-reference.js';
