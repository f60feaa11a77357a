import type { InspectJob } from '#contracts';
import type { StoredFrame } from '#storage';

/** Returns the job that inspects an accepted frame. */
export function inspectJobOf({
  id,
  station,
  acceptedAt,
  goldenPart,
}: Pick<StoredFrame, 'id' | 'station' | 'acceptedAt' | 'goldenPart'>): InspectJob {
  return {
    frameId: id,
    stationId: station,
    acceptedAt: acceptedAt.toISOString(),
    golden: goldenPart !== null,
  };
}
