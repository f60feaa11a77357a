import { TouchstoneError } from '#contracts';
import { roundedToFloat16 } from '#numbers';
import {
  embedNormals,
  type EmbeddedNormal,
  type Normal,
  type OnUnreadable,
} from './normals/embed-normals.js';
import type { KeptPatches } from './normals/kept-patches.js';
import type { LearnOptions } from './options.js';
import { madeWith } from './stored-normals.js';

/** Normals that cannot be decoded, by their id. */
export type Unreadable = Map<string, TouchstoneError>;

/** The number of stored embeddings that are read beside each other. */
const readAtOnce = 16;

/**
 * Brings every normal's embedding into `kept`: from an earlier calibration where it is known, else from its image,
 * once. Patches are rounded to float16, so that both ways give the same model, byte for byte; in their order.
 * Returns those that cannot be decoded, and why. @throws TouchstoneError validation-failed when a normal came twice.
 */
export async function embedAll(
  normals: readonly Normal[],
  options: LearnOptions,
  kept: KeptPatches,
): Promise<Unreadable> {
  const { view } = options;
  refuseTwice(normals);
  const hash = madeWith(view, options.backbone.hash);
  const step = (done: number) => options.onProgress?.({ step: 'embed', done, of: normals.length });
  step(0);
  const fresh: Normal[] = [];
  for (let from = 0; from < normals.length; from += readAtOnce) {
    const batch = normals.slice(from, from + readAtOnce);
    const known = await Promise.all(batch.map((normal) => knownOf(normal, hash, options)));
    for (const [i, one] of known.entries())
      if (one) await kept.add(one);
      else fresh.push(batch[i]!);
    step(kept.size);
  }
  const unreadable: Unreadable = new Map();
  const setAside: OnUnreadable = ({ id }, error) => unreadable.set(id, error);
  for await (const normal of embedNormals(fresh, options.backbone, view, setAside)) {
    const rounded = { ...normal, patches: roundedToFloat16(normal.patches) };
    await options.onEmbedded?.(rounded, hash);
    await kept.add(rounded);
    step(kept.size);
  }
  kept.order(normals.filter(({ id }) => !unreadable.has(id)).map(({ id }) => id));
  return unreadable;
}

async function knownOf(
  { id, partId, sha256 }: Normal,
  hash: string,
  { known, backbone }: LearnOptions,
): Promise<EmbeddedNormal | null> {
  const found = (await known?.(id, hash)) ?? null;
  const { grid, dimensions } = backbone;
  const fits =
    found?.rows === grid.rows && found.columns === grid.columns && found.dimensions === dimensions;
  return fits ? { normalId: id, partId, sha256, ...found } : null;
}

function refuseTwice(normals: readonly Normal[]): void {
  const ids = new Set<string>();
  for (const { id } of normals) {
    if (ids.has(id))
      throw new TouchstoneError('validation-failed', `Normal ${id} was given twice.`);
    ids.add(id);
  }
}
