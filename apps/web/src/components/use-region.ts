import type { Inspection, ModelManifest, RegionOfInterest } from '#contracts';
import { useRead } from '../api/use-read.js';

/** Returns the region of the model that inspected the frame: its grid of patches covers that and no more. */
export function useRegion(inspection: Inspection | null): RegionOfInterest | null {
  const path = inspection && `/v1/stations/${inspection.stationId}/models/${inspection.model.id}`;
  return useRead<ModelManifest>(path).value?.regionOfInterest ?? null;
}
