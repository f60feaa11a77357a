import { type Inspection } from '#contracts';
import { systemClock } from '#telemetry';
import { type EmbeddingRow, Embeddings, frameBlobKey } from '#storage';
import type { Line } from '../../support/line.js';
import { someFrame } from '../../support/records.js';

/** A frame as it was inspected and kept, to be written again under other ids. */
interface Original {
  inspection: Inspection;
  map: Float32Array;
  row: EmbeddingRow;
  patches: Buffer;
}

const atOnce = 16;
const dayMs = 86_400_000;

export interface Stored {
  /** The milliseconds that each embedding took, put one after the other: blob and row. */
  putMs: number[];
}

/**
 * Fills the station up to `count` inspections with kept embeddings: the few real ones again and again, under ids of
 * their own, spread evenly over the week before now.
 */
export async function storeInspections(
  line: Line,
  station: string,
  frames: readonly string[],
  count: number,
): Promise<Stored> {
  const embeddings = new Embeddings(line.database, line.blobs);
  const originals = await Promise.all(frames.map((id) => original(line, embeddings, id)));
  const now = systemClock.now().getTime();
  const putMs: number[] = [];
  let next = frames.length;
  const writer = async () => {
    while (next < count) {
      const index = next++;
      const at = new Date(now - (7 * dayMs * (count - index)) / count);
      const start = performance.now();
      await again(line, embeddings, station, originals[index % originals.length]!, at);
      putMs.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, writer));
  return { putMs };
}

async function original(line: Line, embeddings: Embeddings, id: string): Promise<Original> {
  const row = (await embeddings.find(id))!;
  const [inspection, map, patches] = await Promise.all([
    line.inspections.get(id),
    line.inspections.map(id),
    embeddings.patches(row),
  ]);
  return { inspection, map, row, patches };
}

async function again(
  line: Line,
  embeddings: Embeddings,
  station: string,
  { inspection, map, row, patches }: Original,
  at: Date,
): Promise<void> {
  const frameId = systemClock.newId();
  const blob = frameBlobKey(station, at, frameId);
  await line.frames.accept(someFrame({ id: frameId, station, acceptedAt: at, blob }));
  const document = { ...inspection, frameId, inspectedAt: at.toISOString() };
  await line.inspections.record({ inspection: document, map, alert: false });
  await embeddings.put({ ...row, frameId, inspectedAt: at }, patches);
}
