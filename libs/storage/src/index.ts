export { Activations, type Asked } from './activations.js';
export { Alerts, type AlertListQuery } from './alerts.js';
export { type FrameFacts, MapFacts } from './map-facts.js';
export { AnalysisJobs, type AnalysisOutcome, type NewAnalysis } from './analysis-jobs.js';
export { Audit, type NewAuditEntry, writeAudit } from './audit.js';
export {
  analysisBlobKey,
  bankBlobKey,
  Blobs,
  foldBanksFolder,
  frameBlobKey,
  normalBlobKey,
  normalEmbeddingBlobKey,
} from './blobs.js';
export type { CameraChange } from './camera-change.js';
export { CameraStates } from './camera-states.js';
export { Calibrations, type NewCalibration } from './calibrations.js';
export type { Place } from './cursor.js';
export {
  type DefectExample,
  DefectNamings,
  type LookSource,
  type StoredNames,
} from './defect-namings.js';
export {
  type DuplicateStep,
  type EmbeddedFrame,
  Duplicates,
  type FoundDuplicate,
} from './duplicates.js';
export { Families } from './families.js';
export { Looks, type LookSpace } from './looks.js';
export type { LooksStep, NewLook, StoredFamily, StoredLook } from './looks-step.js';
export type { JudgedFrame, LookSpan, PendingLook } from './pending-looks.js';
export {
  type EmbeddingRow,
  Embeddings,
  type ImageEmbedding,
  type KeptEmbedding,
} from './embeddings.js';
export { Database, type DatabaseOptions } from './database.js';
export {
  type FrameFailure,
  type FrameListQuery,
  Frames,
  type NewFrame,
  type StoredFrame,
} from './frames.js';
export { Inspections, type Recorded } from './inspections.js';
export { KnownDefects, type StoredDefect } from './known-defects.js';
export { LabelledDefects, type LabelledDefect, type AnsweredFrame } from './labelled-defects.js';
export { Models } from './models.js';
export { NormalEmbeddings, type NormalEmbeddingRow } from './normal-embeddings.js';
export { Normals, type StoredNormal, toNormal } from './normals.js';
export { openBlobs } from './open-blobs.js';
export { Rehearsals, type NewRehearsal } from './rehearsals.js';
export {
  ReplayedFrames,
  type KeptPatches,
  type ReplayedFrame,
  type ReviewedFrame,
} from './replayed-frames.js';
export { type NewDecision, type NormalCounts, Quarantine, toQuarantined } from './quarantine.js';
export { type PatchPlace, type PatchQuery, SearchedFrames } from './searched-frames.js';
export { type StationRecord, Stations } from './stations.js';
export { StorageModule, type StorageOptions } from './storage.module.js';
export { type StoreAgreement, StoreIdentity, storeIdentityKey } from './store-identity.js';
export { ProvenBlobs } from './proven-blobs.js';
export type { StoredImage } from './stored-image.js';
export {
  Drift,
  type DriftState,
  type DriftStep,
  type NormalFigures,
  type WatchedInspection,
} from './drift.js';
export { LoopRecords, type StationRecords } from './loop-records.js';
export { DriftWindows, stretchMinutes, stretchOf } from './drift-windows.js';
export { Challenges, type NewChallenge } from './challenges.js';
export {
  type ActiveEntry,
  DefectMemoryEntries,
  type EmbeddedDefect,
  type MemoryChange,
} from './defect-memory-entries.js';
export { GoldenParts } from './golden-parts.js';
export { type ReviewCandidate, ReviewCandidates } from './review-candidates.js';
export { type Answered, type NewReview, Reviews } from './reviews.js';
export { type NewTrouble, StationTroubles, troubleRenewedMs } from './station-troubles.js';
