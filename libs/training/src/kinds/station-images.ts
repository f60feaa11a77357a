import { createHash } from 'node:crypto';
import { TouchstoneError } from '#contracts';
import type { Backbone } from '#embedding';
import { decode, type RgbImage } from '#images';
import type { TensorRuntime } from '#tensors';

/** One of the plant's own images. */
export interface StationImage {
  readonly id: string;
  /** The label: `good`, or the kind of its defect. */
  readonly label: string;
  bytes(): Promise<Buffer> | Buffer;
}

/** The view of a station on its images. */
export interface StationImages {
  /** The key of the view: another one when the same bytes are seen otherwise. */
  readonly key: string;
  /** Decodes an image to the backbone's size. */
  see(bytes: Buffer): Promise<RgbImage>;
  /** The mask, row-major over the backbone's grid, 1 where a patch counts in scores; without it, or null, all do. */
  readonly counts?: Uint8Array | null;
}

export interface Tools {
  readonly runtime: TensorRuntime;
  readonly backbone: Backbone;
  /** The station's view; without one, whole images are seen at the backbone's size. */
  readonly view?: StationImages;
}

/** The hooks by which a long work is followed and stopped. */
export interface Watch {
  readonly onStep?: ((step: string, done: number, of: number, note?: string) => void) | undefined;
  /** The signal that stops the work: it throws its reason soon after. */
  readonly signal?: AbortSignal | undefined;
}

/** Images as the backbone sees them, and what identifies them. */
export interface Pixels {
  readonly images: readonly RgbImage[];
  /** SHA-256 over the bytes of all, in their order, and their labels. */
  readonly sha256: string;
}

/** Decodes that wait for a thread of sharp's. */
const atOnce = 8;

/**
 * Decodes the images at the backbone's size and keeps them: 192 KiB each at 256 x 256.
 * @throws TouchstoneError of the images' codes, naming the image.
 */
export async function readPixels(
  list: readonly StationImage[],
  { backbone, view }: Tools,
  { onStep, signal }: Watch,
): Promise<Pixels> {
  const see = (bytes: Buffer) => (view ? view.see(bytes) : decode(bytes, backbone.size));
  const images: RgbImage[] = [];
  const hash = createHash('sha256');
  for (let from = 0; from < list.length; from += atOnce) {
    signal?.throwIfAborted();
    const some = await Promise.all(list.slice(from, from + atOnce).map((one) => readOne(one, see)));
    some.forEach(({ image, bytes }, i) => {
      images.push(image);
      hash.update(`${list[from + i]!.label}\n`).update(bytes);
    });
    onStep?.('read', images.length, list.length);
  }
  return { images, sha256: hash.digest('hex') };
}

async function readOne(
  one: StationImage,
  see: StationImages['see'],
): Promise<{ image: RgbImage; bytes: Buffer }> {
  try {
    const bytes = await one.bytes();
    return { image: await see(bytes), bytes };
  } catch (error) {
    if (!(error instanceof TouchstoneError)) throw error;
    throw new TouchstoneError(error.code, `${one.id}: ${error.message}`, { cause: error });
  }
}
