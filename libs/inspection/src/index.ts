export {
  type FrameEmbedding,
  inspect,
  type InspectingModel,
  type InspectOutcome,
  readOut,
  type ScoredBatch,
  scorePrepared,
} from './inspect.js';
export { pictureFault } from './picture-fault.js';
export { patchMask, prepare, type Prepared } from './prepare.js';
export { openModel, type OpenModelOptions, type StationModel } from './station-model.js';
export { verifyReferences } from './verify-references.js';
export { plainView, type View, viewHash, viewOf } from './view.js';
