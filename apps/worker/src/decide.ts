import { decide, displayScore } from '#calibration';
import type { CameraFault, Inspection, ModelManifest } from '#contracts';
import type { Scored } from './traveller.js';

/** The verdict on a scored frame, and all that is kept of it. Of a camera fault the score decides nothing. Pure. */
export function inspectionOf(
  scored: Scored,
  manifest: ModelManifest,
  fault: CameraFault | null,
  now: Date,
): Inspection {
  const { row, score } = scored;
  const { limits } = manifest;
  return {
    frameId: row.id,
    stationId: row.station,
    partId: row.partId,
    lot: row.lot,
    verdict: fault === null ? decide(score.imageScore, limits) : 'invalid',
    imageScore: score.imageScore,
    displayScore: displayScore(score.imageScore, limits),
    limits,
    model: { id: manifest.id, version: manifest.version },
    grid: { rows: score.rows, columns: score.columns },
    nearest: score.nearest,
    quality: scored.quality,
    fault,
    lookAlike: null,
    goldenPart: row.goldenPart,
    memoryVersion: 0,
    engine: null,
    times: timesOf(scored, now),
    capturedAt: row.capturedAt?.toISOString() ?? null,
    acceptedAt: row.acceptedAt.toISOString(),
    inspectedAt: now.toISOString(),
  };
}

function timesOf(scored: Scored, now: Date): Inspection['times'] {
  const { row, takenAt, fetchMs, decodeMs, waitMs, embedMs, scoreMs } = scored;
  return {
    captureMs: row.capturedAt && between(row.capturedAt, row.acceptedAt),
    queueMs: between(row.acceptedAt, takenAt),
    ...{ fetchMs, decodeMs, waitMs, embedMs, scoreMs },
    totalMs: between(row.acceptedAt, now),
  };
}

/** Clocks of cameras and machines differ a little; a negative time would only confuse. */
function between(from: Date, until: Date): number {
  return Math.max(0, until.getTime() - from.getTime());
}
