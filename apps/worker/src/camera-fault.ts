import { faultOf, frozenFault } from '#calibration';
import type { CameraFault, ModelManifest } from '#contracts';
import { mayAlign } from '#images';
import type { Scored } from './traveller.js';

/**
 * Finds the camera's fault, by the frame's bytes and by what was measured of its picture; null where there is none.
 * Pure.
 */
export function cameraFaultOf(
  { repeats, quality, row }: Pick<Scored, 'repeats' | 'quality' | 'row'>,
  { cameraLimits, alignment, regionOfInterest }: ModelManifest,
): CameraFault | null {
  if (repeats) return frozenFault();
  if (quality === null || cameraLimits === null) return null;
  // A picture that was moved back onto its reference has not moved any more.
  const seen = mayAlign(quality, alignment) ? { ...quality, match: 0 } : quality;
  const { width, height } = regionOfInterest ?? { width: 1, height: 1 };
  return faultOf(seen, cameraLimits, { width: row.width * width, height: row.height * height });
}
