import type { Tf } from '#tensors';
import { plainBatch, type Batch } from '../views/batch.js';
import type { ImageSource } from '../views/image-source.js';
import type { Tensor1D, Tensor4D } from '../fitting/tensor-types.js';

/** The larger network whose patch embeddings the student learns. It needs no gradient. */
export interface Teacher {
  /** The name that identifies its numbers, e.g. a hash; a run does not go on with another teacher. */
  readonly identity: string;
  /** Returns the patch embeddings `[images, size / 16, size / 16, channels]`; the caller disposes them. */
  embed(batch: Batch): Tensor4D;
}

/** The mean and deviation of each channel of the teacher's embeddings, over natural photographs. */
export interface ChannelStatistics {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/**
 * Returns the mean and deviation of each channel over `images` unchanged photographs, chosen by the seed. The student's
 * targets are standardised by them, so that no channel outweighs the others.
 */
export function teacherStatistics(
  tf: Tf,
  teacher: Teacher,
  source: ImageSource,
  seed: number,
  images: number,
  size: number,
): ChannelStatistics {
  const perBatch = 20;
  const sums: Sums = { values: [], squares: [], count: 0 };
  for (let first = 0; first < images; first += perBatch) {
    const batch = plainBatch(source, seed, first, Math.min(perBatch, images - first), size);
    tf.tidy(() => addTo(sums, teacher.embed(batch)));
  }
  return finish(sums);
}

/** Returns `(embedding - mean) / deviation`, channel by channel. */
export function standardise(
  tf: Tf,
  embeddings: Tensor4D,
  { mean, deviation }: ChannelStatistics,
): Tensor4D {
  return tf.tidy(() =>
    embeddings.sub<Tensor4D>(tf.tensor1d([...mean])).div<Tensor4D>(tf.tensor1d([...deviation])),
  );
}

interface Sums {
  values: number[];
  squares: number[];
  count: number;
}

function addTo(sums: Sums, embeddings: Tensor4D): void {
  const channels = embeddings.shape[3];
  const rows = embeddings.reshape([-1, channels]);
  const values = rows.sum<Tensor1D>(0).arraySync();
  const squares = rows.square().sum<Tensor1D>(0).arraySync();
  sums.values = values.map((value, channel) => value + (sums.values[channel] ?? 0));
  sums.squares = squares.map((value, channel) => value + (sums.squares[channel] ?? 0));
  sums.count += rows.shape[0] ?? 0;
}

function finish({ values, squares, count }: Sums): ChannelStatistics {
  const mean = values.map((value) => value / count);
  const deviation = squares.map((square, channel) =>
    Math.max(1e-6, Math.sqrt(Math.max(0, square / count - (mean[channel] ?? 0) ** 2))),
  );
  return { mean, deviation };
}
