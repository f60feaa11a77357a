export { inspect, type InspectOutcome, scorePrepared } from './inspect.js';
export type { FrameToScore, InspectingModel, SecondModelInput } from './inspecting-model.js';
export type { OpenSecondInput } from './second/second-input.js';
export { pictureFault } from './picture-fault.js';
export { patchMask, prepare, type Prepared } from './prepare.js';
export { type FrameEmbedding, readOut, scoreAcross, type ScoredBatch } from './score-across.js';
export { openModel, type OpenModelOptions, type StationModel } from './station-model.js';
export { verifyReferences } from './verify-references.js';
export { plainView, type View, viewHash, viewOf } from './view.js';
