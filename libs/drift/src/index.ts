export { designAlarmRate } from './alarm-rate.js';
export { distance as embeddingDistance } from './embedding-blocks.js';
export { type DriftReference, type LineState, startLine } from './line-state.js';
export { statusesOf } from './line-status.js';
export { advanceLine } from './line-watch.js';
export { observedRate } from './observed-rate.js';
export type { DriftFrame } from './parts-in-order.js';
