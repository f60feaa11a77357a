import { readFile } from 'node:fs/promises';
import { seededShuffle } from '#numbers';
import { TouchstoneError } from '#contracts';
import { decode, encodeJpeg } from '#images';
import { goodImages } from '../../../apps/cli/src/calibration-study/good-images.js';
import {
  simulateFrame,
  changedPicture,
  type SlowChangeKind,
  slowChanges,
  spoiled,
} from '#simulation';
import type { DriftStudyOptions } from './options.js';

/** A line that good parts can be taken from, with as much of a change as is wanted. */
export interface StudiedLine {
  readonly name: string;
  /** Changes that it can show. */
  readonly kinds: readonly SlowChangeKind[];
  normal(index: number): Promise<Buffer>;
  /** Returns the index-th part in service; `change` is null before one begins. */
  part(index: number, change: { kind: SlowChangeKind; size: number } | null): Promise<Buffer>;
}

const quality = 92;

/** Returns a line of the demo's parts; the seed names the line. */
export function simulatedLine(seed: number, { size, normals }: DriftStudyOptions): StudiedLine {
  const line = { seed, defects: 0, width: size, height: size };
  const frame = async (index: number, change: { kind: SlowChangeKind; size: number } | null) => {
    const slow = change === null ? undefined : { ...change, from: 0, over: 1 };
    return (await simulateFrame({ ...line, slow }, index, null)).bytes;
  };
  return {
    name: `simulated line ${seed}`,
    kinds: slowChanges,
    normal: (index) => frame(index, null),
    part: (index, change) => frame(normals + index, change),
  };
}

/**
 * Photographs of good parts in random order: some to learn from, the others, again and again in new orders, in service.
 * A change is made in the picture, so the parts themselves cannot wear.
 */
export async function photographedLine(
  folder: string,
  seed: number,
  { size, normals, withTestGood }: DriftStudyOptions,
): Promise<StudiedLine> {
  const images = seededShuffle(await goodImages(folder, { withTestGood }), seed);
  const others = images.slice(normals);
  if (others.length < normals / 2)
    throw new TouchstoneError(
      'too-few-normals',
      `${folder} has ${images.length} good images; ${normals} are learned from, and half as many are needed in service.`,
    );
  const read = (path: string) => readFile(path);
  const part = async (index: number, change: { kind: SlowChangeKind; size: number } | null) => {
    const round = seededShuffle(others, seed + 1 + Math.floor(index / others.length));
    const bytes = await read(round[index % others.length]!.path);
    return change === null ? bytes : changedPhotograph(bytes, change, size);
  };
  return {
    name: `${folder}, order ${seed}`,
    kinds: ['lamp-ageing', 'focus-loss', 'colour-change'],
    normal: (index) => read(images[index]!.path),
    part,
  };
}

async function changedPhotograph(
  bytes: Buffer,
  { kind, size }: { kind: SlowChangeKind; size: number },
  side: number,
): Promise<Buffer> {
  const image = await decode(bytes, { width: side, height: side });
  if (kind === 'focus-loss') return encodeJpeg(changedPicture(image, kind, size), quality);
  const fault = kind === 'lamp-ageing' ? 'dark' : 'colour-cast';
  return encodeJpeg(spoiled(image, fault, size), quality);
}
