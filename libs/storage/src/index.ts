export { Activations, type Asked } from './activations.js';
export { Alerts, type AlertListQuery } from './alerts.js';
export { Audit, type NewAuditEntry, writeAudit } from './audit.js';
export { bankBlobKey, Blobs, frameBlobKey, normalBlobKey } from './blobs.js';
export { Calibrations, type NewCalibration } from './calibrations.js';
export type { Place } from './cursor.js';
export { type EmbeddingRow, Embeddings, type KeptEmbedding } from './embeddings.js';
export { Database, type DatabaseOptions } from './database.js';
export {
  type FrameFailure,
  type FrameListQuery,
  Frames,
  type NewFrame,
  type StoredFrame,
} from './frames.js';
export { Inspections, type Recorded } from './inspections.js';
export { Models } from './models.js';
export { Normals, type StoredNormal, toNormal } from './normals.js';
export { openBlobs } from './open-blobs.js';
export { type NewDecision, type NormalCounts, Quarantine, toQuarantined } from './quarantine.js';
export { type StationRecord, Stations } from './stations.js';
export { StorageModule, type StorageOptions } from './storage.module.js';
export type { StoredImage } from './stored-image.js';
