import { useEffect, useState } from 'react';
import type { Address } from '#client';
import type { Inspection } from '#contracts';
import { framePicture, heatmapPicture } from '../../api/addresses.js';
import { useConnected } from '../../live/use-live.js';
import { type LoadedPicture, loadPicture } from '../../api/pictures.js';

export interface ShownFrame {
  inspection: Inspection;
  /** The frame's picture; null where it could not be had. */
  image: LoadedPicture | null;
  heatmap: LoadedPicture | null;
}

const side = 1024;

/**
 * Returns the wanted frame with its pictures, once they are there: picture, verdict and score change together. Until
 * then the frame before stays.
 */
export function useShownFrame(wanted: Inspection | null): ShownFrame | null {
  const [shown, show] = useState<ShownFrame | null>(null);
  // Pictures that could not be had come once the connection is back.
  const again = useConnected() && shown !== null && shown.image === null;
  useEffect(() => {
    if (wanted === null) return show(null);
    let current = true;
    const load = (address: Address) => loadPicture(address).catch(() => null);
    void Promise.all([
      load(framePicture(wanted.frameId, side)),
      load(heatmapPicture(wanted.frameId, side)),
    ]).then(([image, heatmap]) => {
      if (current) show({ inspection: wanted, image, heatmap });
    });
    return () => {
      current = false;
    };
  }, [wanted, again]);
  return shown;
}
