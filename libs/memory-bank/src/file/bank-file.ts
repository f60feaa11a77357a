import { z } from 'zod';
import { TouchstoneError } from '#contracts';
import { sha256Of } from '#numbers';
import type { BankContents } from './bank-contents.js';
import { readSafetensors, writeSafetensors, type SafetensorsFile } from './safetensors.js';

const formatName = 'touchstone-bank/1';

const whole = z.int().min(0);
/** The shape of the metadata under `bank`, as JSON. */
const facts = z.strictObject({
  grid: z.strictObject({ rows: z.int().positive(), columns: z.int().positive() }),
  origin: z.strictObject({
    rowsWanted: whole,
    seed: whole,
    maxPatches: whole,
    patchesSeen: whole,
    backbone: z.string(),
  }),
  normalIds: z.array(z.string()).min(1),
});

/** Writes the bank as a safetensors file: `rows`, `channel_mean`, `channel_deviation`, `normal`, `place`. */
export function bankBytes(contents: BankContents): Uint8Array {
  const { rows, dimensions: d, channels, grid, normalIds, origin } = contents;
  const n = rows.length / d;
  // Parsed, so that its members stand in the schema's order and the same bank gives the same bytes.
  const bank = JSON.stringify(facts.parse({ grid, origin, normalIds }));
  return writeSafetensors({
    metadata: { format: formatName, bank },
    tensors: new Map([
      ['rows', { values: rows, shape: [n, d] }],
      ['channel_mean', { values: channels.mean, shape: [d] }],
      ['channel_deviation', { values: channels.deviation, shape: [d] }],
      ['normal', { values: contents.normalOf, shape: [n] }],
      ['place', { values: contents.placeOf, shape: [n] }],
    ]),
  });
}

/**
 * Reads and checks a bank file.
 * @throws TouchstoneError bank-invalid when the hash, the format, a shape or a number is not as expected.
 */
export function bankContents(bytes: Uint8Array, expected: { sha256?: string } = {}): BankContents {
  const found = sha256Of(bytes);
  if (expected.sha256 !== undefined && found !== expected.sha256)
    throw invalid(
      `its ${bytes.length} bytes have SHA-256 ${found}, the manifest says ${expected.sha256}`,
    );
  try {
    return contentsOf(readSafetensors(bytes));
  } catch (error) {
    if (error instanceof TouchstoneError) throw error;
    throw invalid(error instanceof Error ? error.message : String(error), error);
  }
}

function contentsOf(file: SafetensorsFile): BankContents {
  if (file.metadata['format'] !== formatName)
    throw invalid(`its format is "${file.metadata['format'] ?? 'not said'}", not ${formatName}`);
  const { grid, origin, normalIds } = facts.parse(JSON.parse(file.metadata['bank'] ?? 'null'));
  const [n = 0, dimensions = 0] = file.tensors.get('rows')?.shape ?? [];
  if (n < 1 || dimensions < 1) throw invalid('it has no rows');
  const contents = {
    rows: floats(file, 'rows', [n, dimensions]),
    dimensions,
    channels: {
      mean: floats(file, 'channel_mean', [dimensions]),
      deviation: floats(file, 'channel_deviation', [dimensions]),
    },
    grid,
    normalIds,
    normalOf: places(file, 'normal', n, normalIds.length),
    placeOf: places(file, 'place', n, grid.rows * grid.columns),
    origin,
  };
  if (!contents.channels.deviation.every((v) => v > 0))
    throw invalid('a channel deviation is not above zero');
  return contents;
}

function floats(file: SafetensorsFile, name: string, shape: number[]): Float32Array {
  const { values } = tensorOf(file, name, shape);
  if (!(values instanceof Float32Array)) throw invalid(`tensor "${name}" is not F32`);
  if (!values.every(Number.isFinite))
    throw invalid(`tensor "${name}" holds numbers that are not finite`);
  return values;
}

function places(file: SafetensorsFile, name: string, length: number, below: number): Int32Array {
  const { values } = tensorOf(file, name, [length]);
  if (!(values instanceof Int32Array)) throw invalid(`tensor "${name}" is not I32`);
  if (!values.every((v) => v >= 0 && v < below))
    throw invalid(`tensor "${name}" points outside the ${below} there are`);
  return values;
}

function tensorOf(file: SafetensorsFile, name: string, shape: number[]) {
  const tensor = file.tensors.get(name);
  if (!tensor) throw invalid(`tensor "${name}" is missing`);
  if (tensor.shape.join() !== shape.join())
    throw invalid(
      `tensor "${name}" has shape [${tensor.shape.join(', ')}], not [${shape.join(', ')}]`,
    );
  return tensor;
}

function invalid(what: string, cause?: unknown): TouchstoneError {
  return new TouchstoneError(
    'bank-invalid',
    `The memory bank's file cannot be used: ${what}. Restore it from a backup or calibrate the station again.`,
    { cause },
  );
}
