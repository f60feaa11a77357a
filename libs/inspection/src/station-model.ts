import { TouchstoneError, type ModelManifest } from '#contracts';
import type { Backbone } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { InspectingModel } from './inspecting-model.js';
import { openBank } from './open-bank.js';
import { openSecondInput, type OpenSecondInput } from './second/second-input.js';
import { patchMask } from './prepare.js';
import { viewOf } from './view.js';

/** A station's model, ready to inspect with. */
export interface StationModel extends InspectingModel {
  readonly manifest: ModelManifest;
  /** The backbone, lent: several stations may share it. */
  readonly backbone: Backbone;
  /** Disposes of the banks; the backbones stay their owner's. */
  dispose(): void;
}

export interface OpenModelOptions {
  readonly manifest: ModelManifest;
  readonly bankBytes: Uint8Array;
  readonly backbone: Backbone;
  /** What the second input needs; where the manifest has one. */
  readonly second?: OpenSecondInput | null;
  readonly runtime: TensorRuntime;
}

/**
 * Puts a model together from its manifest, its banks' bytes and the backbones it was made with.
 * @throws TouchstoneError bank-invalid when the bytes are not the manifest's; model-invalid when the
 * backbone is another one, or the second input's is missing.
 */
export async function openModel(options: OpenModelOptions): Promise<StationModel> {
  const { manifest, backbone, runtime } = options;
  refuseOtherBackbone(manifest, backbone);
  const bank = openBank(options, manifest.bank.sha256);
  const view = viewOf(manifest);
  const mask = await patchMask(view, backbone.grid);
  try {
    const second = await openSecondInput(manifest, options.second ?? null, runtime);
    const { score, scoreReference } = manifest;
    const dispose = () => {
      bank.dispose();
      second?.bank.dispose();
    };
    return { manifest, backbone, bank, view, mask, score, scoreReference, second, dispose };
  } catch (error) {
    bank.dispose();
    throw error;
  }
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
