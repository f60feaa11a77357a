import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import type { Settings } from './settings.js';

/** The tensor runtime that the settings ask for; says so on standard error when it is a slower one. */
export async function openRuntime(settings: Settings): Promise<TensorRuntime> {
  const runtime = await loadTensorRuntime(settings.backend);
  if (settings.backend === 'native' && runtime.backend !== 'native')
    process.stderr.write(
      `The native TensorFlow library is not in use, WASM is, several times slower: ${runtime.whyNotNative}. ` +
        '"npm run setup" tries to fetch it.\n',
    );
  return runtime;
}
