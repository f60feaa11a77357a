import type { BackboneManifest } from '#contracts';
import type { EngineName, TensorRuntime } from '#tensors';
import type { Engine } from './backbone.js';
import { frozenEngine, operationsEngine } from './backends/engines.js';
import { onnxEngine } from './backends/onnx-engine.js';
import { writeSavedModel } from './backends/write-graph.js';
import { checkEngine } from './check.js';
import type { Size } from './compile.js';
import {
  entryFolder,
  readEntry,
  readGraph,
  stageEntry,
  type CompiledEntry,
  type StagedEntry,
} from './compiled-cache.js';
import type { NetworkSource, ReadyNetwork } from './sources/network-source.js';

/** The facts that opening an engine needs. */
export interface Opening {
  readonly runtime: TensorRuntime;
  readonly cacheFolder: string;
  readonly manifest: BackboneManifest;
  readonly size: Size;
  readonly source: NetworkSource;
  /** The key of the compiled network in the cache. */
  readonly key: string;
}

export interface OpenEngine {
  readonly entry: CompiledEntry;
  readonly engine: Engine;
}

/** Opens a network on an engine: by its compiled graph from the cache, or compiled and checked now. */
export function openOn(name: EngineName, opening: Opening): Promise<OpenEngine> {
  if (name === 'wasm') return openOperations(opening);
  return openGraph(opening, name === 'native' ? frozen : onnx);
}

/** An engine that runs a graph from a file. */
interface GraphEngine {
  readonly file: NonNullable<CompiledEntry['graph']>['file'];
  write(ready: ReadyNetwork): Uint8Array;
  load(opening: Opening, folder: string, imagesPerCall: number | undefined): Promise<Engine>;
}

const frozen: GraphEngine = {
  file: 'saved_model.pb',
  write: ({ network }) => writeSavedModel(network!),
  load: ({ runtime, size }, folder) => frozenEngine(runtime.tf, runtime.native!, folder, size),
};

const onnx: GraphEngine = {
  file: 'model.onnx',
  write: (ready) => ready.onnx(),
  load: async ({ runtime, size }, folder, imagesPerCall) => {
    const session = runtime.onnx!.load(await readGraph(folder, 'model.onnx'));
    return onnxEngine(runtime.tf, session, size, imagesPerCall);
  },
};

async function openGraph(opening: Opening, graph: GraphEngine): Promise<OpenEngine> {
  const { cacheFolder, key } = opening;
  const known = await readEntry(cacheFolder, key);
  const entry = known ?? (await compileIntoCache(opening, graph));
  const folder = entryFolder(cacheFolder, key);
  return { entry, engine: await graph.load(opening, folder, entry.imagesPerCall) };
}

async function compileIntoCache(opening: Opening, graph: GraphEngine): Promise<CompiledEntry> {
  const { source, runtime, manifest, size, cacheFolder, key } = opening;
  const ready = await source.compile(runtime, manifest, size);
  try {
    const file = { name: graph.file, bytes: graph.write(ready) };
    const staged = await stageEntry(cacheFolder, key, file);
    return await checkAndPublish(opening, ready, graph, staged).finally(() => staged.discard());
  } finally {
    ready.dispose();
  }
}

async function checkAndPublish(
  opening: Opening,
  ready: ReadyNetwork,
  graph: GraphEngine,
  staged: StagedEntry,
): Promise<CompiledEntry> {
  const engine = await graph.load(opening, staged.folder, ready.imagesPerCall);
  const checking = checkedEntry(opening, ready, engine, staged.graph);
  const entry = await checking.finally(() => engine.dispose());
  await staged.publish(entry);
  return entry;
}

async function openOperations(opening: Opening): Promise<OpenEngine> {
  const { source, runtime, manifest, size, cacheFolder, key } = opening;
  const ready = await source.compile(runtime, manifest, size);
  const engine = operationsEngine(runtime.tf, ready.network!, size);
  const known = await readEntry(cacheFolder, key);
  if (known) return { entry: known, engine };
  const entry = await checkedEntry(opening, ready, engine, null);
  await (await stageEntry(cacheFolder, key, undefined)).publish(entry);
  return { entry, engine };
}

/** @throws TouchstoneError backbone-invalid when the engine's results are not those of the network. */
async function checkedEntry(
  { runtime, manifest, size, key }: Opening,
  ready: ReadyNetwork,
  engine: Engine,
  graph: CompiledEntry['graph'],
): Promise<CompiledEntry> {
  const check = await checkEngine(runtime.tf, manifest.name, ready, size, engine);
  const { grid, dimensions, imageDimensions, imagesPerCall } = ready;
  const format = 'touchstone-compiled/2';
  return { format, key, graph, grid, dimensions, imageDimensions, imagesPerCall, check };
}
