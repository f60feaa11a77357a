import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackbone, resolveBackbone, type Backbone, type RgbPixels } from '#embedding';
import { loadTensorRuntime, type Tensor, type Tensor4D, type Tf } from '#tensors';
import { checkImage } from '../../libs/embedding/src/check.js';
import { compileNetwork, type CompiledNetwork } from '../../libs/embedding/src/compile.js';
import { readLayersModel } from '../../libs/embedding/src/folder/backbone-files.js';
import {
  layerByLayer,
  type LayerByLayer,
} from '../../libs/embedding/src/layers-model/layer-by-layer.js';
import { sharedPath, shippedBackbones } from '../support/shared.js';
import { giga, matrixProduct, multiplyAdds } from './multiply-adds.js';
import { interleaved, median, rounded } from './timing.js';

// A benchmark is a file `test/bench/<name>.bench.ts` whose default export is
// `{ name: string, run(options: { quick: boolean }): Promise<Record<string, unknown>> }`; `npm run bench` runs
// each in a process of its own and prints what `run` gives as a table, or as one JSON object with --json.

const batches = [1, 8, 16];

/**
 * Milliseconds a frame of the frozen graph (from bytes to embeddings) and of `LayersModel.predict` (from scaled
 * floats to the taps, layer by layer), turn by turn, and the share of a plain matrix product's speed.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const { tf, backend } = await loadTensorRuntime();
  const given = sharedPath('weights', 'mobilenet_v2_1.0_224');
  const results: Record<string, unknown> = { backend };
  for (const name of [...(given ? [given] : []), 'touchstone-small'])
    Object.assign(results, await measureBackbone(tf, name, quick ? 5 : 20));
  return results;
}

async function measureBackbone(tf: Tf, name: string, turns: number) {
  const { folder, manifest } = await resolveBackbone(name, [shippedBackbones]);
  const cacheFolder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  const runtime = await loadTensorRuntime();
  const backbone = await openBackbone(folder, { runtime, manifest, cacheFolder });
  const files = await readLayersModel(folder);
  const compiled = await compileNetwork(tf, files, manifest, backbone.size);
  const taps = manifest.taps.map((tap) => tap.layer);
  const layers = await layerByLayer(tf, compiled.topology, compiled.weights, taps, backbone.size);
  try {
    const measured = batches.map((count): [string, unknown] => [
      `batch ${count}`,
      measureBatch(tf, backbone, layers, compiled, count, turns),
    ]);
    return { [manifest.name]: facts(backbone, compiled, measured) };
  } finally {
    layers.dispose();
    backbone.dispose();
    await rm(cacheFolder, { recursive: true, force: true });
  }
}

function facts(backbone: Backbone, compiled: CompiledNetwork, measured: [string, unknown][]) {
  return {
    input: `${backbone.size.width} x ${backbone.size.height}`,
    gigaMultiplyAdds: rounded(giga(multiplyAdds(compiled.network))),
    ...Object.fromEntries(measured),
  };
}

function measureBatch(
  tf: Tf,
  backbone: Backbone,
  layers: LayerByLayer,
  compiled: CompiledNetwork,
  count: number,
  turns: number,
): Record<string, number> {
  const images = Array.from({ length: count }, (_, i) => checkImage(backbone.size, i + 1));
  const input = scaledInput(tf, backbone, images);
  const product = matrixProduct(tf);
  const times = interleaved(turns, {
    frozen: () => read(Object.values(backbone.embed(images))),
    predict: () => read(layers.run(input)),
    product: () => product.run(),
  });
  tf.dispose([input, ...product.operands]);
  const work = giga(multiplyAdds(compiled.network)) * count;
  const [frozen, predict] = [
    times.frozen.map((t) => t / count),
    times.predict.map((t) => t / count),
  ];
  return {
    frozenMsPerFrame: rounded(median(frozen)),
    frozenBestMsPerFrame: rounded(Math.min(...frozen)),
    predictMsPerFrame: rounded(median(predict)),
    /** The median of the turns' ratios: both ways of one turn meet the same load of the machine. */
    timesAsFast: rounded(median(predict.map((t, i) => t / frozen[i]!))),
    timesAsFastAtBest: rounded(Math.min(...predict) / Math.min(...frozen)),
    shareOfMatrixProduct: rounded(
      median(times.frozen.map((t, i) => work / t / (product.gigaMultiplyAdds / times.product[i]!))),
    ),
  };
}

/** Returns what predict starts from; the frozen graph scales inside. */
function scaledInput(tf: Tf, { size, manifest }: Backbone, images: readonly RgbPixels[]): Tensor4D {
  const bytes = Float32Array.from(images.flatMap((image) => [...image.pixels]));
  const { mean, deviation } = manifest.scaling;
  return tf.tidy(() => {
    const pixels: Tensor4D = tf.tensor4d(bytes, [images.length, size.height, size.width, 3]);
    return pixels.sub(tf.tensor1d(mean)).div(tf.tensor1d(deviation));
  });
}

/** Until the numbers are here, the work may not be done. */
function read(tensors: readonly Tensor[]): void {
  for (const tensor of tensors) {
    tensor.dataSync();
    tensor.dispose();
  }
}

export default { name: 'embedding', run };
