import type { TensorRuntime } from './tensor-runtime.js';

const words = {
  onnx: 'ONNX Runtime',
  native: 'the native library of TensorFlow',
  wasm: 'TensorFlow.js on WASM',
};

/**
 * Returns the facts of what computes in this process, for people who look at its health; only what is known has a
 * member.
 */
export function engineFacts(runtime: TensorRuntime): Record<string, string> {
  const { backend, engine, onnx, whyNotNative, whyNotOnnx } = runtime;
  const threads = engine === 'onnx' ? onnx?.threads : undefined;
  return Object.fromEntries(
    Object.entries({ backend, engine, engineThreads: threads, whyNotNative, whyNotOnnx }).flatMap(
      ([name, fact]) => (fact === undefined ? [] : [[name, String(fact)]]),
    ),
  );
}

/**
 * Returns the same as sentences for a log: what runs, and what runs slower than it could, with the reason and the
 * means.
 */
export function engineSentences(runtime: TensorRuntime): { running: string; slower: string[] } {
  const { backend, engine, whyNotNative, whyNotOnnx } = runtime;
  const searches =
    whyNotNative === undefined
      ? []
      : [
          `The search in memory banks${engine === 'wasm' ? ' and the CNN run' : ' runs'} on WASM, several times slower than on the ` +
            `native library of TensorFlow (${whyNotNative}); "npm run setup" fetches it.`,
        ];
  const networks =
    whyNotOnnx === undefined
      ? []
      : [
          `ONNX Runtime does not load (${whyNotOnnx}): networks run on ${words[engine]}, and those that came as ONNX or ` +
            'compute with int8 do not run.',
        ];
  const running = `The CNN runs on ${words[engine]}, the search in memory banks on ${words[backend]}.`;
  return { running, slower: [...searches, ...networks] };
}
