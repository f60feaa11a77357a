import { type SampleBits, TouchstoneError } from '#contracts';
import { bitsOf, defaultLimits, sampleRange, type SampleRange } from '#images';
import type { Normal } from './embed-normals.js';

/** Normals that are looked at first: where none of them has 16 bit samples, the others are not read. */
const first = 12;

/**
 * Finds how many bits of 16 bit samples the normals fill, from the low end. Normals that cannot be decoded say nothing;
 * null where none has 16 bit samples.
 */
export async function findSampleBits(normals: readonly Normal[]): Promise<SampleBits | null> {
  const step = Math.max(1, Math.floor(normals.length / first));
  const some = normals.filter((_, i) => i % step === 0);
  const probed = await rangesOf(some);
  if (probed.length === 0) return null;
  const probedIds = new Set(some.map(({ id }) => id));
  const others = await rangesOf(normals.filter(({ id }) => !probedIds.has(id)));
  const ranges = probed.concat(others);
  const largest = Math.max(...ranges.map((range) => range.largest));
  return { bits: bitsOf(ranges), largest, from: 'normals' };
}

/** Reads the ranges one after the other: a whole picture of 16 bit samples is large. */
async function rangesOf(normals: readonly Normal[]): Promise<SampleRange[]> {
  const ranges: SampleRange[] = [];
  for (const normal of normals) {
    const range = await rangeOf(normal);
    if (range !== null) ranges.push(range);
  }
  return ranges;
}

async function rangeOf(normal: Normal): Promise<SampleRange | null> {
  try {
    return await sampleRange(await normal.bytes(), defaultLimits);
  } catch (error) {
    // Learning sets it aside by name.
    if (error instanceof TouchstoneError && error.status === 422) return null;
    throw error;
  }
}
