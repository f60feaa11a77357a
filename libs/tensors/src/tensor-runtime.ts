import { createRequire } from 'node:module';
import type * as tfjs from '@tensorflow/tfjs';
import type * as tfjsNode from '@tensorflow/tfjs-node';

/** The parts of TensorFlow.js that every backend has: tensors, operations, layers, optimisers. */
export type Tf = typeof tfjs;
/** What only the native library has: frozen graphs (SavedModels) run in one call. */
export type NativeTf = typeof tfjsNode.node;
export type BackendName = 'native' | 'wasm';

export interface TensorRuntime {
  readonly backend: BackendName;
  readonly tf: Tf;
  /** Present on the native backend only. */
  readonly native: NativeTf | undefined;
  /** Why the native library is not in use, in the words of the loader; undefined on native. */
  readonly whyNotNative: string | undefined;
}

// TensorFlow.js keeps its engine in a module-level global: everything must come from its one
// CommonJS copy, so it is required, never imported.
const require = createRequire(import.meta.url);
const loaded = new Map<BackendName, Promise<TensorRuntime>>();

/**
 * Loads TensorFlow once per process: the native library, or WASM where that is absent or not wanted.
 * `prefer: 'native'` is the default; only one backend can be in use in a process.
 * @throws Error when neither backend loads.
 */
export function loadTensorRuntime(prefer: BackendName = 'native'): Promise<TensorRuntime> {
  let runtime = loaded.get(prefer);
  if (!runtime) {
    runtime = prefer === 'native' ? loadNativeElseWasm() : loadWasm('WASM was asked for');
    loaded.set(prefer, runtime);
  }
  return runtime;
}

async function loadNativeElseWasm(): Promise<TensorRuntime> {
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

async function loadWasm(whyNotNative: string): Promise<TensorRuntime> {
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
