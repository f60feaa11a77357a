import { decide, displayScore, raisedScore } from '#calibration';
import type {
  CameraFault,
  Inspection,
  LimitsByHand,
  LookAlike,
  ModelManifest,
  StationSettings,
} from '#contracts';
import type { FrameScore, Likeness } from '#memory-bank';
import type { InUse } from './models/active-models.js';
import { cameraFaultOf } from './camera-fault.js';
import { foundRegions } from './found-regions.js';
import type { Decided, Scored } from './traveller.js';

/**
 * Decides what a scored frame is: its verdict by the limits in force, the model's own or those that a person set, or `invalid` where the camera is at fault, and
 * whether it raises an alert. Camera faults have alerts of their own, after several in a row; a golden part is
 * shown on purpose. Pure.
 */
export function decideFrame(scored: Scored, { station, model }: InUse, now: Date): Decided {
  const { alertOn, camera } = station.settings;
  const fault = camera.check ? cameraFaultOf(scored, model.manifest) : null;
  const inspection = inspectionOf(scored, model.manifest, fault, now, station);
  const watched = fault === null && inspection.goldenPart === null;
  const alert = watched && alertOn.includes(inspection.verdict);
  return { inspection, alert, changedBy: changedBy(inspection) };
}

/** The part of a station's record that decides beside its model. */
export interface InspectedBy {
  readonly limitsByHand: LimitsByHand | null;
  readonly settings: Pick<StationSettings, 'regions'>;
}

/**
 * Returns the verdict on a scored frame, and all that is kept of it. Of a camera fault the score decides nothing. Pure.
 */
export function inspectionOf(
  scored: Scored,
  manifest: ModelManifest,
  fault: CameraFault | null,
  now: Date,
  { limitsByHand: byHand, settings }: InspectedBy,
): Inspection {
  const { row, score, likeness } = scored;
  const limits = byHand
    ? { ...manifest.limits, warn: byHand.warn, reject: byHand.reject }
    : manifest.limits;
  const imageScore = raisedScore(score.imageScore, likeness?.likeness ?? 0, limits);
  return {
    frameId: row.id,
    stationId: row.station,
    partId: row.partId,
    lot: row.lot,
    verdict: fault === null ? decide(imageScore, limits) : 'invalid',
    imageScore,
    displayScore: displayScore(imageScore, limits),
    limits,
    limitsVersion: byHand?.version ?? 0,
    model: { id: manifest.id, version: manifest.version },
    input: { ...manifest.inputSize, second: manifest.second?.inputSize ?? null },
    grid: { rows: score.rows, columns: score.columns },
    nearest: score.nearest,
    regions: foundRegions({
      score,
      frame: row,
      regionOfInterest: manifest.regionOfInterest,
      limits,
      settings: settings.regions,
    }),
    quality: scored.quality,
    fault,
    lookAlike: likeness && lookAlikeOf(likeness, score),
    goldenPart: row.goldenPart,
    memoryVersion: scored.memoryVersion,
    engine: scored.engine,
    times: timesOf(scored, now),
    capturedAt: row.capturedAt?.toISOString() ?? null,
    acceptedAt: row.acceptedAt.toISOString(),
    inspectedAt: now.toISOString(),
  };
}

function lookAlikeOf(
  { entryId, name, likeness, place }: Likeness,
  { imageScore: scoreBefore, columns }: FrameScore,
): LookAlike {
  const patch = { row: Math.floor(place / columns), column: place % columns };
  return { entryId, name, likeness, scoreBefore, patch };
}

/**
 * Returns the entry of the defect memory without which the verdict would be another one; of golden parts none is
 * counted.
 */
export function changedBy({ lookAlike, verdict, limits, goldenPart }: Inspection): string | null {
  if (lookAlike === null || goldenPart !== null || verdict === 'invalid') return null;
  return decide(lookAlike.scoreBefore, limits) === verdict ? null : lookAlike.entryId;
}

function timesOf(scored: Scored, now: Date): Inspection['times'] {
  const { row, takenAt, fetchMs, decodeMs, waitMs, embedMs, scoreMs } = scored;
  return {
    captureMs: row.capturedAt && between(row.capturedAt, row.acceptedAt),
    queueMs: between(row.acceptedAt, takenAt),
    fetchMs,
    decodeMs,
    waitMs,
    embedMs,
    scoreMs,
    totalMs: between(row.acceptedAt, now),
  };
}

/** Clocks of cameras and machines differ a little; a negative time would only confuse. */
function between(from: Date, until: Date): number {
  return Math.max(0, until.getTime() - from.getTime());
}
