import { groupIntoParts, type FramesByPart } from '#calibration';
import type { Normal } from '../normals/embed-normals.js';
import type { KeptPatches } from '../normals/kept-patches.js';

/** Groups the normals by the part that each shows: by id, lot and time, or likeness of their image embeddings. */
export function partsOf(normals: readonly Normal[], kept: KeptPatches): FramesByPart {
  const embeddings = new Map(kept.normals.map(({ normalId, image }) => [normalId, image]));
  return groupIntoParts(
    normals.map(({ id, partId, lot = null, capturedAt = null }) => ({
      id,
      partId,
      lot,
      capturedAt,
      embedding: embeddings.get(id) ?? null,
    })),
  );
}
