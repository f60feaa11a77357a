export { adviceText } from './advice.js';
export { judge } from './judge.js';
export type { OnStep } from './judging.js';
export { naming } from './naming-file.js';
export { notesOf } from './notes.js';
export type { EvaluateOptions } from './options.js';
export { type EvaluationSet, readLayout, type TestImage } from './read-layout.js';
export { type EvaluationResult, type EvaluatedSet, resultOf } from './result.js';
export type { ScoredImage } from './score-images.js';
