import { makeUnit } from './vectors.js';

/**
 * The inputs that a defect embedding is made from: the frame's patch embeddings, its anomaly map, and the model's
 * channels.
 */
export interface DefectView {
  /** Raw patch embeddings `[rows * columns, dimensions]`. */
  readonly patches: Float32Array;
  /** Patch scores, row-major. */
  readonly map: Float32Array;
  readonly dimensions: number;
  /** Mean and deviation of each channel among the normals, as the memory bank has them. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** The number of worst patches that describe a defect; fewer see noise, more see the good part around it. */
export const defectPatches = 5;

/**
 * Returns the unit vector that describes a frame's defect: the mean of its worst patches, standardised. The image
 * embedding looks at the whole part, in which a defect hardly shows; docs/analysis.md has the comparison.
 */
export function defectEmbedding(view: DefectView, worst = defectPatches): Float32Array {
  return makeUnit(sumOfWorst(view, worst));
}

/** Returns the same before it is brought to unit length: the mean of the worst patches, standardised. */
export function worstPatches(view: DefectView, worst = defectPatches): Float32Array {
  return sumOfWorst(view, worst).map((value) => value / worst);
}

function sumOfWorst(view: DefectView, worst: number): Float32Array {
  const { patches, map, dimensions, mean, deviation } = view;
  const sum = new Float32Array(dimensions);
  for (const place of worstPlaces(map, worst))
    for (let c = 0; c < dimensions; c++)
      sum[c]! += (patches[place * dimensions + c]! - mean[c]!) / deviation[c]!;
  return sum;
}

/**
 * Returns the vector by which a frame's defect is compared with others: through the backbone's trained head where it
 * has one.
 */
export function defectLook(
  view: DefectView,
  head?: (vector: Float32Array) => Float32Array,
): Float32Array {
  const vector = defectEmbedding(view);
  return head?.(vector) ?? vector;
}

/** Returns the places of the largest patch scores, largest first; the earlier one where two are equal. */
export function worstPlaces(map: Float32Array, count: number): number[] {
  return Array.from(map.keys())
    .sort((a, b) => map[b]! - map[a]! || a - b)
    .slice(0, count);
}
