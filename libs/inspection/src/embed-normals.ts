import { TouchstoneError, type RegionOfInterest } from '#contracts';
import type { Backbone } from '#embedding';
import type { NormalPatches } from '#memory-bank';
import { decodeFor } from './inspect.js';

/** A frame of a good part; its bytes are read when its turn comes. */
export interface Normal {
  readonly id: string;
  readonly partId: string | null;
  bytes(): Buffer | Promise<Buffer>;
}

export type Normals = Iterable<Normal> | AsyncIterable<Normal>;

export interface EmbeddedNormal extends NormalPatches {
  readonly partId: string | null;
}

/** Frames decoded beside each other and embedded in one call. */
const batchSize = 8;

/**
 * Embeds every normal once, in batches, and gives the patches as float32 arrays: 128 KiB a frame at 256
 * patches of 128 dimensions. The next batch is decoded while one is embedded.
 * @throws TouchstoneError of the images' codes, naming the normal that cannot be decoded.
 */
export async function* embedNormals(
  normals: Normals,
  backbone: Backbone,
  regionOfInterest: RegionOfInterest | null,
): AsyncGenerator<EmbeddedNormal> {
  const decode = (batch: Normal[]) =>
    Promise.all(batch.map((normal) => decodeNormal(normal, backbone, regionOfInterest)));
  let waiting: { batch: Normal[]; images: ReturnType<typeof decode> } | undefined;
  for await (const batch of inBatches(normals)) {
    const next = { batch, images: decode(batch) };
    // Awaited one turn later; a failure until then is not an unhandled one.
    next.images.catch(() => undefined);
    if (waiting) yield* embedBatch(waiting.batch, await waiting.images, backbone);
    waiting = next;
  }
  if (waiting) yield* embedBatch(waiting.batch, await waiting.images, backbone);
}

async function* inBatches(normals: Normals): AsyncGenerator<Normal[]> {
  let batch: Normal[] = [];
  for await (const normal of normals) {
    batch.push(normal);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function decodeNormal(
  normal: Normal,
  backbone: Backbone,
  regionOfInterest: RegionOfInterest | null,
) {
  try {
    return await decodeFor(await normal.bytes(), { backbone, regionOfInterest });
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    throw new TouchstoneError(error.code, `Normal ${normal.id}: ${error.message}`, {
      cause: error,
      facts: { ...error.facts, normalId: normal.id },
    });
  }
}

function* embedBatch(
  batch: readonly Normal[],
  images: Parameters<Backbone['embed']>[0],
  backbone: Backbone,
): Generator<EmbeddedNormal> {
  const { patches, image } = backbone.embed(images);
  const { rows, columns } = backbone.grid;
  const { dimensions } = backbone;
  const size = rows * columns * dimensions;
  let values: Float32Array;
  try {
    values = patches.dataSync() as Float32Array;
  } finally {
    patches.dispose();
    image.dispose();
  }
  for (const [i, { id, partId }] of batch.entries()) {
    const own = values.slice(i * size, (i + 1) * size);
    yield { normalId: id, partId, patches: own, rows, columns, dimensions };
  }
}
