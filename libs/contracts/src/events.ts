import { z } from 'zod';
import { alert, calibration, inspection } from './http.js';
import { frameId, modelId, stationId } from './ids.js';

/** What the live event stream carries; `type` is also the server-sent event's name. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('inspection'), inspection }),
  z.object({ type: z.literal('alert'), alert }),
  z.object({
    type: z.literal('frame-failed'),
    frameId,
    stationId,
    failure: z.object({ code: z.string(), detail: z.string() }),
  }),
  z.object({ type: z.literal('calibration'), calibration }),
  z.object({ type: z.literal('model-activated'), stationId, modelId, version: z.int() }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
