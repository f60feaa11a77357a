import { createHash } from 'node:crypto';
import { TouchstoneError, type ImageQuality } from '#contracts';
import type { Backbone } from '#embedding';
import type { NormalPatches } from '#memory-bank';
import { readOut, prepare, type Prepared, type View } from '#inspection';

/** A frame of a good part; its bytes are read when its turn comes. */
export interface Normal {
  readonly id: string;
  readonly partId: string | null;
  /** What may tell the part where no id does. */
  readonly lot?: string | null;
  /** Milliseconds since 1970. */
  readonly capturedAt?: number | null;
  /** Of its bytes; taken from them where it is not known. */
  readonly sha256?: string;
  /** It is in no bank, and its held-out score counts in the limits: see `NormalSetAside`. */
  readonly onlyInLimits?: boolean;
  bytes(): Buffer | Promise<Buffer>;
}

export type Normals = Iterable<Normal> | AsyncIterable<Normal>;

export interface EmbeddedNormal extends NormalPatches {
  readonly partId: string | null;
  /** The image embedding `[e]`. */
  readonly image: Float32Array;
  readonly quality: ImageQuality | null;
  /** Of the image's bytes, where known. */
  readonly sha256?: string | undefined;
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
  view: View,
): AsyncGenerator<EmbeddedNormal> {
  const decode = (batch: Normal[]) =>
    Promise.all(batch.map((normal) => prepareNormal(normal, view)));
  let waiting: { batch: Normal[]; prepared: ReturnType<typeof decode> } | undefined;
  for await (const batch of inBatches(normals)) {
    const next = { batch, prepared: decode(batch) };
    // Awaited one turn later; a failure until then is not an unhandled one.
    next.prepared.catch(() => undefined);
    if (waiting) yield* embedBatch(waiting.batch, await waiting.prepared, backbone);
    waiting = next;
  }
  if (waiting) yield* embedBatch(waiting.batch, await waiting.prepared, backbone);
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

async function prepareNormal(normal: Normal, view: View): Promise<Prepared & { sha256: string }> {
  try {
    const bytes = await normal.bytes();
    const sha256 = normal.sha256 ?? createHash('sha256').update(bytes).digest('hex');
    return { ...(await prepare(bytes, view)), sha256 };
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
  prepared: readonly (Prepared & { sha256: string })[],
  backbone: Backbone,
): Generator<EmbeddedNormal> {
  const embedded = backbone.embed(prepared.map(({ image }) => image));
  const { dimensions, grid } = backbone;
  try {
    const all = readOut(embedded, batch.length);
    for (const [i, { id, partId }] of batch.entries()) {
      const { quality, sha256 } = prepared[i]!;
      yield { normalId: id, partId, ...all[i]!, quality, sha256, ...grid, dimensions };
    }
  } finally {
    embedded.patches.dispose();
    embedded.image.dispose();
  }
}
