import { seededRandom } from '#numbers';

/** The grid and the channels of the patches that `drawnPatches` draws. */
export const [rows, columns, dimensions] = [4, 4, 6];

/** Draws the patch embeddings of so many normals, whose channels differ in place and spread; the same again by seed. */
export function drawnPatches(count: number, seed: number, name: string, shift = 0) {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    normalId: `${name}-${i}`,
    rows,
    columns,
    dimensions,
    patches: Float32Array.from(
      { length: rows * columns * dimensions },
      (_, k) => (k % 6) * 3 + shift + (random() + random() + random() - 1.5) * (1 + (k % 7)),
    ),
  }));
}
