import type { LiveEvent } from '../events.js';
import type { Analysis } from './analysis-jobs.js';
import { type Calibration, calibrationResult, calibrationSettings } from './calibrations.js';
import type { LongJob } from './long-job.js';
import { type Rehearsal, rehearsalResult, rehearsalSettings } from './rehearsals.js';

/** A long job as callers see it: each lane has the shape that the API has documented for it. */
export type ShownJob = Calibration | Rehearsal | Analysis;

/** The live event that tells of a long job as it is now. */
export type JobEvent = Extract<LiveEvent, { type: 'calibration' | 'rehearsal' | 'analysis' }>;

export function jobEvent(job: LongJob): JobEvent {
  if (job.lane === 'calibrate') return { type: 'calibration', calibration: shownCalibration(job) };
  if (job.lane === 'rehearse') return { type: 'rehearsal', rehearsal: shownRehearsal(job) };
  return { type: 'analysis', analysis: shownAnalysis(job) };
}

/** Returns the long job that an event tells of; null for every other event. */
export function jobIn(event: LiveEvent): ShownJob | null {
  if (event.type === 'calibration') return event.calibration;
  if (event.type === 'rehearsal') return event.rehearsal;
  return event.type === 'analysis' ? event.analysis : null;
}

export function shownCalibration(job: LongJob): Calibration {
  const { activate, incremental, normals } = calibrationSettings.parse(job.settings);
  const { progress } = job;
  const result = job.result === null ? null : calibrationResult.parse(job.result);
  return {
    id: job.id,
    stationId: job.stationId,
    state: job.state,
    activate,
    incremental,
    by: job.by,
    why: job.why,
    progress: progress && { step: progress.step, done: progress.done, of: progress.of },
    normals,
    modelId: result?.modelId ?? null,
    activation: result?.activation ?? null,
    certificate: result?.certificate ?? null,
    failure: job.failure,
    requestedAt: job.requestedAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
  };
}

export function shownRehearsal(job: LongJob): Rehearsal {
  const { modelId, against, inspections, fromImages } = rehearsalSettings.parse(job.settings);
  const { progress } = job;
  return {
    id: job.id,
    stationId: job.stationId,
    modelId,
    against,
    state: job.state,
    inspections,
    fromImages,
    progress: progress && { done: progress.done, of: progress.of },
    result: job.result === null ? null : rehearsalResult.parse(job.result),
    failure: job.failure,
    by: job.by,
    requestedAt: job.requestedAt,
    endedAt: job.endedAt,
  };
}

export function shownAnalysis(job: LongJob): Analysis {
  return {
    id: job.id,
    stationId: job.stationId,
    kind: job.kind,
    settings: job.settings,
    state: job.state,
    progress: job.progress,
    result: job.result,
    failure: job.failure,
    by: job.by,
    requestedAt: job.requestedAt,
    startedAt: job.startedAt,
    endedAt: job.endedAt,
  };
}
