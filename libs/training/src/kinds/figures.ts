import { decisions, fitLogistic, squaredDistance, unitVectors, type Vectors, vectorAt } from '#analysis'; // prettier-ignore

/** The figures of how well images find their own kind. */
export interface SearchFigures {
  /** The share of its own kind among each image's five nearest others; the mean. */
  readonly precisionAt5: number;
  /** The share of images whose five nearest others outvote for its kind (the nearest decides a draw). */
  readonly nearestAccuracy: number;
}

/** The figures of how well embeddings bring images of one kind together; all on images that were not learned from. */
export interface KindFigures extends SearchFigures {
  /** The balanced accuracy of a logistic regression learned on the learning images: mean of the kinds' recalls. */
  readonly balancedAccuracy: number | null;
}

const count = 5;
/**
 * The regularisation that names of defects are learned by; their temperature and reach, which take five fits more,
 * change no likeliest name.
 */
const inverseStrength = 10;

/** Returns the figures of vectors that judge among themselves, and of a classifier that learns from others. */
export function kindFigures(
  judge: Vectors,
  labels: readonly string[],
  learn?: { vectors: Vectors; labels: readonly string[] },
): KindFigures {
  const found = searchFigures(judge, labels);
  return { ...found, balancedAccuracy: learn ? balancedAccuracy(judge, labels, learn) : null };
}

/**
 * Returns the figures of a search: each of `queries` (places; all, unless said) looks for its kind among all other
 * vectors.
 */
export function searchFigures(
  vectors: Vectors,
  labels: readonly string[],
  queries: readonly number[] = labels.map((_, i) => i),
): SearchFigures {
  const found = queries.map((place) => ({
    own: labels[place]!,
    nearest: nearestOf(vectors, place).map((other) => labels[other]!),
  }));
  return {
    precisionAt5: mean(found.map(({ own, nearest }) => shareOf(nearest, own))),
    nearestAccuracy: mean(found.map(({ own, nearest }) => (voted(nearest) === own ? 1 : 0))),
  };
}

/** Returns the same precision with other images as the gallery: each query's five nearest of them. */
export function precisionAmong(
  queries: Vectors,
  queryLabels: readonly string[],
  gallery: Vectors,
  galleryLabels: readonly string[],
): number {
  return mean(
    queryLabels.map((label, i) => {
      const found = nearestIn(gallery, vectorAt(queries, i), -1);
      return shareOf(found.map((place) => galleryLabels[place]!), label); // prettier-ignore
    }),
  );
}

function nearestOf(vectors: Vectors, i: number): number[] {
  return nearestIn(vectors, vectorAt(vectors, i), i);
}

function nearestIn(vectors: Vectors, query: Float32Array, without: number): number[] {
  const found: { place: number; distance: number }[] = [];
  for (let place = 0; place < vectors.count; place++)
    if (place !== without)
      found.push({ place, distance: squaredDistance(query, vectorAt(vectors, place)) });
  found.sort((a, b) => a.distance - b.distance || a.place - b.place);
  return found.slice(0, count).map(({ place }) => place);
}

function voted(found: readonly string[]): string | undefined {
  const votes = new Map<string, number>();
  for (const label of found) votes.set(label, (votes.get(label) ?? 0) + 1);
  const most = Math.max(...votes.values());
  return found.find((label) => votes.get(label) === most);
}

function balancedAccuracy(
  judge: Vectors,
  labels: readonly string[],
  learn: { vectors: Vectors; labels: readonly string[] },
): number {
  const names = [...new Set(learn.labels)].sort();
  const classes = learn.labels.map((label) => names.indexOf(label));
  const known = fitLogistic(unitVectors(learn.vectors), classes, names.length, { c: inverseStrength }); // prettier-ignore
  const asked = unitVectors(judge);
  const right = labels.map((label, i) => {
    const found = decisions(known, vectorAt(asked, i));
    return names[found.indexOf(Math.max(...found))] === label ? 1 : 0;
  });
  const kinds = [...new Set(labels)];
  return mean(kinds.map((kind) => mean(right.filter((_, i) => labels[i] === kind))));
}

function shareOf(found: readonly string[], label: string): number {
  return found.length === 0 ? 0 : found.filter((one) => one === label).length / found.length;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
