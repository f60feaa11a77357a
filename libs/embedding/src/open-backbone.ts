import { TouchstoneError, type BackboneManifest } from '#contracts';
import { sha256Of } from '#numbers';
import type { EngineName, TensorRuntime } from '#tensors';
import { packed, type Backbone } from './backbone.js';
import type { Size } from './compile.js';
import { openDefectHead, type DefectHead } from './defect-head.js';
import { readBackboneManifest } from './folder/manifest-file.js';
import { openOn, type OpenEngine } from './open-engine.js';
import { requireOnnx } from './require-onnx.js';
import { layersSource } from './sources/layers-source.js';
import type { NetworkSource } from './sources/network-source.js';
import { onnxSource } from './sources/onnx-source.js';

/** The version of the compiler, which goes up when it writes another graph for the same backbone. */
const compilerVersion = 3;

export interface OpenOptions {
  readonly runtime: TensorRuntime;
  /** The folder in which compiled graphs are kept; made when absent. */
  readonly cacheFolder: string;
  /** The size of the network's input in pixels; the manifest's inputSize when not given. */
  readonly size?: Size | undefined;
  /** The manifest in place of the folder's manifest.json, for a LayersModel that has none. */
  readonly manifest?: BackboneManifest | undefined;
  /** The engine that shall run the backbone; the runtime's choice when not given. */
  readonly engine?: EngineName | undefined;
}

/**
 * Opens a backbone folder: checks its hash, compiles it (or takes the compiled graph from the cache),
 * checks the compiled network against the network as it lies once, and warms it up.
 * @throws TouchstoneError backbone-invalid, layer-unsupported, engine-absent.
 */
export async function openBackbone(folder: string, options: OpenOptions): Promise<Backbone> {
  const { runtime, cacheFolder } = options;
  const manifest = options.manifest ?? (await readBackboneManifest(folder));
  const source = await sourceOf(folder, manifest);
  const size = options.size ?? manifest.inputSize;
  const hash = embeddingHash(manifest, size);
  const name = engineFor(source, manifest, runtime, options.engine);
  const key = `${hash.slice(0, 40)}-${name}-${compilerVersion}-${versionOf(name, runtime)}`;
  const opened = await openOn(name, { runtime, cacheFolder, manifest, size, source, key });
  const defectHead = await openDefectHead(folder, manifest, opened.entry.dimensions);
  const facts = { manifest, hash, size, backend: name, tensors: runtime.backend, defectHead };
  return warm(backboneOf(facts, opened));
}

/** Returns the identity of the embeddings: two backbones with the same hash give the same numbers. */
export function embeddingHash(manifest: BackboneManifest, size: Size): string {
  const { sha256, colourOrder, scaling, taps, gridStride, neighbourhood, l2Norm } = manifest;
  const { projection, imageEmbedding } = manifest;
  const head = { gridStride, neighbourhood, l2Norm, projection, imageEmbedding };
  const { width, height } = size;
  return sha256Of(JSON.stringify([sha256, colourOrder, scaling, taps, head, { width, height }]));
}

function sourceOf(folder: string, manifest: BackboneManifest): Promise<NetworkSource> {
  return manifest.network === 'onnx'
    ? onnxSource(folder, manifest)
    : layersSource(folder, manifest);
}

/** @throws TouchstoneError engine-absent for an engine that is not there. */
function engineFor(
  { onnxOnly }: NetworkSource,
  { name }: BackboneManifest,
  runtime: TensorRuntime,
  asked: EngineName | undefined,
): EngineName {
  const engine = onnxOnly ? 'onnx' : (asked ?? runtime.engine);
  if (engine === 'onnx') requireOnnx(runtime, `Backbone "${name}"`);
  else if (engine !== runtime.backend)
    throw new TouchstoneError(
      'engine-absent',
      `Backbone "${name}" shall run on TensorFlow's ${engine} backend; this process has ${runtime.backend}.`,
    );
  return engine;
}

function versionOf(engine: EngineName, { onnx, tf }: TensorRuntime): string {
  return engine === 'onnx' ? onnx!.version : tf.version['tfjs-core'];
}

type Facts = Pick<Backbone, 'manifest' | 'hash' | 'size' | 'backend' | 'tensors'> & {
  readonly defectHead: DefectHead | undefined;
};

function backboneOf(facts: Facts, { entry, engine }: OpenEngine): Backbone {
  const { grid, dimensions, imageDimensions } = entry;
  let disposed = false;
  return {
    ...facts,
    grid,
    dimensions,
    imageDimensions,
    embed(images) {
      if (disposed) throw new TouchstoneError('internal', 'The backbone was disposed of already.');
      if (images.length === 0) throw new TouchstoneError('internal', 'There is no image to embed.');
      return engine.run(packed(images, facts.size, engine.bytesPerImage), images.length);
    },
    dispose() {
      if (!disposed) engine.dispose();
      disposed = true;
    },
  };
}

/** The first call optimises the graph and allocates; nobody's frame shall wait for that. */
function warm(backbone: Backbone): Backbone {
  const { width, height } = backbone.size;
  const grey = { width, height, pixels: new Uint8Array(width * height * 3).fill(128) };
  for (const images of [[grey], [grey, grey]]) {
    const { patches, image } = backbone.embed(images);
    patches.dispose();
    image.dispose();
  }
  return backbone;
}
