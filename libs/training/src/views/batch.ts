import { drawView, plainView } from './augmentation.js';
import type { ImageSource } from './image-source.js';
import { randomOf, shuffled } from '#numbers';
import { renderView } from './view-rendering.js';

/** Pixels of one batch as a camera gives them: `[images, size, size, 3]`, RGB, 0 to 255. */
export interface Batch {
  readonly images: number;
  readonly size: number;
  readonly pixels: Uint8Array;
}

const orderStream = 1;
const viewStream = 2;
const sampleStream = 3;

/**
 * Returns the augmented batch of a step. It depends on the seed and the step only, so a run that resumes at a step sees
 * what the uninterrupted run saw. Every image comes once an epoch.
 */
export function batchOfStep(
  source: ImageSource,
  seed: number,
  step: number,
  images: number,
  size: number,
): Batch {
  const pixels = new Uint8ClampedArray(images * size * size * 3);
  for (const [slot, index] of imagesOfStep(source.count, seed, step, images).entries()) {
    const image = source.image(index);
    const view = drawView(image, randomOf(seed, viewStream, step, slot));
    renderView(image, view, size, pixels, slot * size * size * 3);
  }
  return { images, size, pixels: new Uint8Array(pixels.buffer) };
}

/** Returns a batch of unchanged images, chosen by the seed, for the teacher's statistics. */
export function plainBatch(
  source: ImageSource,
  seed: number,
  first: number,
  images: number,
  size: number,
): Batch {
  const order = shuffled(source.count, randomOf(seed, sampleStream));
  const pixels = new Uint8ClampedArray(images * size * size * 3);
  for (let slot = 0; slot < images; slot++) {
    const image = source.image(order[(first + slot) % source.count] ?? 0);
    renderView(image, plainView(image), size, pixels, slot * size * size * 3);
  }
  return { images, size, pixels: new Uint8Array(pixels.buffer) };
}

/** Image indices of one step's slots; a batch may end one epoch and begin the next. */
function imagesOfStep(count: number, seed: number, step: number, images: number): number[] {
  const orders = new Map<number, Uint32Array>();
  const orderOf = (epoch: number): Uint32Array => {
    const order = orders.get(epoch) ?? shuffled(count, randomOf(seed, orderStream, epoch));
    orders.set(epoch, order);
    return order;
  };
  return Array.from({ length: images }, (_, slot) => {
    const position = step * images + slot;
    return orderOf(Math.floor(position / count))[position % count]!;
  });
}
