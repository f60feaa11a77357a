import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackboneManifest, Tap } from '#contracts';
import { OnnxGraph, type OnnxRuntime, type Tf } from '#tensors';
import { writeOnnxNodes } from '../backends/write-onnx.js';
import { checkHash, readLayersModel } from '../folder/backbone-files.js';
import { readOnnxNetwork } from '../folder/onnx-file.js';
import { addLayers } from '../layers-model/network-of-layers.js';
import { readTopology, upstreamOf } from '../layers-model/topology.js';
import { layWeights } from '../layers-model/weights.js';
import { foldNetwork } from '../network/fold.js';
import { NetworkBuilder } from '../network/network-builder.js';

/** A float32 network from its scaled input to its taps. */
export interface FloatTaps {
  /** An ONNX graph whose outputs are the taps. */
  readonly bytes: Uint8Array;
  readonly taps: readonly Tap[];
}

/**
 * Writes the network of a backbone up to its taps as one ONNX graph in few operations, whatever it came as.
 * @throws TouchstoneError backbone-invalid, layer-unsupported.
 */
export async function floatTaps(
  tf: Tf,
  onnx: OnnxRuntime,
  folder: string,
  manifest: BackboneManifest,
): Promise<FloatTaps> {
  if (manifest.network !== 'onnx') return tapsOfLayers(tf, folder, manifest);
  const bytes = await readOnnxNetwork(folder, manifest);
  return { bytes: await simplified(onnx, bytes), taps: manifest.taps };
}

/** Batch norm into convolutions, constants computed: ONNX Runtime's own optimisations that every processor has. */
async function simplified(onnx: OnnxRuntime, bytes: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-simplified-'));
  try {
    const file = join(folder, 'model.onnx');
    onnx.load(bytes, { writeBasicTo: file }).dispose();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function tapsOfLayers(
  tf: Tf,
  folder: string,
  manifest: BackboneManifest,
): Promise<FloatTaps> {
  const files = await readLayersModel(folder);
  checkHash(files, manifest);
  const { width, height } = manifest.inputSize;
  const names = manifest.taps.map(({ layer }) => layer);
  const topology = upstreamOf(readTopology(files.topology), names);
  const builder = new NetworkBuilder();
  const input = builder.given('scaled', [height, width, 3]);
  const layers = addLayers(builder, input, topology, layWeights(tf, files.groups, files.bytes));
  const outputs = Object.fromEntries(names.map((name) => [name, layers.get(name)!]));
  const network = foldNetwork(builder.build(outputs));
  const graph = new OnnxGraph();
  // Only reshapes tie a network to one size; ONNX Runtime says so when it is run at another.
  graph.input({ name: input, type: 'float32', shape: ['n', 3, 'height', 'width'] });
  const written = writeOnnxNodes(graph, network, new Map([[input, input]]));
  const bytes = graph.toModel(
    names.map((name) => {
      const from = written.get(network.outputs[name]!)!;
      return { name: `tap/${name}`, from, type: 'float32', shape: ['n', 'c', 'h', 'w'] };
    }),
  );
  const taps = manifest.taps.map((tap) => ({
    ...tap,
    layer: `tap/${tap.layer}`,
    form: 'channels-first' as const,
  }));
  return { bytes, taps };
}
