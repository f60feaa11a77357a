export { aligned, mayAlign } from './align.js';
export { cameraReferenceOf, type Lie } from './camera-reference.js';
export { maskImageFrom } from './mask-image.js';
export { renderMasks } from './mask-preview.js';
export { cellsThatCount, filled, rasterOf } from './mask-raster.js';
export { measureQuality } from './measure-quality.js';
