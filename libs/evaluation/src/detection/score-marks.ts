import { type InspectingModel, prepare, scorePrepared } from '#inspection';
import type { RgbImage } from '#images';
import { greyUnder, pasteMark } from './paste-mark.js';
import type { PlannedMark } from './planned-marks.js';
import type { TriedMark } from './tried-marks.js';

/** The marked pictures that are scored in one call. */
const batchSize = 8;

/** A normal, its marks, and its own score without a mark. */
export interface MarkedNormal {
  readonly marks: readonly TriedMark[];
  readonly unmarked: number;
}

/**
 * Scores a normal as it is and with each of its marks, by a model whose bank has not learned its part. `onScored` is called between batches, and
 * may throw to end it. @throws TouchstoneError as `prepare` for a picture that cannot be read.
 */
export async function scoreMarks(
  bytes: Buffer,
  marks: readonly PlannedMark[],
  model: InspectingModel,
  onScored: (pictures: number) => void,
): Promise<MarkedNormal> {
  const { image } = await prepare(bytes, model.view);
  const pictures = [image, ...marks.map((mark) => marked(image, mark))];
  const scores: number[] = [];
  for (let from = 0; from < pictures.length; from += batchSize) {
    const batch = await scorePrepared(pictures.slice(from, from + batchSize), model);
    scores.push(...batch.scores.map(({ imageScore }) => imageScore));
    onScored(scores.length);
  }
  const tried = marks.map(({ size, contrast, place }, i) => ({ size, contrast, place, score: scores[i + 1]! })); // prettier-ignore
  return { unmarked: scores[0]!, marks: tried };
}

/** A mark is brighter or darker by chance, but never so that black or white cuts it off where the other way would not. */
function marked(image: RgbImage, { size, contrast, x, y, chance }: PlannedMark): RgbImage {
  const disc = {
    x: x * image.width,
    y: y * image.height,
    diameter: size * Math.min(image.width, image.height),
  };
  const grey = greyUnder(image, disc);
  const [room, depth] = [255 - grey, grey];
  const bright = room < contrast || depth < contrast ? room > depth : chance < 0.5;
  return pasteMark(image, { ...disc, contrast: bright ? contrast : -contrast });
}
