import { TouchstoneError, type ScoreSettings } from '#contracts';

/** Mean of the `worst` largest patch scores; of all where there are fewer. */
export function meanOfWorst(map: Float32Array, worst: number): number {
  const largest = map.toSorted().subarray(-Math.min(worst, map.length));
  return largest.reduce((sum, score) => sum + score, 0) / largest.length;
}

/** The largest patch score's place; the first where several are. */
export function worstPlace(map: Float32Array): number {
  let place = 0;
  for (let i = 1; i < map.length; i++) if (map[i]! > map[place]!) place = i;
  return place;
}

/**
 * PatchCore (Roth et al. 2022), equation 7: `(1 - exp(s) / sum_m exp(d_m)) s` with `s` the worst patch's
 * score and `d_m` its distances to the bank rows nearest to its nearest row, that row among them. With
 * one neighbour there is nothing to weigh against and `s` itself comes back.
 */
export function reweighted(score: number, neighbourDistances: readonly number[]): number {
  if (neighbourDistances.length < 2) return score;
  // Shifted by the largest so that no exponential overflows; the quotient stays the same.
  const largest = Math.max(score, ...neighbourDistances);
  const sum = neighbourDistances.reduce((total, d) => total + Math.exp(d - largest), 0);
  return (1 - Math.exp(score - largest) / sum) * score;
}

/** The image score of a map; `neighbourDistances` is asked only where the method needs it. */
export function imageScore(
  map: Float32Array,
  settings: ScoreSettings,
  neighbourDistances: () => readonly number[],
): number {
  switch (settings.method) {
    case 'worst-mean':
      return meanOfWorst(map, settings.worst);
    case 'maximum':
      return map[worstPlace(map)]!;
    case 'place-and-frame':
      throw new TouchstoneError(
        'model-invalid',
        'The place-and-frame score needs the usual distances of the normals, and this model has none: calibrate the station again.',
      );
    case 'reweighted':
      return reweighted(map[worstPlace(map)]!, neighbourDistances());
  }
}
