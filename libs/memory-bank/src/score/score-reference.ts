import type { ScoreReference, ScoreSettings } from '#contracts';
import type { Grid } from '../patches/patch-collection.js';
import { PlaceAndFrame, type UsualDistances } from './place-and-frame.js';
import { PlaceMoments } from './place-moments.js';
import { standardOf } from './standardise-scores.js';

/** Share of the whole map's deviation in what each place's excess is divided by. */
const wholeShare = 0.25;

/** Distances of a normal to a bank that was built without its fold, row-major. */
export interface HeldOutMap {
  readonly map: Float32Array;
  readonly fold: number;
  /** Tells whether it has a say in what is usual; false where it is only scored. */
  readonly learned?: boolean;
}

export interface ReferenceSettings extends Grid {
  readonly worst: ScoreSettings['worst'];
  /** The mask, row-major, 1 where a patch counts; null: all do. */
  readonly mask: Uint8Array | null;
}

/**
 * Returns what `place-and-frame` must know of the normals, from their held-out maps. How the two parts vary is taken
 * cross-fitted: the frames of a fold by the usual distances of the other folds, as an unseen frame will be.
 */
export function scoreReferenceOf(
  maps: readonly HeldOutMap[],
  settings: ReferenceSettings,
): ScoreReference {
  return referenceOf(byFold(maps, settings), settings);
}

/**
 * Returns the image score of each held-out map under a reference made from the other folds alone, so that no normal has
 * a say in what is usual for itself: scores that limits can be taken from. A fold's reference is made of four fifths of
 * the normals, which makes its scores a little higher than those of unseen frames, never lower.
 */
export function crossFittedScores(
  maps: readonly HeldOutMap[],
  settings: ReferenceSettings,
): number[] {
  const folds = byFold(maps, settings);
  const scorers = new Map(
    folds.map(({ fold }) => {
      const others = folds.filter((other) => other.fold !== fold);
      const reference = referenceOf(others.length > 0 ? others : folds, settings);
      const score = new PlaceAndFrame(reference, settings.worst, settings.mask);
      return [fold, (map: Float32Array) => score.score(map, reference).imageScore] as const;
    }),
  );
  return maps.map(({ map, fold }) => scorers.get(fold)!(map));
}

interface Fold {
  readonly fold: number;
  readonly maps: readonly Float32Array[];
  readonly moments: PlaceMoments;
}

function byFold(maps: readonly HeldOutMap[], settings: ReferenceSettings): Fold[] {
  const folds = [...new Set(maps.map(({ fold }) => fold))].sort((a, b) => a - b);
  return folds.map((fold) => {
    const own = maps
      .filter((one) => one.fold === fold && one.learned !== false)
      .map(({ map }) => map);
    const moments = new PlaceMoments(settings.rows * settings.columns, settings.mask);
    for (const map of own) moments.add(map);
    return { fold, maps: own, moments };
  });
}

function referenceOf(folds: readonly Fold[], settings: ReferenceSettings): ScoreReference {
  const parts = folds.flatMap((fold) => {
    const others = folds.filter((other) => other !== fold);
    const usual = usualOf(others.length > 0 ? others : folds, settings);
    const scorer = new PlaceAndFrame(usual, settings.worst, settings.mask);
    return fold.maps.map((map) => scorer.parts(map));
  });
  return {
    ...usualOf(folds, settings),
    place: standardOf(parts.map(({ place }) => place)),
    frame: standardOf(parts.map(({ frame }) => frame)),
  };
}

function usualOf(folds: readonly Fold[], { rows, columns, mask }: ReferenceSettings) {
  const all = new PlaceMoments(rows * columns, mask);
  for (const { moments } of folds) all.merge(moments);
  const { mean, deviation } = all.each();
  // Of normals that are all alike every excess is counted in units of distance.
  const floor = wholeShare * all.whole().deviation || 1;
  const usual: UsualDistances = {
    rows,
    columns,
    mean,
    deviation: deviation.map((own) => own + floor),
  };
  return usual;
}
