import { engineSentences, loadTensorRuntime, type TensorRuntime } from '#tensors';
import type { Settings } from './settings.js';

/** Opens the tensor runtime that the settings ask for; says so on standard error when it is a slower one. */
export async function openRuntime(settings: Settings): Promise<TensorRuntime> {
  const runtime = await loadTensorRuntime(settings.backend, settings.engine);
  if (settings.backend === 'native')
    for (const sentence of engineSentences(runtime).slower) process.stderr.write(`${sentence}\n`);
  return runtime;
}
