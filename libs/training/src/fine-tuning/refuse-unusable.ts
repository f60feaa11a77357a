import { TouchstoneError } from '#contracts';
import type { Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { FineTuningTools } from './tools.js';

export const fewestNormals = 20;

/**
 * Refuses what cannot be used before anything is computed.
 * @throws TouchstoneError program-missing without the native library, too-few-normals, validation-failed for a backbone
 * that is its own teacher, backbone-invalid with what differs.
 */
export function refuseUnusable(
  normals: number,
  { runtime, backbone, teacher }: Pick<FineTuningTools, 'runtime' | 'backbone' | 'teacher'>,
): void {
  refuseWithoutNative(runtime);
  if (normals < fewestNormals)
    throw new TouchstoneError(
      'too-few-normals',
      `There are ${normals} good parts, and ${fewestNormals} are needed: two thirds are learned from, a sixth says when to stop, a sixth decides.`,
      { facts: { normals, needed: fewestNormals } },
    );
  refuseOnnx(backbone.manifest);
  if (backbone.hash === teacher.hash)
    throw new TouchstoneError(
      'validation-failed',
      `${backbone.manifest.name} cannot teach itself. Name a larger backbone, as "touchstone backbones list" shows them.`,
    );
  refuseOtherShape(backbone, teacher);
}

function refuseWithoutNative(runtime: TensorRuntime): void {
  if (runtime.native) return;
  throw new TouchstoneError(
    'program-missing',
    `Training convolutions needs the native TensorFlow library, which is not in use: ${runtime.whyNotNative}.`,
  );
}

/** Its convolutions have no gradients here; heads and weighted channels are trained behind them. */
function refuseOnnx({ name, network, madeFrom }: Backbone['manifest']): void {
  if (network !== 'onnx') return;
  throw new TouchstoneError(
    'backbone-invalid',
    `The convolutions of ${name} cannot be trained: it is an ONNX network. Start from a TensorFlow.js LayersModel` +
      `${madeFrom ? `, such as ${madeFrom.name}, which it was made from, and quantise what comes of it` : ''}.`,
  );
}

function refuseOtherShape(base: Backbone, teacher: Backbone): void {
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
