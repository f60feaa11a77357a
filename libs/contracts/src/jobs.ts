import { z } from 'zod';
import { calibrationId, frameId, instant, stationId } from './ids.js';

/** Queue names; one typed queue each. Jobs carry ids and small facts, never pixels. */
export const queueNames = {
  inspect: 'inspect',
  deliver: 'deliver',
  calibrate: 'calibrate',
} as const;

export const inspectJob = z.object({ frameId, stationId, acceptedAt: instant });
export type InspectJob = z.infer<typeof inspectJob>;

export const deliverJob = z.object({ frameId, stationId });
export type DeliverJob = z.infer<typeof deliverJob>;

export const calibrateJob = z.object({ calibrationId, stationId });
export type CalibrateJob = z.infer<typeof calibrateJob>;
