import { TouchstoneError, type ScoreReference, type ScoreSettings } from '#contracts';
import { PlaceAndFrame, type PlacedScore } from './place-and-frame.js';
import { counted } from './counted.js';

/** Returns the mean of the `worst` largest patch scores; of all where there are fewer. */
export function meanOfWorst(
  map: Float32Array,
  worst: number,
  mask: Uint8Array | null = null,
): number {
  const largest = counted(map, mask).toSorted().subarray(-worst);
  return largest.reduce((sum, score) => sum + score, 0) / Math.max(1, largest.length);
}

/** Returns the place of the largest patch score; the first where several are, and only where the mask counts. */
export function worstPlace(map: Float32Array, mask: Uint8Array | null = null): number {
  let place = -1;
  for (let i = 0; i < map.length; i++)
    if ((!mask || mask[i] === 1) && (place < 0 || map[i]! > map[place]!)) place = i;
  return Math.max(0, place);
}

/**
 * Reweights a score as in PatchCore (Roth et al. 2022), equation 7: `(1 - exp(s) / sum_m exp(d_m)) s` with `s` the
 * worst patch's score and `d_m` its distances to the bank rows nearest to its nearest row, that row among them. With
 * one neighbour there is nothing to weigh against and `s` itself comes back.
 */
export function reweighted(score: number, neighbourDistances: readonly number[]): number {
  if (neighbourDistances.length < 2) return score;
  // Shifted by the largest so that no exponential overflows; the quotient stays the same.
  const largest = Math.max(score, ...neighbourDistances);
  const sum = neighbourDistances.reduce((total, d) => total + Math.exp(d - largest), 0);
  return (1 - Math.exp(score - largest) / sum) * score;
}

/** A frame's score from its distances; those of the neighbours are asked only where the method needs them. */
export type Scorer = (
  distances: Float32Array,
  neighbourDistances: () => readonly number[],
) => PlacedScore;

/**
 * Returns the function that makes the image score, and a map in its unit, of a frame's distances by the settings'
 * method.
 * @throws TouchstoneError model-invalid when the method needs a reference and there is none.
 */
export function scorerOf(
  settings: ScoreSettings,
  mask: Uint8Array | null,
  reference: ScoreReference | null,
): Scorer {
  const { method, worst } = settings;
  if (method === 'place-and-frame') return placeAndFrameScorer(worst, mask, reference);
  return (map, neighbourDistances) => {
    if (method === 'worst-mean') return { imageScore: meanOfWorst(map, worst, mask), map };
    const largest = map[worstPlace(map, mask)]!;
    const imageScore = method === 'maximum' ? largest : reweighted(largest, neighbourDistances());
    return { imageScore, map };
  };
}

function placeAndFrameScorer(
  worst: number,
  mask: Uint8Array | null,
  reference: ScoreReference | null,
): Scorer {
  if (!reference)
    throw new TouchstoneError(
      'model-invalid',
      'The place-and-frame score needs the usual distances of the normals, and this model has none: calibrate the station again.',
    );
  const scorer = new PlaceAndFrame(reference, worst, mask);
  return (distances) => scorer.score(distances, reference);
}
