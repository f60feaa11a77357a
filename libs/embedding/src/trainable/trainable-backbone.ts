import { TouchstoneError, type BackboneManifest } from '#contracts';
import type { LayersModel, Tensor4D, Tf } from '#tensors';
import { compileNetwork, type CompiledNetwork, type Size } from '../compile.js';
import { checkHash, type LayersModelFiles } from '../folder/backbone-files.js';
import { joinedTaps, scaled } from '../layers-model/embed-by-layers.js';
import { layerByLayer } from '../layers-model/layer-by-layer.js';
import type { Grid } from '../network/embedding-head.js';

type Variable = ReturnType<Tf['variable']>;

/** One array of numbers of a convolution. */
export interface ConvolutionWeight {
  /** The name as model.json has it, such as `stride8/kernel`. */
  readonly name: string;
  readonly layer: string;
  readonly variable: Variable;
}

/** A backbone whose convolutions can be changed: run layer by layer, by operations that have gradients. */
export interface TrainableBackbone {
  readonly grid: Grid;
  readonly dimensions: number;
  /** Kernels and biases of the convolutions, in the order in which pixels reach them. */
  readonly convolutions: readonly ConvolutionWeight[];
  /** Pixels `[n, height, width, 3]`, 0 to 255, to patches `[n, rows, columns, d]`. Call it in a tidy. */
  readonly patches: (pixels: Tensor4D) => Tensor4D;
  dispose(): void;
}

/**
 * Opens a network for training at one size. Batch norm, where it is not folded, keeps its numbers and its moving moments.
 * @throws TouchstoneError backbone-invalid, layer-unsupported as `openBackbone`; backbone-invalid for patches that are
 * projected, at unit length or resized bilinearly, and for a network without convolutions.
 */
export async function openTrainable(
  tf: Tf,
  files: LayersModelFiles,
  manifest: BackboneManifest,
  size: Size,
): Promise<TrainableBackbone> {
  checkHash(files, manifest);
  refuseOtherPatches(manifest);
  const compiled = await compileNetwork(tf, files, manifest, size);
  const { grid, dimensions, topology, weights } = compiled;
  refuseBilinear(compiled, manifest);
  const taps = manifest.taps.map((tap) => tap.layer);
  const layers = await layerByLayer(tf, topology, weights, taps, size);
  const convolutions = convolutionsOf(layers.model, [...topology.keys()]);
  if (convolutions.length === 0) throw invalid(manifest, 'has no convolution before its taps');
  return {
    grid,
    dimensions,
    convolutions,
    dispose: () => layers.dispose(),
    patches: (pixels) => {
      const maps = layers.model.apply(scaled(tf, manifest, pixels), { training: false });
      return joinedTaps(tf, grid, manifest, (Array.isArray(maps) ? maps : [maps]) as Tensor4D[]);
    },
  };
}

const trained = new Set(['kernel', 'depthwise_kernel', 'pointwise_kernel', 'bias']);
const convolutional = new Set(['Conv2D', 'DepthwiseConv2D', 'SeparableConv2D']);

function convolutionsOf(model: LayersModel, order: readonly string[]): ConvolutionWeight[] {
  return order.flatMap((name) => {
    const layer = model.getLayer(name);
    if (!convolutional.has(layer.getClassName())) return [];
    return layer.weights
      .filter(({ originalName }) => trained.has(originalName.split('/').at(-1)!))
      .map((weight) => ({
        name: weight.originalName,
        layer: name,
        variable: weight.read() as Variable,
      }));
  });
}

function refuseOtherPatches(manifest: BackboneManifest): void {
  if (manifest.projection)
    throw invalid(manifest, 'projects its patches; start from the one that it was made from');
  if (manifest.l2Norm) throw invalid(manifest, 'takes its patches at unit length');
}

/** The gradient of TensorFlow.js' bilinear resizing is that of other sampling points than ours. */
function refuseBilinear({ network }: CompiledNetwork, manifest: BackboneManifest): void {
  const resized = network.nodes.some(({ operation }) => operation.kind === 'resize');
  if (resized) throw invalid(manifest, 'resizes a tap bilinearly, which has no gradient here');
}

function invalid({ name }: BackboneManifest, why: string): TouchstoneError {
  return new TouchstoneError(
    'backbone-invalid',
    `The convolutions of "${name}" cannot be trained: it ${why}.`,
  );
}
