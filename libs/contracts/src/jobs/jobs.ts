import { z } from 'zod';
import { calibrationId, frameId, instant, stationId } from '../frames/ids.js';

/** The job that inspects a frame. The jobs of the queues carry ids and small facts, never pixels. */
export const inspectJob = z.object({ frameId, stationId, acceptedAt: instant });
export type InspectJob = z.infer<typeof inspectJob>;

/** The job that delivers a message: the frame's alert, or the change of the camera's state that the frame made. */
export const deliverJob = z.object({
  frameId,
  stationId,
  about: z.enum(['alert', 'camera']).default('alert'),
});
export type DeliverJob = z.input<typeof deliverJob>;

export const calibrateJob = z.object({ calibrationId, stationId });
export type CalibrateJob = z.infer<typeof calibrateJob>;

/** Carries out what a person's answer asks for; done by workers, which have the model at hand. */
export const reviewJob = z.object({ reviewId: z.uuid(), frameId, stationId });
export type ReviewJob = z.infer<typeof reviewJob>;

export const rehearseJob = z.object({ rehearsalId: z.uuid(), stationId });
export type RehearseJob = z.infer<typeof rehearseJob>;

export const analyseJob = z.object({ analysisId: z.uuid(), stationId });
export type AnalyseJob = z.infer<typeof analyseJob>;
