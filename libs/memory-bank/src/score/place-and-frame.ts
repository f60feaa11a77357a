import type { ScoreReference, ScoreSettings } from '#contracts';
import { quantile } from '#numbers';
import { counted } from './counted.js';

/** A frame's median patch counts as at least this share of what is usual over all places. */
const leastMedianShare = 0.1;

/** The image score of `place-and-frame`, and each patch's share in it. */
export interface PlacedScore {
  readonly imageScore: number;
  /**
   * The map, row-major, in the image score's unit: a patch at a limit is as bad as the worst patches of a frame at that
   * limit. The mean of the worst is at most the image score, and equals it where both parts have the same worst
   * patches. 0 where masked.
   */
  readonly map: Float32Array;
}

/** The two parts of the score before they are standardised. */
export interface Parts {
  readonly place: number;
  readonly frame: number;
}

/** A reference without what its own parts' spreads give: enough to take the parts of a frame. */
export type UsualDistances = Pick<ScoreReference, 'rows' | 'columns' | 'mean' | 'deviation'>;

/**
 * An image score that knows the place and the frame: the mean of two parts, each less its median and divided by
 * its spread (90 % quantile less median) among held-out normals. `place`: mean of the worst patches after each
 * place's usual distance is taken off and the rest divided by its usual deviation. `frame`: mean of the worst
 * patches as a multiple of the frame's own median patch.
 */
export class PlaceAndFrame {
  readonly #expected: Float64Array;
  readonly #leastMedian: number;

  constructor(
    private readonly usual: UsualDistances,
    private readonly worst: ScoreSettings['worst'],
    private readonly mask: Uint8Array | null,
  ) {
    this.#expected = largestAround(usual, mask);
    const places = counted(Float32Array.from(usual.mean), mask);
    const mean = places.reduce((sum, v) => sum + v, 0) / Math.max(1, places.length);
    this.#leastMedian = leastMedianShare * mean || 1;
  }

  /** Returns the two parts of a frame's score. @param distances patch distances of one frame, row-major. */
  parts(distances: Float32Array): Parts {
    return this.#look(distances).parts;
  }

  score(distances: Float32Array, { place, frame }: ScoreReference): PlacedScore {
    const { parts, excess, median } = this.#look(distances);
    const both = (one: Parts) =>
      ((one.place - place.median) / place.spread + (one.frame - frame.median) / frame.spread) / 2;
    const map = excess.map((value, i) =>
      this.#counts(i) ? both({ place: value, frame: distances[i]! / median }) : 0,
    );
    return { imageScore: both(parts), map };
  }

  #look(distances: Float32Array): { parts: Parts; excess: Float32Array; median: number } {
    const ascending = counted(distances, this.mask).toSorted();
    const median = Math.max(quantile(ascending, 0.5), this.#leastMedian);
    const excess = this.#excess(distances);
    const parts = {
      place: meanOfLast(counted(excess, this.mask).toSorted(), this.worst),
      frame: meanOfLast(ascending, this.worst) / median,
    };
    return { parts, excess, median };
  }

  #counts(place: number): boolean {
    return !this.mask || this.mask[place] === 1;
  }

  /** Returns how far each patch lies over the largest usual distance around it, in its place's deviations. */
  #excess(distances: Float32Array): Float32Array {
    const { deviation } = this.usual;
    return distances.map((distance, i) => (distance - this.#expected[i]!) / deviation[i]!);
  }
}

/** The largest mean of the 3 x 3 places around each: a part that lies one patch off is still usual. */
function largestAround(
  { rows, columns, mean }: UsualDistances,
  mask: Uint8Array | null,
): Float64Array {
  const largest = new Float64Array(mean.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let most = -Infinity;
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++)
          if (!mask || mask[r * columns + c] === 1) most = Math.max(most, mean[r * columns + c]!);
      largest[row * columns + column] = Number.isFinite(most) ? most : 0;
    }
  return largest;
}

/** Mean of the `count` last values; of all where there are fewer, 0 of none. */
function meanOfLast(ascending: Float32Array, count: number): number {
  const last = ascending.subarray(-Math.min(count, ascending.length));
  return last.reduce((sum, value) => sum + value, 0) / Math.max(1, last.length);
}
