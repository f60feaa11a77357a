import { TouchstoneError } from '#contracts';
import { prepare, scorePrepared, type InspectingModel } from '#inspection';
import type { RgbImage } from '#images';
import type { FrameScore } from '#memory-bank';
import { naming } from '../naming-file.js';
import type { TestImage } from '../read-layout.js';

/** The number of images that are decoded beside each other and scored in one call. */
const batchSize = 8;

export interface ScoredImage extends TestImage {
  readonly score: FrameScore;
}

export interface ScoredImages {
  readonly scored: ScoredImage[];
  /** Files that cannot be decoded; they have no score. */
  readonly unreadable: string[];
  /** Wall-clock time of reading, decoding, embedding and scoring, over all images. */
  readonly msPerFrame: number;
}

/**
 * Scores test images in batches, the next one decoded meanwhile. An image that cannot be decoded is left out and named.
 * @throws TouchstoneError of the first one's code, naming it, where none can be decoded.
 */
export async function scoreImages(
  images: readonly TestImage[],
  model: InspectingModel,
  onProgress: (done: number) => void,
): Promise<ScoredImages> {
  const start = performance.now();
  const scored: ScoredImage[] = [];
  const failures: Unreadable[] = [];
  let next = decodeBatch(images.slice(0, batchSize), model);
  for (let from = 0; from < images.length; from += batchSize) {
    const decoded = await next;
    next = decodeBatch(images.slice(from + batchSize, from + 2 * batchSize), model);
    failures.push(...decoded.filter((one) => 'error' in one));
    scored.push(...(await scoreBatch(decoded, model)));
    onProgress(scored.length + failures.length);
  }
  refuseAll(scored, failures);
  const unreadable = failures.map(({ file }) => file);
  return { scored, unreadable, msPerFrame: (performance.now() - start) / images.length };
}

interface Unreadable {
  readonly file: string;
  readonly error: TouchstoneError;
}

type Decoded = Unreadable | { readonly image: TestImage; readonly pixels: RgbImage };

async function scoreBatch(
  decoded: readonly Decoded[],
  model: InspectingModel,
): Promise<ScoredImage[]> {
  const readable = decoded.filter((one) => 'image' in one);
  if (readable.length === 0) return [];
  const { scores } = await scorePrepared(
    readable.map(({ pixels }) => pixels),
    model,
  );
  return readable.map(({ image }, i) => ({ ...image, score: scores[i]! }));
}

function refuseAll(scored: readonly ScoredImage[], [first]: readonly Unreadable[]): void {
  if (scored.length === 0 && first) throw first.error;
}

function decodeBatch(images: readonly TestImage[], model: InspectingModel) {
  const decoded = Promise.all(images.map((image) => decodeOne(image, model)));
  // Awaited one batch later; a failure until then is not an unhandled one.
  decoded.catch(() => undefined);
  return decoded;
}

async function decodeOne(image: TestImage, { view }: InspectingModel): Promise<Decoded> {
  const { file } = image;
  try {
    const pixels = await naming(file, async (bytes) => (await prepare(bytes, view)).image);
    return { image, pixels };
  } catch (error) {
    if (!(error instanceof TouchstoneError) || error.status !== 422) throw error;
    return { file, error };
  }
}
