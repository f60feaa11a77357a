export {
  aligned,
  cameraReferenceOf,
  cellsThatCount,
  filled,
  type Lie,
  maskImageFrom,
  mayAlign,
  measureQuality,
  rasterOf,
  renderMasks,
} from './camera/index.js';
export { decode, type DecodeTarget } from './decoding/decode.js';
export { encodeJpeg, encodePng } from './encode.js';
export { recogniseFormat, type ImageFormat } from './header/format.js';
export { heatColour, type HeatColour } from './heatmap/heatmap-colours.js';
export { renderHeatmap, type HeatmapRequest } from './heatmap/heatmap.js';
export { defaultLimits, type ImageHeader, type ImageLimits } from './header/image-header.js';
export { readHeader } from './header/read-header.js';
export { bitsOf, sampleRange, type SampleRange } from './decoding/significant-bits.js';
export { decodingBudget, type BudgetLimits } from './decoding/decoding-budget.js';
export { outlineRegions, type OutlinedRegion } from './heatmap/outline-regions.js';
export { qualityFindings } from './quality-findings.js';
export { regionInPixels } from './region.js';
export type { RgbImage } from './rgb-image.js';
export { thumbnail } from './thumbnail.js';
