import { sharp } from '../decoding/engine.js';
import { addTables, type HuffmanTables } from './huffman-table.js';
import { markers, readSegment } from './jpeg-segments.js';

let known: Promise<HuffmanTables> | undefined;

/**
 * Returns the Huffman tables of ITU-T T.81, annex K, which motion JPEG leaves out: those of a JPEG that is written with
 * them, so that they need not be copied here.
 */
export function usualTables(): Promise<HuffmanTables> {
  return (known ??= readOff());
}

async function readOff(): Promise<HuffmanTables> {
  const pixel = { create: { width: 1, height: 1, channels: 3, background: '#000' } } as const;
  const bytes = await sharp(pixel).jpeg({ optimiseCoding: false }).toBuffer();
  const tables: HuffmanTables = new Map();
  for (let at = 2; ;) {
    const { marker, body, next } = readSegment(bytes, at);
    if (marker === markers.startOfScan) return tables;
    if (marker === markers.huffmanTables) addTables(bytes.subarray(body, next), tables);
    at = next;
  }
}
