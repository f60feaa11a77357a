export { embedNormals, type EmbeddedNormal, type Normal, type Normals } from './embed-normals.js';
export {
  inspect,
  scorePrepared,
  type FrameEmbedding,
  type InspectOutcome,
  type InspectingModel,
  type ScoredBatch,
} from './inspect.js';
export { learn, partScores } from './learn/learn.js';
export type { FoldBank, HeldOutFrame, Learned } from './learn/learned.js';
export type { LearnOptions, Look, PreviousModel } from './learn/options.js';
export { madeWith, type NormalEmbedding } from './learn/stored-normals.js';
export { chooseReference } from './choose-reference.js';
export { patchMask, prepare, type Prepared } from './prepare.js';
export { openModel, type OpenModelOptions, type StationModel } from './station-model.js';
export { verifyReferences } from './verify-references.js';
export { plainView, viewHash, viewOf, type View } from './view.js';
export type { KnownDefect } from './known-defects.js';
export {
  screenNormals,
  type NormalSetAside,
  type NormalToScreen,
  type Screened,
  type ScreenInput,
} from './screen-normals.js';
export { screenOffer, type OfferedFrame } from './offer-normal.js';
