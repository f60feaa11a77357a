import { describe, expect, it } from 'vitest';
import type { Backbone, RgbPixels } from '#embedding';
import { loadTensorRuntime } from '#tensors';
import { backboneTeacher } from './backbone-teacher.js';

const { tf } = await loadTensorRuntime();

/** Gives each image's first pixel on a 2 x 2 grid. */
function firstPixelBackbone(grid = { rows: 2, columns: 2 }): Backbone {
  return {
    manifest: { name: 'first-pixel' },
    hash: 'abc',
    grid,
    size: { width: 32, height: 32 },
    dimensions: 1,
    embed: (images: readonly RgbPixels[]) => ({
      patches: tf.tidy(() =>
        tf.tile(tf.tensor4d(images.map(({ pixels }) => [[[pixels[0]!]]])), [1, 2, 2, 1]),
      ),
      image: tf.zeros([images.length, 1]),
    }),
  } as unknown as Backbone;
}

describe('backboneTeacher', () => {
  const pixels = new Uint8Array(2 * 32 * 32 * 3).fill(7, 32 * 32 * 3);

  it('embeds each image of the batch and keeps the patches only', () => {
    const teacher = backboneTeacher(firstPixelBackbone(), 1);
    const before = tf.memory().numTensors;
    const patches = teacher.embed({ images: 2, size: 32, pixels });
    expect(tf.memory().numTensors).toBe(before + 1);
    expect(Array.from(patches.dataSync())).toEqual([0, 0, 0, 0, 7, 7, 7, 7]);
    patches.dispose();
  });

  it('refuses a backbone of another grid or of other channels', () => {
    expect(() => backboneTeacher(firstPixelBackbone(), 128)).toThrow(/first-pixel.*128/s);
    const fine = firstPixelBackbone({ rows: 4, columns: 4 });
    expect(() => backboneTeacher(fine, 1)).toThrow(/4 x 4/);
  });
});
