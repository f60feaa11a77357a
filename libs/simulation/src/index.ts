export { cameraFaults, plainSize, type SimulatedFault } from './camera/camera-faults.js';
export { type DefectKind, defectKinds } from './defects/defects.js';
export { defectOf, type LineSettings, type SimulatedFrame, simulateFrame } from './frame.js';
export { writeFolder } from './mvtec-folder.js';
export { seeded } from './seeded.js';
export {
  changedPicture,
  fullSize,
  sizeAt,
  type SlowChange,
  type SlowChangeKind,
  slowChanges,
} from './camera/slow-changes.js';
export { spoiled } from './camera/spoil.js';
