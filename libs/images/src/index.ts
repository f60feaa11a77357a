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
export { decode, type DecodeTarget } from './decode.js';
export { encodeJpeg, encodePng } from './encode.js';
export { recogniseFormat, type ImageFormat } from './format.js';
export { heatColour, type HeatColour } from './heatmap-colours.js';
export { renderHeatmap, type HeatmapRequest } from './heatmap.js';
export { defaultLimits, type ImageHeader, type ImageLimits } from './image-header.js';
export { readHeader } from './read-header.js';
export { bitsOf, sampleRange, type SampleRange } from './significant-bits.js';
export { decodingBudget, type BudgetLimits } from './decoding-budget.js';
export { outlineRegions, type OutlinedRegion } from './outline-regions.js';
export { qualityFindings } from './quality-findings.js';
export type { RgbImage } from './rgb-image.js';
export { thumbnail } from './thumbnail.js';
