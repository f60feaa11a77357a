export type { BackupStep, OnStep } from './contents.js';
export { checkBackup, type CheckedBackup } from './restoring/check-backup.js';
export { type BackupOf, type BackupOutcome, takeBackup } from './taking/take-backup.js';
export { databaseName } from './restoring/empty-target.js';
export { restoreBackup, type RestoreOutcome } from './restoring/restore-backup.js';
export type { RestoreOf } from './restoring/restore-of.js';
