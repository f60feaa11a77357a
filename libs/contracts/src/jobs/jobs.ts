import { z } from 'zod';
import { frameId, instant, stationId } from '../frames/ids.js';

/** The job that inspects a frame. The jobs of the queues carry ids and small facts, never pixels. */
export const inspectJob = z.object({
  frameId,
  stationId,
  acceptedAt: instant,
  /** Whether the frame shows a golden part, for which a closed station waits. */
  golden: z.boolean().optional(),
  /** The time by which its verdict is wanted: the nearer, the sooner it is inspected. */
  deadlineAt: instant.optional(),
});
export type InspectJob = z.infer<typeof inspectJob>;

/** The job that delivers a message: the frame's alert, or the change of the camera's state that the frame made. */
export const deliverJob = z.object({
  frameId,
  stationId,
  about: z.enum(['alert', 'camera']).default('alert'),
});
export type DeliverJob = z.input<typeof deliverJob>;

/** Carries out what a person's answer asks for; done by workers, which have the model at hand. */
export const reviewJob = z.object({ reviewId: z.uuid(), frameId, stationId });
export type ReviewJob = z.infer<typeof reviewJob>;

/** A long job of any lane; what it is asked to do stands in its record. */
export const laneJob = z.object({ jobId: z.uuid(), stationId });
export type LaneJob = z.infer<typeof laneJob>;
