import { type Backbone, openBackbone, resolveBackbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import { readSettings } from '../settings.js';
import { openRuntime } from '../tensor-runtime.js';

/** The runtime and the backbone that every analysis of a folder's embeddings needs. */
export interface Tools {
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
}

/** Opens the runtime and the backbone for the time of the work. @throws TouchstoneError backbone-not-found. */
export async function withTools<T>(name: string, work: (tools: Tools) => Promise<T>): Promise<T> {
  const settings = readSettings();
  const runtime = await openRuntime(settings);
  const { manifest, folder } = await resolveBackbone(name, settings.backboneFolders);
  const cacheFolder = settings.compiledFolder;
  const backbone = await openBackbone(folder, { runtime, manifest, cacheFolder });
  try {
    return await work({ runtime, backbone });
  } finally {
    backbone.dispose();
  }
}

/** Prints one JSON document on standard output, or lines for people. */
export function say(result: unknown, lines: readonly string[], json: boolean | undefined): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}
