import { z } from 'zod';

/** One tensor of a safetensors file. */
export interface StoredTensor {
  readonly values: Float32Array | Int32Array;
  readonly shape: readonly number[];
}

export interface SafetensorsFile {
  readonly metadata: Readonly<Record<string, string>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

const size = z.int().min(0);
const entry = z.strictObject({
  dtype: z.enum(['F32', 'I32']),
  shape: z.array(size).max(8),
  data_offsets: z.tuple([size, size]),
});
type Entry = z.infer<typeof entry>;
const header = z
  .object({ __metadata__: z.record(z.string(), z.string()).prefault({}) })
  .catchall(entry);

/** The header is the JSON of names and facts; ours are a few kilobytes, the format allows 100 MB. */
const headerLimit = 100_000_000;

/**
 * Writes tensors in the safetensors format (https://huggingface.co/docs/safetensors): length of the
 * header as 64-bit little-endian, JSON header padded with blanks to 8 bytes, then the numbers,
 * little-endian. Names in the order given, so that the same contents are the same bytes.
 */
export function writeSafetensors(file: SafetensorsFile): Uint8Array {
  const entries: Record<string, unknown> = { __metadata__: file.metadata };
  let end = 0;
  for (const [name, tensor] of file.tensors) {
    const dtype = tensor.values instanceof Float32Array ? 'F32' : 'I32';
    const start = end;
    end += tensor.values.byteLength;
    entries[name] = { dtype, shape: tensor.shape, data_offsets: [start, end] };
  }
  const json = Buffer.from(JSON.stringify(entries), 'utf8');
  const padded = Math.ceil(json.length / 8) * 8;
  const bytes = Buffer.alloc(8 + padded + end, ' ');
  bytes.writeBigUInt64LE(BigInt(padded), 0);
  json.copy(bytes, 8);
  let at = 8 + padded;
  for (const { values } of file.tensors.values()) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/**
 * Reads a safetensors file of float32 and int32 tensors. Nothing in it is believed before it is checked:
 * lengths, offsets (in order, without gap or overlap, as the format demands), dtypes and shapes.
 * @throws Error with a sentence that says what is wrong.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { json, start } = headerOf(bytes);
  const { __metadata__: metadata, ...entries } = parsed(json);
  const tensors = new Map<string, StoredTensor>();
  let end = 0;
  for (const [name, facts] of inOrder(entries)) {
    const [from, to] = facts.data_offsets;
    if (from !== end) throw new Error(`tensor "${name}" starts at byte ${from}, expected ${end}`);
    const elements = facts.shape.reduce((product, length) => product * length, 1);
    if (to - from !== elements * 4)
      throw new Error(
        `tensor "${name}" of shape [${facts.shape.join(', ')}] has ${to - from} bytes`,
      );
    if (start + to > bytes.length)
      throw new Error(`tensor "${name}" ends ${start + to - bytes.length} bytes after the file`);
    tensors.set(name, {
      values: numbers(bytes, start + from, elements, facts),
      shape: facts.shape,
    });
    end = to;
  }
  if (start + end !== bytes.length)
    throw new Error(`${bytes.length - start - end} bytes follow the last tensor`);
  return { metadata, tensors };
}

function headerOf(bytes: Uint8Array): { json: string; start: number } {
  if (bytes.length < 8) throw new Error(`it has ${bytes.length} bytes, too few for a header`);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.readBigUInt64LE(0));
  if (length > headerLimit || 8 + length > bytes.length)
    throw new Error(`it says its header has ${length} bytes, and ${bytes.length - 8} follow`);
  return { json: view.toString('utf8', 8, 8 + length), start: 8 + length };
}

function parsed(json: string): z.infer<typeof header> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw new Error('its header is not JSON', { cause: error });
  }
  const result = header.safeParse(value);
  if (!result.success)
    throw new Error(`its header does not fit the format: ${z.prettifyError(result.error)}`);
  return result.data;
}

function inOrder(entries: Record<string, Entry>): [string, Entry][] {
  return Object.entries(entries).sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0]);
}

/** Copies, since a typed array must start at a multiple of four; a Buffer's own `slice` would not. */
function numbers(bytes: Uint8Array, from: number, elements: number, facts: Entry) {
  const copy = Uint8Array.from(bytes.subarray(from, from + elements * 4)).buffer;
  return facts.dtype === 'F32' ? new Float32Array(copy) : new Int32Array(copy);
}
