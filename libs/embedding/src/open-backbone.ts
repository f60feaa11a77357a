import { sha256Of } from '#numbers';
import { TouchstoneError, type BackboneManifest } from '#contracts';
import type { TensorRuntime } from '#tensors';
import { bytesPerImage, packed, type Backbone, type Engine } from './backbone.js';
import { frozenEngine, operationsEngine } from './backends/engines.js';
import { writeSavedModel } from './backends/write-graph.js';
import { checkAgainstLayers } from './check.js';
import { compileNetwork, type CompiledNetwork, type Size } from './compile.js';
import { entryFolder, readEntry, stageEntry, type CompiledEntry } from './compiled-cache.js';
import { checkHash, readLayersModel, type LayersModelFiles } from './folder/backbone-files.js';
import { openDefectHead, type DefectHead } from './defect-head.js';
import { readBackboneManifest } from './folder/manifest-file.js';

/** Goes up when the compiler writes another graph for the same backbone. */
const compilerVersion = 2;

export interface OpenOptions {
  readonly runtime: TensorRuntime;
  /** Where compiled graphs are kept; made when absent. */
  readonly cacheFolder: string;
  /** What the network shall see; the manifest's inputSize when not given. */
  readonly size?: Size | undefined;
  /** In place of the folder's manifest.json, for a LayersModel that has none. */
  readonly manifest?: BackboneManifest | undefined;
}

interface Opening extends OpenOptions {
  readonly manifest: BackboneManifest;
  readonly size: Size;
  readonly files: LayersModelFiles;
  readonly hash: string;
  readonly key: string;
}

/**
 * Opens a backbone folder: checks its hash, compiles it (or takes the compiled graph from the cache),
 * checks the compiled network against the layers once, and warms it up.
 * @throws TouchstoneError backbone-invalid, layer-unsupported.
 */
export async function openBackbone(folder: string, options: OpenOptions): Promise<Backbone> {
  const manifest = options.manifest ?? (await readBackboneManifest(folder));
  const files = await readLayersModel(folder);
  checkHash(files, manifest);
  const size = options.size ?? manifest.inputSize;
  const hash = embeddingHash(manifest, size);
  const { backend, tf } = options.runtime;
  const key = `${hash.slice(0, 40)}-${backend}-${compilerVersion}-${tf.version['tfjs-core']}`;
  const opening: Opening = { ...options, manifest, size, files, hash, key };
  const { entry, engine } = await (backend === 'native' ? openFrozen : openOperations)(opening);
  const defectHead = await openDefectHead(folder, manifest, entry.dimensions);
  return warm(backboneOf(opening, entry, engine, defectHead));
}

/** The identity of the embeddings: two backbones with the same hash give the same numbers. */
export function embeddingHash(manifest: BackboneManifest, size: Size): string {
  const { sha256, colourOrder, scaling, taps, gridStride, neighbourhood, l2Norm } = manifest;
  const { projection, imageEmbedding } = manifest;
  const head = { gridStride, neighbourhood, l2Norm, projection, imageEmbedding };
  const { width, height } = size;
  return sha256Of(JSON.stringify([sha256, colourOrder, scaling, taps, head, { width, height }]));
}

async function openFrozen(opening: Opening): Promise<{ entry: CompiledEntry; engine: Engine }> {
  const { runtime, cacheFolder, key, size } = opening;
  const entry = (await readEntry(cacheFolder, key)) ?? (await compileIntoCache(opening));
  const folder = entryFolder(cacheFolder, key);
  return { entry, engine: await frozenEngine(runtime.tf, runtime.native!, folder, size) };
}

async function compileIntoCache(opening: Opening): Promise<CompiledEntry> {
  const { runtime, files, manifest, size, cacheFolder, key } = opening;
  const compiled = await compileNetwork(runtime.tf, files, manifest, size);
  const staged = await stageEntry(cacheFolder, key, writeSavedModel(compiled.network));
  try {
    const engine = await frozenEngine(runtime.tf, runtime.native!, staged.folder, size);
    const entry = await checkedEntry(opening, compiled, engine, staged.graphSha256).finally(() =>
      engine.dispose(),
    );
    await staged.publish(entry);
    return entry;
  } finally {
    await staged.discard();
  }
}

async function openOperations(opening: Opening): Promise<{ entry: CompiledEntry; engine: Engine }> {
  const { runtime, files, manifest, size, cacheFolder, key } = opening;
  const compiled = await compileNetwork(runtime.tf, files, manifest, size);
  const engine = operationsEngine(runtime.tf, compiled.network, size);
  const known = await readEntry(cacheFolder, key);
  if (known) return { entry: known, engine };
  const entry = await checkedEntry(opening, compiled, engine, null);
  await (await stageEntry(cacheFolder, key, undefined)).publish(entry);
  return { entry, engine };
}

/** @throws TouchstoneError backbone-invalid when the engine's results are not those of the layers. */
async function checkedEntry(
  { runtime, manifest, size, key }: Opening,
  compiled: CompiledNetwork,
  engine: Engine,
  graphSha256: string | null,
): Promise<CompiledEntry> {
  const check = await checkAgainstLayers(runtime.tf, compiled, manifest, size, engine);
  const { grid, dimensions, imageDimensions } = compiled;
  const format = 'touchstone-compiled/1';
  return { format, key, graphSha256, grid, dimensions, imageDimensions, check };
}

function backboneOf(
  opening: Opening,
  entry: CompiledEntry,
  engine: Engine,
  defectHead: DefectHead | undefined,
): Backbone {
  const { manifest, hash, size, runtime } = opening;
  const { grid, dimensions, imageDimensions } = entry;
  const stride = bytesPerImage(size);
  let disposed = false;
  return {
    ...{ manifest, hash, backend: runtime.backend, size, grid, dimensions, imageDimensions },
    defectHead,
    embed(images) {
      if (disposed) throw new TouchstoneError('internal', 'The backbone was disposed of already.');
      if (images.length === 0) throw new TouchstoneError('internal', 'There is no image to embed.');
      return engine.run(packed(images, size, stride), images.length);
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
