export type { Backbone, Embedded, RgbPixels } from './backbone.js';
export type { Size } from './compile.js';
export type { Grid } from './network/embedding-head.js';
export { embeddingHash, openBackbone, type OpenOptions } from './open-backbone.js';
export { readBackboneManifest } from './folder/manifest-file.js';
