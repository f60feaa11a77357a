import type { Inspection, RegionOfInterest } from '#contracts';
import { useRead } from '../api/use-read.js';

/** Returns the region of the model that inspected the frame: its grid of patches covers that and no more. */
export function useRegion(inspection: Inspection | null): RegionOfInterest | null {
  const named = inspection && {
    path: { station: inspection.stationId, model: inspection.model.id },
  };
  const { value } = useRead('/v1/stations/{station}/models/{model}', named);
  return value?.regionOfInterest ?? null;
}
