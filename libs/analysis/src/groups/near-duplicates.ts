import { cosineDistance } from '../exact-search.js';
import { type Vectors, vectorAt } from '../vectors.js';

export interface TimedFrame {
  readonly id: string;
  /** The time of the frame, in milliseconds since 1970; null where nobody said. */
  readonly at: number | null;
}

export interface DuplicateOptions {
  /** Cosine distance up to which two frames show the same thing. */
  readonly distance: number;
  /** Milliseconds that duplicates are apart at most; null: any. */
  readonly windowMs: number | null;
}

/** Frames that show the same thing; the first one stays, the others are its duplicates. */
export interface DuplicateGroup {
  readonly first: string;
  readonly duplicates: readonly { readonly id: string; readonly distance: number }[];
}

/**
 * Near-duplicates within a time window: each frame, in order of time, joins the first earlier kept frame
 * that it equals within the distance, or is kept itself. So no chain of small steps makes unlike frames one.
 */
export function nearDuplicates(
  frames: readonly TimedFrame[],
  vectors: Vectors,
  { distance, windowMs }: DuplicateOptions,
): DuplicateGroup[] {
  const order = frames
    .map((_, i) => i)
    .sort((a, b) => timeOf(frames[a]!) - timeOf(frames[b]!) || a - b);
  const kept: { place: number; duplicates: { id: string; distance: number }[] }[] = [];
  for (const i of order) {
    const found = kept
      .filter(({ place }) => windowMs === null || apart(frames[place]!, frames[i]!) <= windowMs)
      .map((group) => ({
        group,
        distance: cosineDistance(vectorAt(vectors, group.place), vectorAt(vectors, i)),
      }))
      .filter((one) => one.distance <= distance)
      .sort((a, b) => a.distance - b.distance)[0];
    if (found) found.group.duplicates.push({ id: frames[i]!.id, distance: found.distance });
    else kept.push({ place: i, duplicates: [] });
  }
  return kept
    .filter(({ duplicates }) => duplicates.length > 0)
    .map(({ place, duplicates }) => ({ first: frames[place]!.id, duplicates }));
}

function timeOf({ at }: TimedFrame): number {
  return at ?? 0;
}

/** Frames of unknown time may have been taken together. */
function apart(a: TimedFrame, b: TimedFrame): number {
  return a.at === null || b.at === null ? 0 : Math.abs(a.at - b.at);
}
