import { TouchstoneError, type BackboneManifest } from '#contracts';
import type { BackendName, EngineName, Tensor2D, Tensor4D } from '#tensors';
import type { Size } from './compile.js';
import type { DefectHead } from './defect-head.js';
import type { Grid } from './network/embedding-head.js';

/** One image as the network wants it: RGB, row-major, width * height * 3 bytes. */
export interface RgbPixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** The embeddings of a batch of n images; the caller owns and disposes both tensors. */
export interface Embedded {
  /** The patch embeddings, [n, rows, columns, d]. */
  readonly patches: Tensor4D;
  /** The image embeddings, [n, e]. */
  readonly image: Tensor2D;
}

/** A CNN that is loaded, checked and warm. */
export interface Backbone {
  readonly manifest: BackboneManifest;
  /** SHA-256 of all that determines the embeddings: weights, taps, scaling, head, input size. */
  readonly hash: string;
  /** The engine that runs it. */
  readonly backend: EngineName;
  /** The backend that its tensors live on. */
  readonly tensors: BackendName;
  readonly size: Size;
  readonly grid: Grid;
  /** The length d of a patch embedding. */
  readonly dimensions: number;
  /** The length e of an image embedding. */
  readonly imageDimensions: number;
  /** Turns a unit vector `[d]` that describes a defect into the trained one, unit length; absent without a head for it. */
  readonly defectHead?: DefectHead | undefined;
  /**
   * Embeds a batch in one call; blocks its thread until done.
   * @throws TouchstoneError internal when an image is not of `size`.
   */
  embed(images: readonly RgbPixels[]): Embedded;
  dispose(): void;
}

/** A compiled network in the hands of one backend. */
export interface Engine {
  /** The bytes from one image to the next. */
  readonly bytesPerImage: number;
  /** Embeds n images: `bytes` has them one after the other, all of one size, RGB. */
  run(bytes: Uint8Array, count: number): Embedded;
  dispose(): void;
}

/** Returns the bytes of one image, rounded up to whole 32-bit words, as the frozen graph wants them. */
export function wordAligned(size: Size): number {
  return Math.ceil((size.width * size.height * 3) / 4) * 4;
}

/** Checks the images' sizes and lays them one after the other. */
export function packed(images: readonly RgbPixels[], size: Size, stride: number): Uint8Array {
  const bytes = new Uint8Array(images.length * stride);
  images.forEach((image, i) => {
    refuseOtherSize(image, size);
    bytes.set(image.pixels, i * stride);
  });
  return bytes;
}

function refuseOtherSize({ width, height, pixels }: RgbPixels, size: Size): void {
  const expected = size.width * size.height * 3;
  if (width === size.width && height === size.height && pixels.length === expected) return;
  throw new TouchstoneError(
    'internal',
    `An image of ${width} x ${height} with ${pixels.length} bytes was given to a backbone for ` +
      `${size.width} x ${size.height} RGB (${expected} bytes): resize it first.`,
  );
}
