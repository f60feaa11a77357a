import { type ModelManifest, TouchstoneError } from '#contracts';
import { type Backbone, shrinkingTo } from '#embedding';
import type { TensorRuntime } from '#tensors';
import type { SecondModelInput } from '../inspecting-model.js';
import { openBank } from '../open-bank.js';
import { patchMask } from '../prepare.js';
import { viewOf } from '../view.js';

/** What a model's second input is opened from; the backbone is lent, and opened at that input's size. */
export interface OpenSecondInput {
  readonly backbone: Backbone;
  readonly bankBytes: Uint8Array;
}

/**
 * Opens the second input of a model; null where it has none. The caller disposes of its bank.
 * @throws TouchstoneError bank-invalid; model-invalid when what is given is not what the manifest names.
 */
export async function openSecondInput(
  manifest: ModelManifest,
  given: OpenSecondInput | null,
  runtime: TensorRuntime,
): Promise<SecondModelInput | null> {
  const { second } = manifest;
  if (second === null) return null;
  const { bankBytes, backbone: small } = refuseOther(manifest.id, second.inputSize, given);
  const backbone = shrinkingTo(small, manifest.inputSize);
  const bank = openBank({ bankBytes, backbone, runtime }, second.bank.sha256);
  const mask = await patchMask(viewOf(manifest), backbone.grid);
  return { backbone, bank, mask, scoreReference: second.scoreReference, fusion: second.fusion };
}

function refuseOther(
  id: string,
  { width, height }: { width: number; height: number },
  given: OpenSecondInput | null,
): OpenSecondInput {
  const size = given?.backbone.size;
  if (given && size?.width === width && size.height === height) return given;
  throw new TouchstoneError(
    'model-invalid',
    `Model ${id} has a second input of ${width} x ${height}; what was opened for it is ` +
      `${size ? `${size.width} x ${size.height}` : 'nothing'}. Open its backbone at that size, with the bank of the second input.`,
  );
}
