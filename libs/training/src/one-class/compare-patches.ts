import type { RgbImage } from '#images';
import { standardise, type MemoryBank } from '#memory-bank';
import type { ComparedPatches } from './channel-weights.js';
import { embedViews } from '../kinds/embed-views.js';
import type { Tools, Watch } from '../kinds/station-images.js';
import type { PastedPart } from './pasted-parts.js';

/** Patches of a good part that count, those farthest from the bank: they are what raises false alarms. */
export const hardest = 20;

interface Rows {
  readonly squares: number[];
  readonly pasted: number[];
}

/**
 * Returns what good parts and parts with pasted defects differ in from the bank's nearest rows, channel by channel: of
 * a good part its hardest patches, of one with a pasted defect the patches that the defect covers.
 */
export async function comparePatches(
  bank: MemoryBank,
  good: readonly RgbImage[],
  pasted: readonly PastedPart[],
  tools: Tools,
  watch: Watch,
): Promise<ComparedPatches> {
  const rows: Rows = { squares: [], pasted: [] };
  const images = [...good, ...pasted.map(({ image }) => image)];
  await embedViews(images, 1, 0, tools, watch, (batch) => {
    for (const { item, patches } of batch) {
      standardise(patches, bank.contents.channels);
      const found = nearestRows(bank, patches, tools);
      const defect = pasted[item - good.length];
      for (const place of defect ? defect.places : farthest(found.distances, tools.view?.counts))
        take(rows, differences(bank, patches, place, found.rows[place]!), defect ? 1 : 0);
    }
  });
  return {
    squares: Float32Array.from(rows.squares),
    pasted: Uint8Array.from(rows.pasted),
    dimensions: bank.dimensions,
  };
}

function take(rows: Rows, squares: readonly number[], pasted: number): void {
  rows.squares.push(...squares);
  rows.pasted.push(pasted);
}

/** Returns the nearest row of each of the standardised patches `[n, d]`, and its squared distance. */
function nearestRows(bank: MemoryBank, patches: Float32Array, { runtime: { tf } }: Tools) {
  const { rows, dimensions: d } = bank.contents;
  const { nearest, squares } = tf.tidy(() => {
    const known = tf.tensor2d(rows, [rows.length / d, d]);
    const seen = tf.tensor2d(patches, [patches.length / d, d]);
    const half = tf.mul(0.5, tf.sum(tf.square(known), 1));
    const product = tf.sub(tf.matMul(seen, known, false, true), tf.expandDims(half, 0));
    const squared = tf.sub(tf.sum(tf.square(seen), 1), tf.mul(2, tf.max(product, 1)));
    return { nearest: tf.argMax(product, 1), squares: squared };
  });
  const found = {
    rows: nearest.dataSync() as Int32Array,
    distances: squares.dataSync() as Float32Array,
  };
  tf.dispose([nearest, squares]);
  return found;
}

/** Returns the places of the patches that count and lie farthest, the farthest first. */
function farthest(distances: Float32Array, counts: Uint8Array | null | undefined): number[] {
  const places = [...distances.keys()].filter((place) => counts?.[place] !== 0);
  return places.sort((a, b) => distances[b]! - distances[a]!).slice(0, hardest);
}

function differences(
  bank: MemoryBank,
  patches: Float32Array,
  place: number,
  row: number,
): number[] {
  const { rows, dimensions: d } = bank.contents;
  return Array.from({ length: d }, (_, c) => (patches[place * d + c]! - rows[row * d + c]!) ** 2);
}
