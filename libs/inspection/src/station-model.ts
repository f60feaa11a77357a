import { TouchstoneError, type ModelManifest } from '#contracts';
import type { Backbone } from '#embedding';
import { readBank, type MemoryBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { InspectingModel } from './inspecting-model.js';
import { patchMask } from './prepare.js';
import { viewOf } from './view.js';

/** A station's model, ready to inspect with. */
export interface StationModel extends InspectingModel {
  readonly manifest: ModelManifest;
  /** The backbone, lent: several stations may share it. */
  readonly backbone: Backbone;
  /** Disposes of the bank; the backbone stays its owner's. */
  dispose(): void;
}

export interface OpenModelOptions {
  readonly manifest: ModelManifest;
  readonly bankBytes: Uint8Array;
  readonly backbone: Backbone;
  readonly runtime: TensorRuntime;
}

/**
 * Puts a model together from its manifest, its bank's bytes and the backbone it was made with.
 * @throws TouchstoneError bank-invalid when the bytes are not the manifest's; model-invalid when the
 * backbone is another one.
 */
export async function openModel(options: OpenModelOptions): Promise<StationModel> {
  const { manifest, backbone } = options;
  refuseOtherBackbone(manifest, backbone);
  const bank = readBank(options.runtime, options.bankBytes, { sha256: manifest.bank.sha256 });
  try {
    refuseOtherPatches(bank, backbone);
  } catch (error) {
    bank.dispose();
    throw error;
  }
  const { score, scoreReference } = manifest;
  const view = viewOf(manifest);
  const mask = await patchMask(view, backbone.grid);
  return {
    manifest,
    backbone,
    bank,
    view,
    mask,
    score,
    scoreReference,
    dispose: () => bank.dispose(),
  };
}

function refuseOtherBackbone(manifest: ModelManifest, backbone: Backbone): void {
  const { width, height } = manifest.inputSize;
  if (
    backbone.manifest.sha256 === manifest.backbone.sha256 &&
    backbone.size.width === width &&
    backbone.size.height === height
  )
    return;
  throw new TouchstoneError(
    'model-invalid',
    `Model ${manifest.id} was made with backbone ${manifest.backbone.name} (SHA-256 ${manifest.backbone.sha256}) ` +
      `at ${width} x ${height}; what was opened is ${backbone.manifest.name} (${backbone.manifest.sha256}) at ` +
      `${backbone.size.width} x ${backbone.size.height}. Open that one, or calibrate the station again.`,
  );
}

/** The bank knows the hash of what its patches were made with: taps and head, not only weights. */
function refuseOtherPatches(bank: MemoryBank, backbone: Backbone): void {
  const made = bank.contents.origin.backbone;
  if (bank.dimensions === backbone.dimensions && (made === '' || made === backbone.hash)) return;
  throw new TouchstoneError(
    'model-invalid',
    `The bank holds patches of ${bank.dimensions} dimensions from backbone hash ${made || 'not said'}; the backbone ` +
      `${backbone.manifest.name} gives ${backbone.dimensions} and has hash ${backbone.hash}: its manifest was changed. ` +
      'Put the old manifest back, or calibrate the station again.',
  );
}
