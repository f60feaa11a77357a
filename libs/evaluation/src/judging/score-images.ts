import type { InspectingModel } from '#inspection';
import type { FrameScore } from '#memory-bank';
import { readNamed } from '../naming-file.js';
import type { TestImage } from '../read-layout.js';
import { scorePictures } from './score-pictures.js';

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
  const named = images.map((image) => ({ image, ...readNamed(image.file) }));
  const scored: ScoredImage[] = [];
  const unreadable: string[] = [];
  let first: Error | undefined;
  for await (const batch of scorePictures(named, model)) {
    scored.push(...batch.scored.map(({ picture, score }) => ({ ...picture.image, score })));
    unreadable.push(...batch.unreadable.map(({ picture }) => picture.name));
    first ??= batch.unreadable[0]?.error;
    onProgress(scored.length + unreadable.length);
  }
  if (scored.length === 0 && first) throw first;
  return { scored, unreadable, msPerFrame: (performance.now() - start) / images.length };
}
