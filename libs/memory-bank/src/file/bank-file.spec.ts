import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TouchstoneError } from '#contracts';
import type { BankContents } from './bank-contents.js';
import { sha256Of } from '#numbers';
import { bankBytes, bankContents } from './bank-file.js';

const contents: BankContents = {
  rows: Float32Array.from([1, 2, 3, 4, 5, 6]),
  dimensions: 2,
  channels: { mean: Float32Array.from([0.5, -1]), deviation: Float32Array.from([2, 3]) },
  grid: { rows: 2, columns: 3 },
  normalIds: ['first', 'zweites ä'],
  normalOf: Int32Array.from([0, 1, 1]),
  placeOf: Int32Array.from([5, 0, 2]),
  origin: { rowsWanted: 3, seed: 7, maxPatches: 100, patchesSeen: 12, backbone: '' },
};
const bytes = bankBytes(contents);

function refused(altered: Uint8Array, expected?: { sha256: string }): string {
  try {
    bankContents(altered, expected);
  } catch (error) {
    expect(error).toBeInstanceOf(TouchstoneError);
    expect((error as TouchstoneError).code).toBe('bank-invalid');
    return (error as TouchstoneError).message;
  }
  throw new Error('it was taken');
}

/** The same bytes with a changed header. */
function withHeader(change: (header: Record<string, never>) => unknown): Uint8Array {
  const length = Number(Buffer.from(bytes).readBigUInt64LE(0));
  const header = JSON.parse(Buffer.from(bytes).toString('utf8', 8, 8 + length)) as never;
  const json = Buffer.from(JSON.stringify(change(header) ?? header));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([size, json, bytes.subarray(8 + length)]);
}

test('written and read, a bank is the same', () => {
  expect(bankContents(bytes, { sha256: sha256Of(bytes) })).toEqual(contents);
  // Also from the middle of a larger buffer, where nothing is aligned.
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(bankContents(shifted.subarray(3))).toEqual(contents);
});

test('the layout is that of the safetensors format', () => {
  const length = Number(Buffer.from(bytes).readBigUInt64LE(0));
  expect(length % 8).toBe(0);
  const header = JSON.parse(Buffer.from(bytes).toString('utf8', 8, 8 + length)) as object;
  expect(header).toMatchObject({
    __metadata__: { format: 'touchstone-bank/1' },
    rows: { dtype: 'F32', shape: [3, 2], data_offsets: [0, 24] },
  });
  expect(Buffer.from(bytes).readFloatLE(8 + length + 4)).toBe(2);
});

test('no file that was cut short anywhere is taken, nor one with something behind', () => {
  for (let end = 0; end < bytes.length; end++) refused(bytes.subarray(0, end));
  refused(Buffer.concat([bytes, Buffer.alloc(1)]));
});

test('with the hash known, no single changed byte is taken', () => {
  const sha256 = sha256Of(bytes);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const altered = Uint8Array.from(bytes);
      altered[at]! ^= flip;
      expect(refused(altered, { sha256 })).toContain('SHA-256');
    }),
  );
});

test('without a hash, changed bytes are refused by name or give a bank that keeps the rules', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const altered = Uint8Array.from(bytes);
      altered[at] = value;
      try {
        const read = bankContents(altered);
        expect(read.rows.every(Number.isFinite)).toBe(true);
        expect(read.normalOf.every((i) => i < read.normalIds.length)).toBe(true);
      } catch (error) {
        expect((error as TouchstoneError).code).toBe('bank-invalid');
      }
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['dtype', { dtype: 'F16', shape: [3, 2], data_offsets: [0, 24] }, /format/],
  ['shape', { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] }, /channel_mean/],
  ['size', { dtype: 'F32', shape: [3, 3], data_offsets: [0, 24] }, /24 bytes/],
  ['overlap', { dtype: 'F32', shape: [3, 2], data_offsets: [4, 28] }, /expected 0/],
  ['negative', { dtype: 'F32', shape: [-3, -2], data_offsets: [0, 24] }, /format/],
  ['kind', { dtype: 'I32', shape: [3, 2], data_offsets: [0, 24] }, /not F32/],
])('a header with a wrong %s of the rows is refused', (_, rows, message) => {
  expect(refused(withHeader((header) => ({ ...header, rows })))).toMatch(message);
});

test('a missing tensor, another format and a header length of 2^63 are refused', () => {
  expect(refused(withHeader((h) => ({ ...h, place: undefined })))).toMatch(/bytes follow|missing/);
  expect(refused(withHeader((h) => ({ ...h, __metadata__: { format: 'other' } })))).toMatch(
    /other/,
  );
  expect(refused(Buffer.concat([Buffer.alloc(7), Buffer.from([0x80]), bytes.subarray(8)]))).toMatch(
    /header/,
  );
});

test('numbers that are not finite, and places outside, are refused', () => {
  const broken = (change: Partial<BankContents>) => refused(bankBytes({ ...contents, ...change }));
  expect(broken({ rows: Float32Array.from([1, 2, 3, NaN, 5, 6]) })).toMatch(/not finite/);
  expect(broken({ normalOf: Int32Array.from([0, 1, 2]) })).toMatch(/outside the 2/);
  expect(broken({ placeOf: Int32Array.from([0, -1, 2]) })).toMatch(/outside the 6/);
  const deviation = Float32Array.from([0, 1]);
  expect(broken({ channels: { ...contents.channels, deviation } })).toMatch(/above zero/);
});
