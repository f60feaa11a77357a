interface Size {
  readonly width: number;
  readonly height: number;
}

/** Returns the size of a frame when its longer side is at most `maxSide` pixels; it is never enlarged. */
export function fitted(frame: Size, maxSide: number): Size {
  const factor = Math.min(1, maxSide / Math.max(frame.width, frame.height));
  return {
    width: Math.max(1, Math.round(frame.width * factor)),
    height: Math.max(1, Math.round(frame.height * factor)),
  };
}
