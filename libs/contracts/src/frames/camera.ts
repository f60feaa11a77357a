import { z } from 'zod';
import { instant } from './ids.js';

/** The name of a camera fault's cause. */
export const cameraCause = z.enum([
  'blurred',
  'dark',
  'bright',
  'clipped',
  'colour-cast',
  'shifted',
  'frozen',
]);
export type CameraCause = z.infer<typeof cameraCause>;

/** The figures of a frame's region that are measured before it is scored; they look for no defect of a part. */
export const imageQuality = z.object({
  /** Sharpness: energy of the finest detail relative to contrast; higher is sharper. */
  focus: z.number(),
  /** Mean luma of the lit pixels (from the 60 % to the 90 % quantile), 0 to 1. */
  exposure: z.number(),
  /** Shares of pixels at the dark and at the bright end. */
  clippedDark: z.number(),
  clippedBright: z.number(),
  /** Logarithms of mean red and of mean blue over mean green: 0 is neutral. */
  castRed: z.number(),
  castBlue: z.number(),
  /** Move against the model's reference, right and down, as shares of the frame's width and height. */
  shiftX: z.number(),
  shiftY: z.number(),
  /** Turn against the reference in degrees, clockwise. */
  turn: z.number(),
  /** The likeness of the frame and its reference at that move, 0 to 1; where it is low, the move means nothing. */
  match: z.number(),
});
export type ImageQuality = z.infer<typeof imageQuality>;

/** The lowest and the highest value that the normals let expect. */
export const range = z.object({ low: z.number(), high: z.number() });
export type Range = z.infer<typeof range>;

/** Limits on the quality figures, learned from the normals; outside one the verdict is `invalid`. */
export const cameraLimits = z.object({
  focus: range,
  exposure: range,
  clippedDark: range,
  clippedBright: range,
  castRed: range,
  castBlue: range,
  shiftX: range,
  shiftY: range,
  turn: range,
  /** The match below which a frame's move is not believed, neither as a fault nor for alignment. */
  leastMatch: z.number(),
  /** Median of the figures among the normals: what "12 % darker" is measured from. */
  usual: imageQuality,
});
export type CameraLimits = z.infer<typeof cameraLimits>;

/** The reason why a frame is `invalid`. */
export const cameraFault = z.object({
  cause: cameraCause,
  /** The figure that left its range, the value and the range. */
  figure: z.string(),
  value: z.number(),
  range: range.nullable(),
  /** The fault in words for people: "moved 6 px right", "12 % darker". */
  text: z.string(),
});
export type CameraFault = z.infer<typeof cameraFault>;

/** The settings of a station's watch of its camera. */
export const cameraSettings = z.object({
  check: z.boolean().default(true),
  /** The number of invalid frames in a row from which on a camera fault is alerted. */
  alertAfter: z.int().min(1).max(10_000).default(3),
  /** The room beyond the normals' own range that a figure may go, in widths of that range. */
  margin: z.number().min(0).max(10).default(1),
});
export type CameraSettings = z.infer<typeof cameraSettings>;

/** The picture that frames are compared with: grey, in base64 of rows * columns bytes. */
export const cameraReference = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  grey: z.base64(),
});
export type CameraReference = z.infer<typeof cameraReference>;

export const cameraState = z.object({
  stationId: z.string(),
  /** The number of invalid frames since the last valid one. */
  inARow: z.int(),
  fault: cameraFault.nullable(),
  since: z.string().nullable(),
  /** Set once `alertAfter` was reached; the next valid frame ends it. */
  alerted: z.boolean(),
});
export type CameraState = z.infer<typeof cameraState>;

/** Returns the id of the message about the change that a frame made; the frame's own id is its alert's. */
export function cameraMessageId(frameId: string): string {
  return `camera-${frameId}`;
}

/**
 * The body that a station's webhook receives when a camera fault was alerted (`raised`) and when the first
 * valid frame ended it (`cleared`). The id is the same at every try.
 */
export const cameraMessage = z.object({
  type: z.literal('camera'),
  id: z.string(),
  stationId: z.string(),
  change: z.enum(['raised', 'cleared']),
  /** The frame that raised or cleared it. */
  frameId: z.uuid(),
  /** The latest fault of the row. */
  fault: cameraFault,
  inARow: z.int(),
  /** The time at which the first invalid frame of the row was inspected. */
  since: instant,
  at: instant,
});
export type CameraMessage = z.infer<typeof cameraMessage>;
