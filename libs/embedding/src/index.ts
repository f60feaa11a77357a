export type { Backbone, Embedded, RgbPixels } from './backbone.js';
export type { Size } from './compile.js';
export { looksMadeWith, openDefectHead, type DefectHead } from './defect-head.js';
export type { Grid } from './network/embedding-head.js';
export { embeddingHash, openBackbone, type OpenOptions } from './open-backbone.js';
export { readBackboneManifest } from './folder/manifest-file.js';
export { checkTolerance } from './check.js';
export { shrinkingTo } from './shrinking/shrinking-backbone.js';
export { shrunk } from './shrinking/shrunk.js';
export {
  findBackbone,
  listBackbones,
  resolveBackbone,
  type ListedBackbone,
  type ResolvedBackbone,
} from './store/backbone-store.js';
export { importBackbone } from './store/import-backbone.js';
export {
  quantiseBackbone,
  type Quantised,
  type QuantiseOptions,
} from './quantise/quantise-backbone.js';
export { importOnnx } from './store/import-onnx.js';
export { keepBackbone, type Imported, type ImportOptions } from './store/keep-backbone.js';
export { listOperations, type ListedOperation } from './imported/list-operations.js';
export { architectureOf, scalings, type Scaling } from './store/known-architectures.js';
export {
  missingAnswers,
  type BackboneAnswers,
  type MissingAnswer,
} from './store/propose-manifest.js';
export { fetchModel, pullBackbone, type PullOptions } from './store/pull-backbone.js';
export { readLayersModel, type LayersModelFiles } from './folder/backbone-files.js';
export { backboneParts, copyParts } from './folder/backbone-parts.js';
export { layersOf } from './layers-model/topology.js';
export { changedWeights, type ModelBytes } from './trainable/changed-weights.js';
export {
  openTrainable,
  type ConvolutionWeight,
  type TrainableBackbone,
} from './trainable/trainable-backbone.js';
