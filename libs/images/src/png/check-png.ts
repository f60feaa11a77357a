import { endsTooEarly, isDamaged } from '../failures.js';
import type { StoredSize } from '../stored-size.js';

/**
 * Walks a PNG's chunks to IEND (W3C PNG, section 5) without reading what is in them.
 * @throws TouchstoneError image-truncated or image-damaged.
 */
export function checkPng(bytes: Buffer): StoredSize {
  if (bytes.length < 33) throw endsTooEarly('PNG', 'its header (IHDR) is cut off');
  if (bytes.toString('latin1', 12, 16) !== 'IHDR')
    throw isDamaged('PNG', 'the first chunk is not IHDR');
  for (let at = 8; chunkName(bytes, at) !== 'IEND';) at += 12 + bytes.readUInt32BE(at);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

function chunkName(bytes: Buffer, at: number): string {
  if (at + 12 > bytes.length) throw endsTooEarly('PNG', 'its last chunk (IEND) is missing');
  return bytes.toString('latin1', at + 4, at + 8);
}
