import type { OddNormal, OddPlace, Targets } from '#contracts';
import { limitsWithout } from '#calibration';
import { quantile, spread } from '#numbers';
import type { HeldOutFrame } from '../learned.js';

/** The number of odd normals that a certificate names. */
const most = 5;

export interface OddNormalsInput {
  /** Held-out frames of the parts that count in the limits. */
  readonly frames: readonly HeldOutFrame[];
  readonly targets: Targets;
  readonly seed: number;
  readonly grid: { readonly rows: number; readonly columns: number };
  /** Gives the id that a person knows the part by, null without one. */
  readonly partIdOf: (frameId: string) => string | null;
}

/**
 * Returns the parts with the highest held-out scores, the highest first, at most five: how far they lie from the others,
 * where on the picture, and the limits without them.
 */
export function oddNormalsOf(input: OddNormalsInput): OddNormal[] {
  const worst = worstOfParts(input.frames);
  const scores = worst.map(({ score }) => score);
  const ascending = scores.toSorted((a, b) => a - b);
  const { targets, seed } = input;
  return limitsWithout(scores, targets, { seed, most }).map(({ index, ...limits }) => {
    const frame = worst[index]!;
    return {
      frameId: frame.id,
      partId: input.partIdOf(frame.id),
      score: frame.score,
      spreads: (frame.score - quantile(ascending, 0.5)) / spread(ascending),
      place: placeOf(frame, input),
      ...limits,
    };
  });
}

/** Returns the frame of each part that gives its score, the part's first one of equals. */
function worstOfParts(frames: readonly HeldOutFrame[]): HeldOutFrame[] {
  const worst = new Map<string, HeldOutFrame>();
  for (const frame of frames)
    if (frame.score > (worst.get(frame.part)?.score ?? -Infinity)) worst.set(frame.part, frame);
  return [...worst.values()];
}

/** Returns the frame's worst place, and the median and the highest that the other parts have there. */
function placeOf({ map, part }: HeldOutFrame, { frames, grid }: OddNormalsInput): OddPlace {
  const at = map.reduce((best, value, index) => (value > map[best]! ? index : best), 0);
  const others = frames
    .filter((frame) => frame.part !== part)
    .map((frame) => frame.map[at]!)
    .sort((a, b) => a - b);
  return {
    row: Math.floor(at / grid.columns),
    column: at % grid.columns,
    ...grid,
    patchScore: map[at]!,
    usual: quantile(others, 0.5),
    highest: others.at(-1)!,
  };
}
