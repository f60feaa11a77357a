export {
  newestCheckpoint,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from './checkpoint.js';
export { distill, type DistillationRun, type StepProgress } from './distillation.js';
export type { ImageSource, RgbImage } from './image-source.js';
export { saveModelFiles, type SavedModel } from './model-files.js';
export { distillationDefaults, type DistillationSettings } from './settings.js';
export { studentModel } from './student-export.js';
export { studentManifest, type ModelDescription } from './student-manifest.js';
export type { Teacher } from './teacher.js';
export type { Batch } from './batch.js';
export type { Tensor4D } from './tensor-types.js';
