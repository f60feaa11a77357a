export { designAlarmRate } from './statistics/alarm-rate.js';
export { distance as embeddingDistance } from './line/embedding-blocks.js';
export { type DriftReference, type LineState, startLine } from './line/line-state.js';
export { statusesOf } from './line/line-status.js';
export { advanceLine } from './line/line-watch.js';
export { type PartsOfStretch, pChart, type PChartPoint } from './statistics/p-chart.js';
export { observedRate } from './statistics/observed-rate.js';
export type { DriftFrame } from './line/parts-in-order.js';
