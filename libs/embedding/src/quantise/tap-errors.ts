import type { BackboneManifest } from '#contracts';
import type { OnnxRuntime, OnnxValue } from '#tensors';
import type { RgbPixels } from '../backbone.js';
import type { FloatTaps } from './float-taps.js';
import { observing } from './observe.js';

/** The distances of the taps from those of the float32 network over the pictures. */
export interface TapErrors {
  readonly pictures: number;
  /** The relative error by tap: length of the difference over length of the value, mean over the pictures. */
  readonly relative: Readonly<Record<string, number>>;
}

export async function tapErrors(
  onnx: OnnxRuntime,
  { bytes, taps }: FloatTaps,
  quantised: Uint8Array,
  manifest: BackboneManifest,
  pictures: AsyncIterable<RgbPixels>,
): Promise<TapErrors> {
  const names = taps.map(({ layer }) => layer);
  const [float, integer] = [bytes, quantised].map((of) => observing(onnx, of, names, manifest));
  const sums = names.map(() => 0);
  let count = 0;
  for await (const picture of pictures) {
    const [expected, found] = [float!.run(picture), integer!.run(picture)];
    names.forEach((name, i) => (sums[i]! += apart(found[name]!, expected[name]!)));
    count++;
  }
  for (const network of [float!, integer!]) network.dispose();
  return {
    pictures: count,
    relative: Object.fromEntries(names.map((name, i) => [name, sums[i]! / count])),
  };
}

function apart(found: OnnxValue, expected: OnnxValue): number {
  let [gap, length] = [0, 0];
  expected.values.forEach((value, i) => {
    gap += (value - found.values[i]!) ** 2;
    length += value ** 2;
  });
  return Math.sqrt(gap / Math.max(length, 1e-30));
}
