import type { ModelManifest, StationSettings } from '#contracts';
import { chooseReference, type Normal } from '#learning';
import { type View } from '#inspection';

/**
 * How the station looks at its frames now. The camera's reference is the active model's where that looks at the same
 * region: with another one all that is stored of the normals would be worthless. The first is chosen of the normals.
 */
export async function viewOfStation(
  { regionOfInterest, masks, alignment }: StationSettings,
  size: View['size'],
  active: ModelManifest | null,
  normals: readonly Normal[],
): Promise<View> {
  const looks = JSON.stringify([size, regionOfInterest]);
  const kept =
    active !== null && JSON.stringify([active.inputSize, active.regionOfInterest]) === looks
      ? active.cameraReference
      : null;
  const cameraReference = kept ?? (await chooseReference(normals, { size, regionOfInterest }));
  return { size, regionOfInterest, masks, alignment, cameraReference };
}
