import { prepare, scorePrepared, type InspectingModel } from '#inspection';
import type { FrameScore } from '#memory-bank';
import { naming } from './naming-file.js';
import type { TestImage } from './read-layout.js';

/** Images decoded beside each other and scored in one call. */
const batchSize = 8;

export interface ScoredImage extends TestImage {
  readonly score: FrameScore;
}

/**
 * Scores test images in batches, the next one decoded meanwhile. `msPerFrame` is the wall-clock time of
 * reading, decoding, embedding and scoring over the images.
 * @throws TouchstoneError of the images' codes, naming the file that cannot be read.
 */
export async function scoreImages(
  images: readonly TestImage[],
  model: InspectingModel,
  onProgress: (done: number) => void,
): Promise<{ scored: ScoredImage[]; msPerFrame: number }> {
  const start = performance.now();
  const scored: ScoredImage[] = [];
  let next = decodeBatch(images.slice(0, batchSize), model);
  for (let from = 0; from < images.length; from += batchSize) {
    const pixels = await next;
    next = decodeBatch(images.slice(from + batchSize, from + 2 * batchSize), model);
    const { scores } = await scorePrepared(pixels, model);
    scores.forEach((score, i) => scored.push({ ...images[from + i]!, score }));
    onProgress(scored.length);
  }
  return { scored, msPerFrame: (performance.now() - start) / images.length };
}

function decodeBatch(images: readonly TestImage[], model: InspectingModel) {
  const decoded = Promise.all(
    images.map(({ file }) =>
      naming(file, async (bytes) => (await prepare(bytes, model.view)).image),
    ),
  );
  // Awaited one batch later; a failure until then is not an unhandled one.
  decoded.catch(() => undefined);
  return decoded;
}
