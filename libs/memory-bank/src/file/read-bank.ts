import type { TensorRuntime } from '#tensors';
import { bankContents } from './bank-file.js';
import { MemoryBank } from '../memory-bank.js';

/**
 * Opens a bank from its file's bytes; the caller disposes of it.
 * @throws TouchstoneError bank-invalid when the bytes are not those of `expected.sha256` or not a bank.
 */
export function readBank(
  runtime: TensorRuntime,
  bytes: Uint8Array,
  expected: { sha256?: string } = {},
): MemoryBank {
  return new MemoryBank(runtime, bankContents(bytes, expected));
}
