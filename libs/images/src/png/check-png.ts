import { endsTooEarly, isDamaged } from '../failures.js';
import type { StoredPicture } from '../decoding/stored-picture.js';

interface Chunk {
  readonly name: string;
  readonly at: number;
  readonly next: number;
}

/** Samples of a pixel by colour type; an index of a palette becomes three. */
const samples: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 3],
  [4, 2],
  [6, 4],
]);

/**
 * Walks a PNG's chunks to IEND (W3C PNG, section 5) without reading what is in them.
 * @throws TouchstoneError image-truncated or image-damaged.
 */
export function checkPng(bytes: Buffer): StoredPicture {
  if (bytes.length < 33) throw endsTooEarly('PNG', 'its header (IHDR) is cut off');
  if (bytes.toString('latin1', 12, 16) !== 'IHDR')
    throw isDamaged('PNG', 'the first chunk is not IHDR');
  const chunks = chunksOf(bytes);
  if (!chunks.some(({ name }) => name === 'IDAT'))
    throw isDamaged('PNG', 'it has no pixels (IDAT)');
  const keys = chunks.filter(({ name }) => name === 'tRNS');
  const picture = readHeaderChunk(bytes);
  return keys.length === 0 ? picture : { ...picture, plain: () => without(bytes, keys) };
}

function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; ;) {
    const name = chunkName(bytes, at);
    const next = at + 12 + bytes.readUInt32BE(at);
    chunks.push({ name, at, next });
    if (name === 'IEND') return chunks;
    at = next;
  }
}

function chunkName(bytes: Buffer, at: number): string {
  if (at + 12 > bytes.length) throw endsTooEarly('PNG', 'its last chunk (IEND) is missing');
  return bytes.toString('latin1', at + 4, at + 8);
}

/** An interlaced PNG is held whole while its passes come in, beside what is made of it. */
function readHeaderChunk(bytes: Buffer): StoredPicture {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const sampleBytes = bytes[24] === 16 ? 2 : 1;
  const held = bytes[28] === 0 ? 1 : 2;
  const pixelBytes = (samples.get(bytes[25]!) ?? 4) * sampleBytes;
  const sixteenBit = sampleBytes === 2;
  return { width, height, decodedBytes: width * height * pixelBytes * held, sixteenBit };
}

/**
 * The same PNG without a colour key or a palette's transparency: they name colours, and a camera's picture has such
 * colours by chance. A transparency channel is another thing, and stays.
 */
function without(bytes: Buffer, chunks: readonly Chunk[]): Buffer {
  const kept: Buffer[] = [];
  let from = 0;
  for (const { at, next } of chunks) {
    kept.push(bytes.subarray(from, at));
    from = next;
  }
  return Buffer.concat([...kept, bytes.subarray(from)]);
}
