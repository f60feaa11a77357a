import { z } from 'zod';
import { waitingFrames } from '../events.js';
import { cameraState } from '../frames/camera.js';
import { instant, stationId } from '../frames/ids.js';
import { inspection } from '../frames/inspection.js';
import { jobState } from '../jobs/job-state.js';
import { modelSummary, stationTrouble } from '../models/model-summary.js';
import { gate } from './golden-parts.js';

/** The hours of inspections, and how many of them at most, that a tile's alarm rate is of. */
export const wallHours = 1;
export const mostOfTile = 1_000;

/** A station at a glance: what its line does now, and what needs a person. */
export const stationTile = z.object({
  stationId,
  title: z.string(),
  model: modelSummary.nullable(),
  /** The reason why a worker refuses the active model; null while none does. */
  trouble: stationTrouble.nullable(),
  gate: gate.pick({ open: true, why: true, until: true }),
  camera: cameraState,
  /** The newest inspection; null before the first. */
  last: inspection.nullable(),
  /** The time between frames that nine in ten of the last thirty stay under; null with fewer than five. */
  usualPauseMs: z.number().nullable(),
  /** The same from accepted to verdict. */
  usualVerdictMs: z.number().nullable(),
  waiting: waitingFrames.nullable(),
  /** Frames of the last hour, a thousand at most, how many were called defect, and the share that may be. */
  alarms: z.object({ frames: z.int(), defects: z.int(), budget: z.number() }),
  openAlerts: z.int(),
  /** The long job that runs or waits, the oldest. */
  job: z
    .object({
      kind: z.string(),
      state: jobState,
      done: z.number().nullable(),
      of: z.number().nullable(),
    })
    .nullable(),
});
export type StationTile = z.infer<typeof stationTile>;

/** All stations at a glance, by name; `at` is the time by the server's clock. */
export const wall = z.object({ at: instant, items: z.array(stationTile) });
export type Wall = z.infer<typeof wall>;

export const wallQuery = z.object({ station: stationId.optional() });
