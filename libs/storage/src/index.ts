export {
  analysisBlobKey,
  bankBlobKey,
  Blobs,
  type DiskSpace,
  type ListedBlob,
  foldBanksFolder,
  frameBlobKey,
  normalBlobKey,
  normalEmbeddingBlobKey,
  testPictureBlobKey,
  secondBankBlobKey,
} from './blobs/blobs.js';
export { openBlobs } from './blobs/open-blobs.js';
export { ProvenBlobs } from './blobs/proven-blobs.js';
export { type StoreAgreement, StoreIdentity, storeIdentityKey } from './blobs/store-identity.js';
export { AuditCopyCheck } from './copies/audit-copy.js';
export { RecordsLoad } from './copies/records-load.js';
export { RecordsSnapshot } from './copies/records-snapshot.js';
export { knownMigrations, type SequencePlace, type TableShape } from './copies/tables-of.js';
export { Leases } from './connector/leases.js';
export { Outbox, type OutboxRow } from './connector/outbox.js';
export { SourceFiles } from './connector/source-files.js';
export { type NewSource, type SourceChange, Sources } from './connector/sources.js';
export {
  type AnswersOf,
  type FramesByVerdict,
  type PartsInStretch,
  type Period,
  PeriodFigures,
} from './periods/period-figures.js';
export type { Place } from './database/cursor.js';
export { Database, type DatabaseOptions } from './database/database.js';
export { FreshReads } from './database/fresh-reads.js';
export { DriftWindows, stretchMinutes, stretchOf } from './drift/drift-windows.js';
export {
  Drift,
  type DriftState,
  type DriftStep,
  type NormalFigures,
  type WatchedInspection,
} from './drift/drift.js';
export { DefectEmbeddings, type EmbeddingSpace } from './families/defect-embeddings.js';
export {
  type DefectExample,
  DefectNamings,
  type LookSource,
  type StoredNames,
} from './families/defect-namings.js';
export {
  Duplicates,
  type DuplicateStep,
  type EmbeddedFrame,
  type FoundDuplicate,
} from './families/duplicates.js';
export { Families } from './families/families.js';
export type {
  FamilyStep,
  NewDefectEmbedding,
  StoredDefectEmbedding,
  StoredFamily,
} from './families/family-step.js';
export type { JudgedFrame, LookSpan, PendingDefect } from './families/pending-defects.js';
export { type AlertListQuery, Alerts } from './frames/alerts.js';
export {
  type EmbeddingRow,
  Embeddings,
  type ImageEmbedding,
  type KeptEmbedding,
} from './frames/embeddings.js';
export { Deadlines, type MissedDeadline } from './frames/deadlines.js';
export { FailedFrames } from './frames/failed-frames.js';
export { type FrameListQuery, Frames } from './frames/frames.js';
export type { FrameFailure, NewFrame, StoredFrame } from './frames/stored-frame.js';
export {
  type DeletedPictures,
  KeptPictures,
  type PicturesToDelete,
} from './frames/kept-pictures.js';
export { Inspections, type Recorded } from './frames/inspections.js';
export { type FrameFacts, MapFacts } from './frames/map-facts.js';
export {
  type KeptPatches,
  type ReplayedFrame,
  ReplayedFrames,
  type ReviewedFrame,
} from './frames/replayed-frames.js';
export { type ScoredInspection, ScoredInspections } from './frames/scored-inspections.js';
export { type PatchPlace, type PatchQuery, SearchedFrames } from './frames/searched-frames.js';
export type { StoredImage } from './frames/stored-image.js';
export { AllGates } from './golden/all-gates.js';
export { Challenges, type NewChallenge } from './golden/challenges.js';
export { GoldenParts } from './golden/golden-parts.js';
export { type JobBounds } from './jobs/job-bounds.js';
export { type JobOutcome, Jobs, type NewJob } from './jobs/jobs.js';
export { OwedJobs } from './jobs/owed-jobs.js';
export { type RequestFacts } from './models/activation-rows.js';
export { Activations } from './models/activations.js';
export { SettingsChanges } from './stations/settings-changes.js';
export { type DecisionFacts, LimitChanges } from './models/limit-changes.js';
export { Models } from './models/models.js';
export { type NormalEmbeddingRow, NormalEmbeddings } from './models/normal-embeddings.js';
export { type NewWord, NormalDecisions } from './models/normal-decisions.js';
export { Normals, type StoredNormal, toNormal } from './models/normals.js';
export {
  type NewDecision,
  type NormalCounts,
  Quarantine,
  toQuarantined,
} from './models/quarantine.js';
export {
  type AccountChange,
  Accounts,
  type AccountRow,
  type NewAccount,
} from './people/accounts.js';
export { provenBy, provenNow } from './people/asking.js';
export {
  Audit,
  type ChangeFacts,
  type NewAuditEntry,
  serviceChain,
  writeAudit,
} from './people/audit.js';
export { type DeviceKeyRow, DeviceKeys, type NewDeviceKey } from './people/device-keys.js';
export { hashPassword, isPassword, refuseWeakPassword } from './people/passwords.js';
export { type FoundSession, type NewSession, Sessions } from './people/sessions.js';
export { type OwnedKind, StationsOf } from './people/stations-of.js';
export { digestOf, newToken } from './people/tokens.js';
export { AuditProof } from './people/verify-audit.js';
export { ConfirmedDefects, type StoredDefect } from './reviews/confirmed-defects.js';
export { type EmbeddedDefect, type MemoryChange } from './reviews/change-defect-memory.js';
export { type ActiveEntry, DefectMemoryEntries } from './reviews/defect-memory-entries.js';
export { SmallestDefects } from './models/smallest-defects.js';
export { type AnsweredShift, EscapeAnswers } from './reviews/escape-answers.js';
export { EscapeDraws, type EscapeShiftRow } from './reviews/escape-draws.js';
export {
  type AnsweredFrame,
  type LabelledDefect,
  LabelledDefects,
} from './reviews/labelled-defects.js';
export { type ReviewCandidate, ReviewCandidates } from './reviews/review-candidates.js';
export { type NewReview } from './reviews/review-rows.js';
export { type Answered, Reviews } from './reviews/reviews.js';
export type { CameraChange } from './stations/camera-change.js';
export { CameraStates } from './stations/camera-states.js';
export { CurrentStations } from './stations/current-stations.js';
export { ModelRefusals, type NewTrouble, troubleRenewedMs } from './stations/model-refusals.js';
export { StationTiles, type TileOfRecords } from './stations/station-tiles.js';
export { StationFigures, type StationRecords } from './stations/station-figures.js';
export { type StationRecord, Stations } from './stations/stations.js';
export { StorageModule, type StorageOptions } from './storage.module.js';
export { ReviewedPictures, type UnansweredPicture } from './test-sets/reviewed-pictures.js';
export { type StoredTestPicture, toTestPicture } from './test-sets/test-picture-rows.js';
export { type TestPictureQuery, TestPictures } from './test-sets/test-pictures.js';
export {
  type NewTestScore,
  type TestJudging,
  type TestMap,
  type TestScore,
  TestScores,
} from './test-sets/test-scores.js';
export { becomeOnlyWriter } from './copies/one-writer.js';
export { OrphanedBlobs } from './blobs/orphaned-blobs.js';
