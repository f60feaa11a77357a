import { TouchstoneError } from '#contracts';
import type { Backbone } from '#embedding';

export const fewestNormals = 20;

/** Said before anything is computed. @throws TouchstoneError too-few-normals, backbone-invalid with the numbers that differ. */
export function refuseUnusable(normals: number, base: Backbone, teacher: Backbone): void {
  if (normals < fewestNormals)
    throw new TouchstoneError(
      'too-few-normals',
      `There are ${normals} good parts, and ${fewestNormals} are needed: two thirds are learned from, a sixth says when to stop, a sixth decides.`,
      { facts: { normals, needed: fewestNormals } },
    );
  const { width, height } = base.size;
  if (width !== height)
    throw new TouchstoneError(
      'backbone-invalid',
      `${base.manifest.name} sees ${width} x ${height} pixels; views of parts are drawn for square ones. Import it again with a square --size.`,
    );
  if (shapeOf(base) === shapeOf(teacher)) return;
  throw new TouchstoneError(
    'backbone-invalid',
    `At ${width} x ${height} pixels ${base.manifest.name} gives ${shapeOf(base)}, and the teacher ${teacher.manifest.name} ` +
      `${shapeOf(teacher)}; both must be equal. Import the teacher again with other --taps or --grid-stride.`,
  );
}

function shapeOf({ grid, dimensions }: Backbone): string {
  return `${grid.rows} x ${grid.columns} patches of ${dimensions} channels`;
}
