import { createHash } from 'node:crypto';
import { TouchstoneError, type ImageQuality } from '#contracts';
import type { Backbone } from '#embedding';
import type { NormalPatches } from '#memory-bank';
import { readOut, prepare, type Prepared, type View } from '#inspection';

/** A frame of a good part; its bytes are read when its turn comes. */
export interface Normal {
  readonly id: string;
  readonly partId: string | null;
  /** The lot, which with the time may tell the part where no id does. */
  readonly lot?: string | null;
  /** The time of capture, in milliseconds since 1970. */
  readonly capturedAt?: number | null;
  /** The SHA-256 of its bytes; taken from them where it is not known. */
  readonly sha256?: string;
  /** Set where it is in no bank, and its held-out score counts in the limits: see `NormalSetAside`. */
  readonly onlyInLimits?: boolean;
  /** Set where a person called it rare but good: it is in the bank, and its part's score is left out of the limits. */
  readonly rare?: boolean;
  bytes(): Buffer | Promise<Buffer>;
}

export type Normals = Iterable<Normal> | AsyncIterable<Normal>;

export interface EmbeddedNormal extends NormalPatches {
  readonly partId: string | null;
  /** The image embedding `[e]`. */
  readonly image: Float32Array;
  readonly quality: ImageQuality | null;
  /** The SHA-256 of the image's bytes, where known. */
  readonly sha256?: string | undefined;
}

/** Is called with a normal that cannot be decoded; it may throw. */
export type OnUnreadable = (normal: Normal, error: TouchstoneError) => void;

/** The number of frames that are decoded beside each other and embedded in one call. */
const batchSize = 8;

/**
 * Embeds every normal once, in batches, and gives the patches as float32 arrays: 128 KiB a frame at 256
 * patches of 128 dimensions. The next batch is decoded while one is embedded.
 * @throws TouchstoneError of the images' codes, naming the normal that cannot be decoded, unless `onUnreadable` takes it.
 */
export async function* embedNormals(
  normals: Normals,
  backbone: Backbone,
  view: View,
  onUnreadable: OnUnreadable = refuse,
): AsyncGenerator<EmbeddedNormal> {
  const decode = async (batch: Normal[]) => {
    const tried = await Promise.all(
      batch.map((normal) => prepareNormal(normal, view, onUnreadable)),
    );
    return tried.filter((one) => one !== null);
  };
  let waiting: ReturnType<typeof decode> | undefined;
  for await (const batch of inBatches(normals)) {
    const next = decode(batch);
    // Awaited one turn later; a failure until then is not an unhandled one.
    next.catch(() => undefined);
    if (waiting) yield* embedBatch(await waiting, backbone);
    waiting = next;
  }
  if (waiting) yield* embedBatch(await waiting, backbone);
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

interface PreparedNormal extends Prepared {
  readonly normal: Normal;
  readonly sha256: string;
}

async function prepareNormal(
  normal: Normal,
  view: View,
  onUnreadable: OnUnreadable,
): Promise<PreparedNormal | null> {
  const bytes = await normal.bytes();
  try {
    const sha256 = normal.sha256 ?? createHash('sha256').update(bytes).digest('hex');
    return { normal, ...(await prepare(bytes, view)), sha256 };
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.status !== 422) throw error;
    onUnreadable(normal, error);
    return null;
  }
}

function refuse(normal: Normal, error: TouchstoneError): never {
  throw new TouchstoneError(error.code, `Normal ${normal.id}: ${error.message}`, {
    cause: error,
    facts: { ...error.facts, normalId: normal.id },
  });
}

function* embedBatch(
  prepared: readonly PreparedNormal[],
  backbone: Backbone,
): Generator<EmbeddedNormal> {
  if (prepared.length === 0) return;
  const embedded = backbone.embed(prepared.map(({ image }) => image));
  const { dimensions, grid } = backbone;
  try {
    const all = readOut(embedded, prepared.length);
    for (const [i, { normal, quality, sha256 }] of prepared.entries()) {
      const { id, partId } = normal;
      yield { normalId: id, partId, ...all[i]!, quality, sha256, ...grid, dimensions };
    }
  } finally {
    embedded.patches.dispose();
    embedded.image.dispose();
  }
}
