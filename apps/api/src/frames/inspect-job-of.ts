import type { InspectJob } from '#contracts';
import type { StoredFrame } from '#storage';

/** Returns the job that inspects an accepted frame. */
export function inspectJobOf({
  id,
  station,
  acceptedAt,
  goldenPart,
  deadlineAt,
}: Pick<StoredFrame, 'id' | 'station' | 'acceptedAt' | 'goldenPart' | 'deadlineAt'>): InspectJob {
  return {
    frameId: id,
    stationId: station,
    acceptedAt: acceptedAt.toISOString(),
    golden: goldenPart !== null,
    ...(deadlineAt !== null && { deadlineAt: deadlineAt.toISOString() }),
  };
}
