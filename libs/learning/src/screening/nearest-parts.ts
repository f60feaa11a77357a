/** The number of parts nearest to a patch that say how close together patches lie there. */
export const neighbourCount = 8;

/** The parts nearest to one patch, nearest first. */
export interface NearestParts {
  /** The frame of each that lies nearest; -1 where there are not so many parts. */
  readonly frames: Int32Array;
  /** The squared distances; infinity where there are not so many parts. */
  readonly squared: Float64Array;
}

/**
 * Finds the nearest parts other than `own` from squared distances to frames, `squared[from + i]` for frame i.
 * `partOf[i]` is the part of frame i; of a part its nearest frame counts.
 */
export function nearestParts(
  squared: Float32Array,
  from: number,
  partOf: Int32Array,
  own: number,
): NearestParts {
  const found = {
    frames: new Int32Array(neighbourCount).fill(-1),
    squared: new Float64Array(neighbourCount).fill(Infinity),
  };
  for (let i = 0; i < partOf.length; i++)
    if (partOf[i] !== own && squared[from + i]! < found.squared[neighbourCount - 1]!)
      insert(found, i, squared[from + i]!, partOf);
  return found;
}

/** Takes the frame in at its place; an earlier frame of its part goes, or it does where that one is nearer. */
function insert(
  { frames, squared }: NearestParts,
  frame: number,
  value: number,
  partOf: Int32Array,
): void {
  const same = frames.findIndex((one) => one >= 0 && partOf[one] === partOf[frame]);
  if (same >= 0 && squared[same]! <= value) return;
  let at = same >= 0 ? same : neighbourCount - 1;
  for (; at > 0 && squared[at - 1]! > value; at--) {
    frames[at] = frames[at - 1]!;
    squared[at] = squared[at - 1]!;
  }
  frames[at] = frame;
  squared[at] = value;
}
