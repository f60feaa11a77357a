import type { z } from 'zod';
import type { frameLinks } from './frame.js';
import type { FrameId } from './ids.js';

/** Returns the paths at which a frame and what belongs to it are read, relative to the API's own address. */
export function linksOfFrame(id: FrameId): z.infer<typeof frameLinks> {
  const self = `/v1/frames/${id}`;
  return {
    self,
    image: `${self}/image`,
    heatmap: `${self}/heatmap`,
    nearestNormal: `${self}/nearest-normal`,
  };
}
