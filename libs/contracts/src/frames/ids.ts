import { z } from 'zod';
import { safeText } from './safe-text.js';

/** A station's name in URLs, labels and folders: lower case, digits, `-` and `_`, at most 63 long. */
export const stationId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,62}$/,
    'a station id is 1 to 63 of a-z, 0-9, "-" and "_", not starting with "-" or "_"',
  );
export type StationId = z.infer<typeof stationId>;

/** A frame's id is also its job's id, its inspection's and its alert's. */
export const frameId = z.uuid();
export type FrameId = z.infer<typeof frameId>;

export const modelId = z.uuid();
export type ModelId = z.infer<typeof modelId>;

export const calibrationId = z.uuid();
export type CalibrationId = z.infer<typeof calibrationId>;

export const partId = safeText.min(1).max(200);
export const lotId = safeText.min(1).max(200);

export { instant } from './instant.js';

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
