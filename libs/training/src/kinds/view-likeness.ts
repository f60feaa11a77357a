import type { Tf } from '#tensors';
import { applyHead, type Head } from '../heads/head.js';
import { heldOutNtXent } from '../objectives/nt-xent.js';
import type { Described } from './describe.js';

/** The temperature that SimCLR's paper has for small batches; the same for every head that is compared. */
const temperature = 0.2;

/**
 * Returns how well two variants of one image find each other among held-out images: minus NT-Xent of each image as it
 * is and its first variant. Needs no labels.
 */
export function viewLikeness(
  tf: Tf,
  head: Head,
  { inputs, views, values }: Described,
  places: readonly number[],
): number {
  const rows = new Float32Array(places.length * 2 * inputs);
  places.forEach((place, i) => {
    for (const view of [0, 1]) {
      const start = (place * views + view) * inputs;
      rows.set(values.subarray(start, start + inputs), (view * places.length + i) * inputs);
    }
  });
  return -heldOutNtXent(tf, applyHead(tf, head, rows), head.shape.dimensions, temperature);
}
