import type { RegionOfInterest } from '#contracts';

export interface PixelRegion {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Returns a region of interest in whole pixels of a frame: edges rounded, at least one pixel, inside the frame. */
export function regionInPixels(
  region: RegionOfInterest,
  frame: { width: number; height: number },
): PixelRegion {
  const [left, width] = span(region.x, region.width, frame.width);
  const [top, height] = span(region.y, region.height, frame.height);
  return { left, top, width, height };
}

function span(from: number, share: number, pixels: number): [start: number, length: number] {
  const start = Math.min(Math.round(from * pixels), pixels - 1);
  const end = Math.min(Math.round((from + share) * pixels), pixels);
  return [start, Math.max(1, end - start)];
}
