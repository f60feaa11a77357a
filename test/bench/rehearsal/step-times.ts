import { type ModelManifest } from '#contracts';
import { systemClock } from '#telemetry';
import { float16Bytes, float16Values } from '#numbers';
import { readBank } from '#memory-bank';
import { type EmbeddingRow, Embeddings } from '#storage';
import { loadTensorRuntime } from '#tensors';
import type { Line } from '../../support/line.js';
import { median } from '../timing.js';

const batch = 16;
const turns = 12;

/** Returns the median milliseconds a frame of each step of a rehearsal, and of keeping an embedding, on this thread. */
export async function stepTimes(line: Line, station: string, manifest: ModelManifest) {
  const embeddings = new Embeddings(line.database, line.blobs);
  const runtime = await loadTensorRuntime();
  const bytes = await line.blobs.get(manifest.bank.blob);
  const bank = readBank(runtime, bytes, { sha256: manifest.bank.sha256 });
  const rows: EmbeddingRow[] = [];
  for await (const row of embeddings.newest(station, batch * turns)) rows.push(row);
  const times = { readBlobs: [] as number[], fromFloat16: [] as number[], score: [] as number[] };
  const keeping = { toFloat16: [] as number[], writeBlob: [] as number[] };
  try {
    for (let at = 0; at + batch <= rows.length; at += batch) {
      const some = rows.slice(at, at + batch);
      let start = performance.now();
      const read = await Promise.all(some.map((row) => embeddings.patches(row)));
      start = lap(times.readBlobs, start);
      const patches = read.map(float16Values);
      start = lap(times.fromFloat16, start);
      await scoreAll(runtime, bank, patches, some[0]!, manifest);
      start = lap(times.score, start);
      const halves = patches.map(float16Bytes);
      start = lap(keeping.toFloat16, start);
      for (const half of halves)
        await line.blobs.put(`embeddings/bench/${systemClock.newId()}`, half, { durable: false });
      lap(keeping.writeBlob, start);
    }
  } finally {
    bank.dispose();
  }
  return { replayMsPerFrame: medians(times), keepMsPerFrame: medians(keeping) };
}

async function scoreAll(
  { tf }: Awaited<ReturnType<typeof loadTensorRuntime>>,
  bank: ReturnType<typeof readBank>,
  patches: Float32Array[],
  { rows, columns, dimensions }: EmbeddingRow,
  { score, scoreReference: reference }: ModelManifest,
): Promise<void> {
  const size = rows * columns * dimensions;
  const all = new Float32Array(patches.length * size);
  patches.forEach((one, i) => all.set(one, i * size));
  const tensor = tf.tensor4d(all, [patches.length, rows, columns, dimensions]);
  try {
    await bank.score(tensor, score, { reference });
  } finally {
    tensor.dispose();
  }
}

function lap(times: number[], start: number): number {
  const now = performance.now();
  times.push((now - start) / batch);
  return now;
}

function medians(times: Record<string, number[]>): Record<string, number> {
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}
