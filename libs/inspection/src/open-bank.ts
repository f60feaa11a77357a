import { TouchstoneError } from '#contracts';
import type { Backbone } from '#embedding';
import { type MemoryBank, readBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';

/** The bytes of a bank, and the backbone that made its patches. */
export interface BankToOpen {
  readonly bankBytes: Uint8Array;
  readonly backbone: Backbone;
  readonly runtime: TensorRuntime;
}

/**
 * Opens a bank whose bytes have this hash; the caller disposes of it.
 * @throws TouchstoneError bank-invalid when they have another; model-invalid when its patches are another backbone's.
 */
export function openBank(
  { bankBytes, backbone, runtime }: BankToOpen,
  expected: string,
): MemoryBank {
  const bank = readBank(runtime, bankBytes, { sha256: expected });
  try {
    refuseOtherPatches(bank, backbone);
    return bank;
  } catch (error) {
    bank.dispose();
    throw error;
  }
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
