import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs';
import type * as tfjsNode from '@tensorflow/tfjs-node';
import { loadOnnxRuntime, type OnnxRuntime } from './onnx/onnx-runtime.js';

/** The parts of TensorFlow.js that every backend has: tensors, operations, layers, optimisers. */
export type Tf = typeof tfjs;
/** The part that only the native library has: frozen graphs (SavedModels) run in one call. */
export type NativeTf = typeof tfjsNode.node;
export type BackendName = 'native' | 'wasm';
/** The name of an engine that can run a CNN: TensorFlow's native library, ONNX Runtime, or TensorFlow.js on WASM. */
export type EngineName = BackendName | 'onnx';

/** The settings of the engine that runs the CNNs which more than one could run. */
export interface EngineWish {
  /**
   * The choice of the engine. `auto`: ONNX Runtime, where it does not load TensorFlow; `onnx`: it or an error;
   * `tensorflow`: never it, but for networks that only it can run.
   */
  readonly engine?: 'auto' | 'onnx' | 'tensorflow' | undefined;
  /** Threads of ONNX Runtime; two where there are as many cores when not given. */
  readonly threads?: number | undefined;
}

export interface TensorRuntime {
  readonly backend: BackendName;
  readonly tf: Tf;
  /** Present on the native backend only. */
  readonly native: NativeTf | undefined;
  /** The reason why the native library is not in use, in the words of the loader; undefined on native. */
  readonly whyNotNative: string | undefined;
  /** The runtime of ONNX, present where it loads. */
  readonly onnx: OnnxRuntime | undefined;
  /** The reason why ONNX Runtime does not load, in the words of the loader. */
  readonly whyNotOnnx: string | undefined;
  /** The engine that runs the CNNs which more than one engine could run. */
  readonly engine: EngineName;
}
type TensorFlow = Pick<TensorRuntime, 'backend' | 'tf' | 'native' | 'whyNotNative'>;

// TensorFlow.js keeps its engine in a module-level global: everything must come from its one
// CommonJS copy, so it is required, never imported.
const require = createRequire(import.meta.url);
const loaded = new Map<string, Promise<TensorRuntime>>();

/**
 * Loads TensorFlow once per process: the native library, or WASM where that is absent or not wanted; and ONNX
 * Runtime beside it. `prefer: 'native'` is the default; only one backend of TensorFlow can be in use in a process.
 * @throws Error when neither backend loads, or ONNX Runtime does not and was asked for.
 */
export function loadTensorRuntime(
  prefer: BackendName = 'native',
  wish: EngineWish = {},
): Promise<TensorRuntime> {
  const key = JSON.stringify([prefer, wish.engine, wish.threads]);
  let runtime = loaded.get(key);
  if (!runtime) {
    runtime = loadEngines(prefer, wish);
    loaded.set(key, runtime);
  }
  return runtime;
}

async function loadEngines(prefer: BackendName, wish: EngineWish): Promise<TensorRuntime> {
  const tensorFlow =
    prefer === 'native' ? await loadNativeElseWasm() : await loadWasm('WASM was asked for');
  const { onnx, whyNotOnnx } = tryOnnx(wish);
  const onOnnx = onnx !== undefined && wish.engine !== 'tensorflow';
  return { ...tensorFlow, onnx, whyNotOnnx, engine: onOnnx ? 'onnx' : tensorFlow.backend };
}

function tryOnnx({ engine, threads }: EngineWish): Pick<TensorRuntime, 'onnx' | 'whyNotOnnx'> {
  try {
    return { onnx: loadOnnxRuntime(threads), whyNotOnnx: undefined };
  } catch (error) {
    if (engine === 'onnx') throw error;
    const why = error instanceof Error ? firstLine(error.message) : String(error);
    return { onnx: undefined, whyNotOnnx: why };
  }
}

async function loadNativeElseWasm(): Promise<TensorFlow> {
  // TensorFlow's C++ side logs its instruction sets at every start; warnings and errors stay.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  let module: typeof tfjsNode;
  try {
    module = require('@tensorflow/tfjs-node') as typeof tfjsNode;
  } catch (error) {
    return loadWasm(error instanceof Error ? firstLine(error.message) : String(error));
  }
  await module.ready();
  return { backend: 'native', tf: module, native: module.node, whyNotNative: undefined };
}

async function loadWasm(whyNotNative: string): Promise<TensorFlow> {
  const tf = require('@tensorflow/tfjs') as Tf;
  require('@tensorflow/tfjs-backend-wasm');
  if (!(await tf.setBackend('wasm')))
    throw new Error('the WASM backend of TensorFlow.js does not start');
  await tf.ready();
  return { backend: 'wasm', tf, native: undefined, whyNotNative };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
export type Tensor = tfjs.Tensor;
export type Tensor2D = tfjs.Tensor2D;
export type Tensor3D = tfjs.Tensor3D;
export type Tensor4D = tfjs.Tensor4D;
export type LayersModel = tfjs.LayersModel;
export type SymbolicTensor = tfjs.SymbolicTensor;
