import { teacherOf, type Teacher } from '#training';
import { TouchstoneError } from '#contracts';
import type { Backbone } from '#embedding';

/**
 * Returns a compiled backbone as a teacher.
 * @throws TouchstoneError backbone-invalid when its patches are not what the student can give.
 */
export function backboneTeacher(backbone: Backbone, dimensions: number): Teacher {
  refuseOtherPatches(backbone, dimensions);
  return teacherOf(backbone);
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
