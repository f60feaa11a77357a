import { faultOf, type FrameSize } from '#calibration';
import type { CameraFault, ImageQuality, ModelManifest } from '#contracts';
import { mayAlign } from '#images';

/**
 * Returns the fault of a picture by what was measured of it and the camera limits of a model; null where there is none,
 * and where the model has no such limits. `size` is the frame's, in pixels. Pure.
 */
export function pictureFault(
  quality: ImageQuality | null,
  size: FrameSize,
  {
    cameraLimits,
    alignment,
    regionOfInterest,
  }: Pick<ModelManifest, 'cameraLimits' | 'alignment' | 'regionOfInterest'>,
): CameraFault | null {
  if (quality === null || cameraLimits === null) return null;
  // A picture that was moved back onto its reference has not moved any more.
  const seen = mayAlign(quality, alignment) ? { ...quality, match: 0 } : quality;
  const { width, height } = regionOfInterest ?? { width: 1, height: 1 };
  return faultOf(seen, cameraLimits, { width: size.width * width, height: size.height * height });
}
