import type { Batch } from '../views/batch.js';
import type { RgbImage } from '../views/image-source.js';
import { lineView } from '../views/line-augmentation.js';
import { randomOf, type Random } from '#numbers';
import { pasteDefect } from '../synthetic-defects/paste-defect.js';
import type { TuningSettings } from './settings.js';

type Drawing = Pick<TuningSettings, 'seed' | 'batch' | 'pasted' | 'mostDefects'>;

const drawStream = 41;
const most = 2 ** 31;

/**
 * Draws good parts as the line might show them another time, most with defects pasted into them: where a small network
 * and a large one differ is there, they agree on good parts soon. `parts` are square and of one size; same for a seed
 * and number.
 */
export function tuningBatch(
  parts: readonly RgbImage[],
  { seed, batch, pasted, mostDefects }: Drawing,
  number: number,
): Batch {
  const size = parts[0]!.width;
  const pixels = new Uint8Array(batch * size * size * 3);
  for (let slot = 0; slot < batch; slot++) {
    const random = randomOf(seed, drawStream, number, slot);
    const part = parts[random.below(parts.length)]!;
    const defects = random.uniform() < pasted ? 1 + random.below(mostDefects) : 0;
    const spoilt = withDefects(part, parts, defects, random);
    pixels.set(lineView(spoilt, seed, random.below(most)).pixels, slot * size * size * 3);
  }
  return { images: batch, size, pixels };
}

function withDefects(
  part: RgbImage,
  sources: readonly RgbImage[],
  defects: number,
  random: Random,
): RgbImage {
  let image = part;
  for (let i = 0; i < defects; i++) {
    const from = sources[random.below(sources.length)]!;
    const method = random.uniform() < 0.5 ? 'cut-paste' : 'poisson';
    image = pasteDefect(image, from, method, random.below(most), random.below(most)).image;
  }
  return image;
}
