export { embedNormals, type EmbeddedNormal, type Normal, type Normals } from './embed-normals.js';
export {
  decodeFor,
  decodeFrame,
  inspect,
  inspectFor,
  scoreDecoded,
  scoreFor,
  type InspectOutcome,
  type InspectingModel,
  type ScoredBatch,
} from './inspect.js';
export { learn, type Learned, type LearnOptions } from './learn.js';
export { openModel, type OpenModelOptions, type StationModel } from './station-model.js';
export { verifyReferences } from './verify-references.js';
