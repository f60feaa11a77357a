import type { RgbImage } from '#images';
import { lineView } from '../views/line-augmentation.js';
import type { Tools, Watch } from './station-images.js';

/** The embeddings of one view: patches `[rows * columns, d]`, image `[e]`. */
export interface EmbeddedView {
  readonly item: number;
  readonly view: number;
  readonly patches: Float32Array;
  readonly image: Float32Array;
}

const atOnce = 8;

/**
 * Embeds each image as it is (view 0) and as the line might show it another time (views 1 ...), in batches;
 * hands each on. The views of a seed are always the same.
 */
export async function embedViews(
  images: readonly RgbImage[],
  views: number,
  seed: number,
  { backbone }: Tools,
  { onStep, signal }: Watch,
  take: (batch: readonly EmbeddedView[]) => Promise<void> | void,
): Promise<void> {
  const total = images.length * views;
  for (let from = 0; from < total; from += atOnce) {
    signal?.throwIfAborted();
    const places = Array.from({ length: Math.min(atOnce, total - from) }, (_, i) => from + i).map(
      (at) => ({ item: Math.floor(at / views), view: at % views }),
    );
    const pixels = places.map(({ item, view }) =>
      view === 0 ? images[item]! : lineView(images[item]!, seed, item * views + view),
    );
    const { patches, image } = backbone.embed(pixels);
    const [p, e] = [patches.dataSync() as Float32Array, image.dataSync() as Float32Array];
    patches.dispose();
    image.dispose();
    const [width, length] = [p.length / places.length, e.length / places.length];
    await take(
      places.map((place, i) => ({
        ...place,
        patches: p.slice(i * width, (i + 1) * width),
        image: e.slice(i * length, (i + 1) * length),
      })),
    );
    onStep?.('embed', from + places.length, total);
    // Native calls block the thread; signals and timers are served between them.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
