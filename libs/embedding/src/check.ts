import { TouchstoneError } from '#contracts';
import type { Tensor, Tensor4D, Tf } from '#tensors';
import { packed, type Engine, type RgbPixels } from './backbone.js';
import type { Size } from './compile.js';
import type { CheckResult } from './compiled-cache.js';
import type { ReadyNetwork } from './sources/network-source.js';

/**
 * Largest difference allowed between the compiled network and the layers, as a share of the largest value.
 * Folding and fusing change the order of float32 sums: MobileNetV2 and ResNet-18 differ by about 1e-6.
 */
export const checkTolerance = 1e-4;

/**
 * Runs two images through the engine and through the network by the slow, obvious way.
 * @throws TouchstoneError backbone-invalid when they differ by more than the network's tolerance.
 */
export async function checkEngine(
  tf: Tf,
  name: string,
  ready: ReadyNetwork,
  size: Size,
  engine: Engine,
): Promise<CheckResult> {
  const images = [checkImage(size, 1), checkImage(size, 2)];
  const pixels = tf.tidy(() => tf.stack(images.map((image) => asTensor(tf, image))) as Tensor4D);
  const expected = await ready.expected(pixels);
  const found = engine.run(packed(images, size, engine.bytesPerImage), images.length);
  const patches = difference(found.patches, expected.patches);
  const image = difference(found.image, expected.image);
  tf.dispose([pixels, expected.patches, expected.image, found.patches, found.image]);
  const { tolerance } = ready;
  if (!(Math.max(patches, image) <= tolerance)) throw differs(name, patches, image, tolerance);
  return { patches, image, tolerance, checkedAt: new Date().toISOString() };
}

/** Returns the largest absolute difference over the largest absolute value. */
export function difference(found: Tensor, expected: Tensor): number {
  if (found.shape.join() !== expected.shape.join()) return Infinity;
  const [a, b] = [found.dataSync(), expected.dataSync()];
  let [largest, apart] = [0, 0];
  for (let i = 0; i < b.length; i++) {
    const gap = Math.abs(a[i]! - b[i]!);
    if (Number.isNaN(gap)) return Infinity;
    apart = Math.max(apart, gap);
    largest = Math.max(largest, Math.abs(b[i]!));
  }
  return largest === 0 ? apart : apart / largest;
}

/** Waves of several lengths and a little noise: every channel of a network has something to say. */
export function checkImage({ width, height }: Size, seed: number): RgbPixels {
  const pixels = new Uint8Array(width * height * 3);
  let state = seed;
  for (let i = 0; i < pixels.length; i++) {
    const [channel, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    // Numerical Recipes' linear congruential generator.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const wave = Math.sin(x / (3 + channel * seed)) + Math.cos((y + x / 2) / (5 * seed + channel));
    pixels[i] = 128 + 45 * wave + (state >>> 24) / 8;
  }
  return { width, height, pixels };
}

function asTensor(tf: Tf, { width, height, pixels }: RgbPixels) {
  return tf.tensor3d(Float32Array.from(pixels), [height, width, 3]);
}

function differs(name: string, patches: number, image: number, tolerance: number): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `Backbone "${name}" compiled to other results than its network gives as it lies: patches differ by ` +
      `${patches.toExponential(1)} and the image embedding by ${image.toExponential(1)} of the largest value, allowed is ` +
      `${tolerance}. Please report it with the network; the backbone is not used.`,
    { facts: { patches, image, tolerance } },
  );
}
