import type { RgbImage } from '#images';
import { buildBank, type MemoryBank } from '#memory-bank';
import { bankRows } from '../kinds/describe.js';
import { embedViews } from '../kinds/embed-views.js';
import type { Tools, Watch } from '../kinds/station-images.js';

/** The seed, tools and watch that the steps of one training share. */
export interface Work {
  /** The seed of the split, the banks and the pasted defects. */
  readonly seed: number;
  readonly tools: Tools;
  readonly watch: Watch;
}

/** Returns the same watch, which is told under another step's name. */
export function told(watch: Watch, step: string): Watch {
  return { ...watch, onStep: (_, done, of, note) => watch.onStep?.(step, done, of, note) };
}

/** Returns the patches `[rows * columns, d]` of each image. @throws the signal's reason. */
export async function patchesOf(
  images: readonly RgbImage[],
  tools: Tools,
  watch: Watch,
): Promise<Float32Array[]> {
  const found: Float32Array[] = [];
  await embedViews(images, 1, 0, tools, watch, (batch) => {
    for (const { patches } of batch) found.push(patches);
  });
  return found;
}

/**
 * Builds a bank of patches that count, which the caller disposes.
 * @throws TouchstoneError of the bank's; the signal's reason.
 */
export function bankOf(
  patches: readonly Float32Array[],
  { seed, tools: { runtime, backbone, view }, watch }: Work,
): Promise<MemoryBank> {
  const { grid, dimensions } = backbone;
  const known = { ...grid, dimensions };
  const normals = patches.map((one, i) => ({ ...known, normalId: String(i), patches: one }));
  const onProgress = () => watch.signal?.throwIfAborted();
  return buildBank(runtime, normals, { rows: bankRows, seed, mask: view?.counts, onProgress });
}

/** Returns those of the patches `[n, d]` that count, in their order. */
export function countedOf(
  patches: Float32Array,
  dimensions: number,
  counts: Uint8Array | null | undefined,
): Float32Array {
  if (counts == null) return patches;
  return patches.filter((_, at) => counts[Math.floor(at / dimensions)] === 1);
}
