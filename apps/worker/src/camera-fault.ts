import { frozenFault } from '#calibration';
import type { CameraFault, ModelManifest } from '#contracts';
import { pictureFault } from '#inspection';
import type { Scored } from './traveller.js';

/**
 * Finds the camera's fault, by the frame's bytes and by what was measured of its picture; null where there is none.
 * Pure.
 */
export function cameraFaultOf(
  { repeats, quality, row }: Pick<Scored, 'repeats' | 'quality' | 'row'>,
  manifest: ModelManifest,
): CameraFault | null {
  return repeats ? frozenFault() : pictureFault(quality, row, manifest);
}
