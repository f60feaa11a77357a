import { TouchstoneError } from '#contracts';
import type { Backbone, RgbPixels } from '#embedding';
import type { Batch, Teacher } from '#training';

/**
 * A compiled backbone as a teacher.
 * @throws TouchstoneError backbone-invalid when its patches are not what the student can give.
 */
export function backboneTeacher(backbone: Backbone, dimensions: number): Teacher {
  refuseOtherPatches(backbone, dimensions);
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

function refuseOtherPatches({ manifest, grid, size, dimensions }: Backbone, wanted: number): void {
  const rows = size.height / 16;
  if (dimensions === wanted && grid.rows === rows && grid.columns === size.width / 16) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `The teacher "${manifest.name}" gives ${grid.rows} x ${grid.columns} patches of ${dimensions} channels at ` +
      `${size.width} x ${size.height}; the student gives ${rows} x ${size.width / 16} of ${wanted}. ` +
      'Import it again with other --taps or --grid-stride 16.',
  );
}
