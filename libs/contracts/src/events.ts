import { z } from 'zod';
import { analysisJob } from './jobs/analysis-jobs.js';
import { cameraState } from './frames/camera.js';
import { failSafeVerdict } from './stations/deadline.js';
import { driftStatus } from './stations/drift.js';
import { incident } from './reviews/families.js';
import { gate } from './stations/golden-parts.js';
import { alert } from './reviews/alerts.js';
import { calibration } from './jobs/calibrations.js';
import { inspection } from './frames/inspection.js';
import { stationTrouble } from './models/model-summary.js';
import { frameId, instant, modelId, stationId } from './frames/ids.js';
import { limitChange } from './models/limits-by-hand.js';
import { activation, rehearsal } from './jobs/rehearsals.js';
import { quarantined } from './models/quarantine.js';
import { review } from './reviews/reviews.js';

/** The frames of a station that are accepted and not inspected yet. */
export const waitingFrames = z.object({
  stationId,
  frames: z.int(),
  /** The time at which the one that waits longest was accepted. */
  oldestAt: instant,
});
export type WaitingFrames = z.infer<typeof waitingFrames>;

/** A live event, as the stream carries it; `type` is also the server-sent event's name. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inspection'), inspection }),
  z.object({ type: z.literal('alert'), alert }),
  z.object({
    type: z.literal('frame-failed'),
    frameId,
    stationId,
    failure: z.object({ code: z.string(), detail: z.string() }),
  }),
  /** A frame had no inspection at its deadline, and has the station's fail-safe verdict. */
  z.object({
    type: z.literal('deadline-missed'),
    frameId,
    stationId,
    partId: z.string().nullable(),
    verdict: failSafeVerdict,
    deadlineAt: instant,
  }),
  z.object({ type: z.literal('calibration'), calibration }),
  z.object({ type: z.literal('model-activated'), stationId, modelId, version: z.int() }),
  z.object({ type: z.literal('activation'), activation }),
  z.object({ type: z.literal('limits'), change: limitChange }),
  z.object({ type: z.literal('rehearsal'), rehearsal }),
  z.object({ type: z.literal('analysis'), analysis: analysisJob }),
  z.object({ type: z.literal('incident'), incident }),
  z.object({ type: z.literal('camera'), camera: cameraState }),
  z.object({ type: z.literal('drift'), stationId, drift: driftStatus }),
  z.object({ type: z.literal('review'), review }),
  z.object({ type: z.literal('quarantine'), quarantined }),
  z.object({ type: z.literal('gate'), gate }),
  /** The names of a station's defects were learned anew from what people answered. */
  z.object({ type: z.literal('names-learned'), stationId }),
  z.object({ type: z.literal('trouble'), stationId, trouble: stationTrouble.nullable() }),
  /** Somebody made, changed or deleted a station, or what belongs to it. */
  z.object({
    type: z.literal('station-changed'),
    stationId,
    changed: z.enum(['made', 'settings', 'mask', 'normals', 'test-set', 'deleted']),
  }),
  /** Sent every second to who asked for it, without an id: the API is there, and so many frames wait. */
  z.object({
    type: z.literal('pulse'),
    at: instant,
    /** The stations with frames that wait; null where the records did not say in time. */
    waiting: z.array(waitingFrames).nullable(),
  }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
