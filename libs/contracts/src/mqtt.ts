import { z } from 'zod';
import { cameraFault } from './frames/camera.js';
import { frameId, instant, modelId, stationId } from './frames/ids.js';
import { frameLinks } from './frames/frame.js';
import { verdict } from './frames/verdicts.js';
import { limits } from './models/certificate.js';
import { sourceStates } from './stations/sources.js';

/** The version of the payloads: it goes up when a field changes its meaning or goes, not when one is added. */
export const mqttVersion = 1;
const version = z.literal(mqttVersion);

/** The last word of a topic, for each type of message. */
export const mqttKinds = {
  inspection: 'inspections',
  alert: 'alerts',
  camera: 'camera',
  state: 'state',
} as const;

const judged = {
  version,
  /** The inspection's id, which is the frame's: a message that comes twice has the same. */
  id: frameId,
  stationId,
  partId: z.string().nullable(),
  lot: z.string().nullable(),
  verdict,
  imageScore: z.number(),
  displayScore: z.number(),
  inspectedAt: instant,
  links: frameLinks,
};

/** The verdict on a frame. */
export const mqttInspection = z.object({
  type: z.literal('inspection'),
  ...judged,
  limits,
  model: z.object({ id: modelId, version: z.int() }),
  fault: cameraFault.nullable(),
  goldenPart: z.string().nullable(),
  capturedAt: instant.nullable(),
  acceptedAt: instant,
});

/** A defect, as it was raised. */
export const mqttAlert = z.object({ type: z.literal('alert'), ...judged });

/** A camera fault that begins (`raised`) or ends (`cleared`); its id is that of the frame that told. */
export const mqttCamera = z.object({
  type: z.literal('camera'),
  version,
  id: frameId,
  stationId,
  change: z.enum(['raised', 'cleared']),
  fault: cameraFault,
  inARow: z.int(),
  since: instant,
  at: instant,
});

/** How a station stands; it is retained, so that who comes later has it at once. */
export const mqttState = z.object({
  type: z.literal('state'),
  version,
  stationId,
  title: z.string(),
  activeModel: z.object({ id: modelId, version: z.int() }).nullable(),
  /** A worker refuses the active model. */
  refused: z.boolean(),
  /** The camera fault that was alerted and has not ended. */
  cameraFault: cameraFault.nullable(),
  sources: z.array(z.object({ id: z.string(), state: z.enum(sourceStates) })),
});

/** Whether the connector is there; retained, and `offline` is its will. */
export const mqttStatus = z.object({
  type: z.literal('status'),
  version,
  status: z.enum(['online', 'offline']),
});

export const mqttMessage = z.discriminatedUnion('type', [
  mqttInspection,
  mqttAlert,
  mqttCamera,
  mqttState,
  mqttStatus,
]);
export type MqttMessage = z.infer<typeof mqttMessage>;
export type MqttState = z.infer<typeof mqttState>;
