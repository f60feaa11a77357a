import type { ModelManifest, SampleBits, StationSettings } from '#contracts';
import { chooseReference, findSampleBits, type Normal } from '#learning';
import { type View } from '#inspection';

/** Returns how many bits of 16 bit samples the station's camera fills: as it is set, else as its normals show. */
export async function bitsOfStation(
  { significantBits }: StationSettings,
  normals: readonly Normal[],
): Promise<SampleBits | null> {
  if (significantBits === 'auto') return findSampleBits(normals);
  return { bits: significantBits, largest: null, from: 'setting' };
}

/**
 * Returns how the station looks at its frames now. The camera's reference is the active model's where that looks at the
 * same region in the same way: with another one all that is stored of the normals would be worthless. The first is
 * chosen of the normals.
 */
export async function viewOfStation(
  { regionOfInterest, masks, alignment }: StationSettings,
  { size, significantBits }: Pick<View, 'size'> & { readonly significantBits: number | null },
  active: ModelManifest | null,
  normals: readonly Normal[],
): Promise<View> {
  const looks = JSON.stringify([size, regionOfInterest, significantBits ?? 16]);
  const kept = active !== null && looksOf(active) === looks ? active.cameraReference : null;
  const view = { size, regionOfInterest, significantBits };
  const cameraReference = kept ?? (await chooseReference(normals, view));
  return { ...view, masks, alignment, cameraReference };
}

function looksOf({ inputSize, regionOfInterest, significantBits }: ModelManifest): string {
  return JSON.stringify([inputSize, regionOfInterest, significantBits ?? 16]);
}
