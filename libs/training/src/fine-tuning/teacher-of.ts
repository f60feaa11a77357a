import type { Backbone, RgbPixels } from '#embedding';
import type { Batch } from '../views/batch.js';
import type { Teacher } from '../distillation/teacher.js';

/** Returns a compiled backbone as a teacher: its patches of each batch, which the caller disposes. */
export function teacherOf(backbone: Backbone): Teacher {
  return {
    identity: backbone.hash,
    embed: (batch) => {
      const { patches, image } = backbone.embed(imagesOf(batch));
      image.dispose();
      return patches;
    },
  };
}

function imagesOf({ images, size, pixels }: Batch): RgbPixels[] {
  const length = size * size * 3;
  return Array.from({ length: images }, (_, index) => ({
    width: size,
    height: size,
    pixels: pixels.subarray(index * length, (index + 1) * length),
  }));
}
