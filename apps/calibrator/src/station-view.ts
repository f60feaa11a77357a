import type { StationSettings } from '#contracts';
import { type PreviousModel, type View, viewOf } from '#inspection';

/**
 * How the station looks at its frames now. What new normals are added to keeps its camera's reference: with
 * another one all that is stored of the old normals would be worthless.
 */
export function viewOfStation(
  { regionOfInterest, masks, alignment }: StationSettings,
  size: View['size'],
  previous: PreviousModel | null,
): View {
  const cameraReference = previous ? viewOf(previous.manifest).cameraReference : null;
  return { size, regionOfInterest, masks, alignment, cameraReference };
}
