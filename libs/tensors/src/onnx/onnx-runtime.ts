import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type * as binding from 'onnxruntime-node/dist/binding.js';
import type * as onnxruntime from 'onnxruntime-node';

export interface OnnxValue {
  readonly type: 'float32' | 'uint8';
  readonly values: Float32Array | Uint8Array;
  readonly shape: readonly number[];
}

/** An ONNX graph that is loaded and ready. */
export interface OnnxSession {
  /** Runs the graph and gives all of its outputs; blocks its thread until done. */
  run(feeds: Readonly<Record<string, OnnxValue>>): Record<string, OnnxValue>;
  dispose(): void;
}

export interface SessionSettings {
  /** Set to `false` to run the operations one by one as they are written: what an optimised graph is compared with. */
  readonly optimised?: boolean;
  /** The path of the file to which the graph is written after the optimisations that every processor has. */
  readonly writeBasicTo?: string;
}

export interface OnnxRuntime {
  readonly version: string;
  /** The threads that one run uses. */
  readonly threads: number;
  /** Opens a session of a model. @throws Error of ONNX Runtime when it does not take the model. */
  load(model: Uint8Array, settings?: SessionSettings): OnnxSession;
}

// The package's index has an asynchronous `run` that calls this binding on the same thread one turn later; a
// batch is embedded in one synchronous step, on TensorFlow too, so the binding is called at once.
const require = createRequire(import.meta.url);

/**
 * Loads ONNX Runtime. Its threads do not spin while they wait, so that several processes can share the cores.
 * @throws Error of the loader where its library is not there or does not fit this machine.
 */
export function loadOnnxRuntime(threads = defaultThreads()): OnnxRuntime {
  const { InferenceSession, initOrt, Tensor } = loadBinding();
  initOrt();
  const { version } = require('onnxruntime-node/package.json') as { version: string };
  return {
    version,
    threads,
    load(model, settings = {}) {
      const session = new InferenceSession();
      session.loadModel(
        model.buffer as ArrayBuffer,
        model.byteOffset,
        model.byteLength,
        optionsOf(settings, threads),
      );
      return sessionOf(session, Tensor);
    },
  };
}

/** Two threads halve the wait for one frame; further ones gain little on networks of this size. */
function defaultThreads(): number {
  return Math.min(2, availableParallelism());
}

function loadBinding() {
  const { Tensor, env } = require('onnxruntime-node') as typeof onnxruntime;
  const { binding: native, initOrt } =
    require('onnxruntime-node/dist/binding.js') as typeof binding;
  // Warnings of its optimiser about foreign graphs are nothing that a user could act on.
  env.logLevel = 'error';
  return { InferenceSession: native.InferenceSession, initOrt, Tensor };
}

function optionsOf(
  { optimised = true, writeBasicTo }: SessionSettings,
  threads: number,
): onnxruntime.InferenceSession.SessionOptions {
  const level = writeBasicTo ? 'basic' : optimised ? 'all' : 'disabled';
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: level,
    enableCpuMemArena: true,
    enableMemPattern: true,
    ...(writeBasicTo ? { optimizedModelFilePath: writeBasicTo } : {}),
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  };
}

type Native = InstanceType<ReturnType<typeof loadBinding>['InferenceSession']>;
type TensorClass = ReturnType<typeof loadBinding>['Tensor'];

function sessionOf(session: Native, Tensor: TensorClass): OnnxSession {
  const outputs = Object.fromEntries(session.outputMetadata.map(({ name }) => [name, null]));
  return {
    run(feeds) {
      const given = Object.entries(feeds).map(([name, { type, values, shape }]) => {
        return [name, new Tensor(type, values as never, [...shape])] as const;
      });
      const found = session.run(Object.fromEntries(given), outputs, {});
      return Object.fromEntries(
        Object.entries(found).map(([name, value]) => [name, valueOf(name, value)]),
      );
    },
    dispose: () => session.dispose(),
  };
}

function valueOf(name: string, { type, data, dims }: onnxruntime.Tensor): OnnxValue {
  if (type !== 'float32' && type !== 'uint8')
    throw new RangeError(`the output "${name}" is of type ${type}, not float32 or uint8`);
  return { type, values: data as Float32Array | Uint8Array, shape: dims };
}
