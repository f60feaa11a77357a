import { TouchstoneError } from '#contracts';
import type { TensorRuntime } from '#tensors';
import type { BankContents } from './file/bank-contents.js';
import { defaultMaxPatches, pickedContents, type BuildSettings } from './build-bank.js';
import { restandardised } from './patches/channels.js';
import { extendCoreset } from './coreset/extend-coreset.js';
import { MemoryBank } from './memory-bank.js';
import {
  collectPatches,
  type CollectedPatches,
  type PatchSource,
} from './patches/patch-collection.js';

/**
 * Builds a bank of the old normals and new ones, without the old ones' patches: the channels' moments are merged, the
 * old rows standardised by them, and new patches taken in where they lie farther from all rows than old rows do from
 * each other; docs/memory-bank.md says how near it comes to a bank made anew. The caller disposes of it.
 * @throws TouchstoneError too-few-normals without a new one; bank-invalid when the patches do not fit the bank.
 */
export async function extendBank(
  runtime: TensorRuntime,
  old: BankContents,
  newPatches: PatchSource,
  settings: BuildSettings,
): Promise<MemoryBank> {
  const before = { channels: old.channels, patches: old.origin.patchesSeen };
  const { rows, seed, mask, onProgress, signal, maxPatches = defaultMaxPatches } = settings;
  const added = await collectPatches(newPatches, { maxPatches, seed, mask, before });
  refuseOtherPatches(old, added);
  const all = joined(old, added);
  const kept = old.rows.length / old.dimensions;
  const picks = await extendCoreset(runtime, all.patches, all.dimensions, {
    kept,
    count: rows,
    onProgress,
    signal,
  });
  const backbone = settings.backbone ?? old.origin.backbone;
  const patchesSeen = before.patches + added.seen;
  const origin = { rowsWanted: rows, seed, maxPatches, patchesSeen, backbone };
  return new MemoryBank(runtime, pickedContents(all, picks, origin));
}

function refuseOtherPatches(old: BankContents, added: CollectedPatches): void {
  const fits =
    old.dimensions === added.dimensions &&
    old.grid.rows === added.grid.rows &&
    old.grid.columns === added.grid.columns;
  if (!fits)
    throw new TouchstoneError(
      'bank-invalid',
      `The bank holds patches [${old.grid.rows}, ${old.grid.columns}, ${old.dimensions}], the new normals have ` +
        `[${added.grid.rows}, ${added.grid.columns}, ${added.dimensions}]: calibrate the station without the old model.`,
    );
}

/** The old rows, standardised by the merged channels, before the new patches. */
function joined(old: BankContents, added: CollectedPatches): CollectedPatches {
  const patches = new Float32Array(old.rows.length + added.patches.length);
  patches.set(restandardised(old.rows, old.channels, added.channels));
  patches.set(added.patches, old.rows.length);
  const known = new Map(old.normalIds.map((id, place) => [id, place]));
  const normalIds = [...old.normalIds];
  const placeOfAdded = added.normalIds.map((id) => known.get(id) ?? normalIds.push(id) - 1);
  return {
    ...added,
    patches,
    normalIds,
    normalOf: concatenated(
      old.normalOf,
      added.normalOf.map((i) => placeOfAdded[i]!),
    ),
    placeOf: concatenated(old.placeOf, added.placeOf),
  };
}

function concatenated(a: Int32Array, b: Int32Array): Int32Array {
  const all = new Int32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
