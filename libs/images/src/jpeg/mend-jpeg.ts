import { addTables, type HuffmanTables } from './huffman-table.js';
import { readFrame, type JpegFrame } from './jpeg-frame.js';
import {
  isFrame,
  isRestart,
  markers,
  nextMarker,
  readSegment,
  type Segment,
} from './jpeg-segments.js';
import { blocksOf, codeOfScan, type NotZero, type Span } from './scan.js';
import { usualTables } from './usual-tables.js';

const mostScans = 100;

interface Walk {
  readonly bytes: Buffer;
  readonly tables: HuffmanTables;
  readonly notZero: NotZero;
  /** The lowest bit that is known of each of the 64 coefficients of a colour, by the colour's id. */
  readonly missing: Map<number, Uint8Array>;
  frame: JpegFrame | undefined;
  restartInterval: number;
  scans: number;
  /** The bytes that belong to the picture, in order. */
  readonly kept: Buffer[];
}

/**
 * Returns the same JPEG without bytes that do not belong to its code: some USB cameras leave bytes before a marker,
 * some recorders write others in place of the end mark. Every code word is followed, so that nothing is dropped that is
 * a pixel, and libjpeg, which only warns of such bytes as it warns of damage, has nothing left to warn of. Undefined
 * where the code itself is damaged, stops early, or is arithmetic.
 */
export async function withoutStrayBytes(bytes: Buffer): Promise<Buffer | undefined> {
  const tables = new Map(await usualTables());
  const walk: Walk = { bytes, tables, notZero: new Map(), missing: new Map(), frame: undefined, restartInterval: 0, scans: 0, kept: [bytes.subarray(0, 2)] }; // prettier-ignore
  let at: number | undefined = 2;
  while (at !== undefined && bytes[at + 1] !== markers.endOfImage && at + 4 <= bytes.length)
    at = await followSegment(walk, at);
  // A picture that says where it ends may leave its last refinements out; one that does not may have lost them.
  const ends = at !== undefined && bytes[at + 1] === markers.endOfImage;
  if (at === undefined || walk.frame === undefined || !(ends || isComplete(walk))) return undefined;
  return Buffer.concat([...walk.kept, Buffer.from([0xff, markers.endOfImage])]);
}

/** Takes one segment, with the code behind it where it is a scan; returns where the next marker is. */
async function followSegment(walk: Walk, from: number): Promise<number | undefined> {
  const { bytes } = walk;
  const at = walk.frame === undefined ? from : nextMarker(bytes, from);
  const segment = segmentAt(bytes, at);
  if (segment === undefined) return walk.frame === undefined ? undefined : bytes.length;
  const { marker, body, next } = segment;
  walk.kept.push(bytes.subarray(at, next));
  if (isFrame(marker)) beginFrame(walk, readFrame(bytes, segment));
  if (marker === markers.huffmanTables) addTables(bytes.subarray(body, next), walk.tables);
  if (marker === markers.restartInterval) walk.restartInterval = bytes.readUInt16BE(body);
  if (marker !== markers.startOfScan) return next;
  // libvips reads no more scans than these either: each can be a few bytes and cost as much as a picture.
  return ++walk.scans > mostScans ? undefined : await followScan(walk, segment);
}

async function followScan(walk: Walk, head: Segment): Promise<number | undefined> {
  const { bytes, frame, tables, notZero, restartInterval } = walk;
  if (frame === undefined || frame.arithmetic) return undefined;
  const spans = await codeOfScan(bytes, head, { frame, tables, notZero, restartInterval });
  if (spans === undefined) return undefined;
  keepCode(walk, spans);
  noteScan(walk, head);
  return behindCode(bytes, spans.at(-1)!.to);
}

/** The next marker that is no restart marker: some cameras write one more behind the last unit. */
function behindCode(bytes: Buffer, from: number): number {
  let at = nextMarker(bytes, from);
  while (isRestart(bytes[at + 1] ?? 0)) at = nextMarker(bytes, at + 2);
  return at;
}

/** Writes down which coefficients of which colours now have all of their bits. */
function noteScan({ bytes, frame, missing }: Walk, { body, next }: Segment): void {
  const progressive = frame?.progressive === true;
  const [first, last] = progressive ? [bytes[next - 3]!, bytes[next - 2]!] : [0, 63];
  const low = progressive ? bytes[next - 1]! & 15 : 0;
  for (let i = 0; i < bytes[body]!; i++)
    missing.get(bytes[body + 1 + i * 2]!)?.fill(low, first, last + 1);
}

function isComplete({ missing }: Walk): boolean {
  return [...missing.values()].every((bits) => bits.every((low) => low === 0));
}

/** Undefined where what follows is no segment: something that was written in place of the end mark. */
function segmentAt(bytes: Buffer, at: number): Segment | undefined {
  const marker = bytes[at + 1] ?? 0;
  if (at + 4 > bytes.length) return undefined;
  if (marker < markers.first || marker === markers.startOfImage) return undefined;
  const fits = at + 2 + bytes.readUInt16BE(at + 2) <= bytes.length;
  return fits ? readSegment(bytes, at) : undefined;
}

function beginFrame(walk: Walk, frame: JpegFrame): void {
  walk.frame = frame;
  for (const component of frame.components) {
    const { across, down } = blocksOf(component, frame);
    walk.notZero.set(component.id, new Uint8Array(frame.progressive ? across * down * 64 : 0));
    walk.missing.set(component.id, new Uint8Array(64).fill(255));
  }
}

function keepCode({ bytes, kept }: Walk, spans: readonly Span[]): void {
  spans.forEach(({ from, to }, i) => {
    if (i > 0) kept.push(Buffer.from([0xff, markers.firstRestart + ((i - 1) % 8)]));
    kept.push(bytes.subarray(from, to));
  });
}
