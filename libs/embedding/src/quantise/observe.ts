import type { BackboneManifest } from '#contracts';
import {
  readOnnxModel,
  writeOnnxModel,
  type OnnxRuntime,
  type OnnxSession,
  type OnnxValue,
} from '#tensors';
import type { RgbPixels } from '../backbone.js';
import { onnxPixels, type OnnxPixels } from '../imported/onnx-pixels.js';
import { Histogram } from './histogram.js';

/** A network from scaled pixels to values of our choice. */
export interface Observed {
  run(picture: RgbPixels): Record<string, OnnxValue>;
  dispose(): void;
}

/** Loads a network that gives these values in place of its outputs. */
export function observing(
  onnx: OnnxRuntime,
  bytes: Uint8Array,
  values: readonly string[],
  manifest: BackboneManifest,
): Observed {
  const model = readOnnxModel(bytes);
  const pixels = onnxPixels(model);
  model.graph.output = values.map((name) => ({
    name,
    type: { tensorType: { elemType: 1, shape: null } },
  }));
  const session = onnx.load(writeOnnxModel(model));
  return {
    run: (picture) => runOnce(session, pixels, manifest, picture),
    dispose: () => session.dispose(),
  };
}

/** Returns the histograms of these activations' values over the pictures, by the activations' names. */
export async function observe(
  network: Observed,
  values: readonly string[],
  pictures: AsyncIterable<RgbPixels>,
): Promise<ReadonlyMap<string, Histogram>> {
  const histograms = new Map(values.map((name) => [name, new Histogram()]));
  for await (const picture of pictures) {
    const found = network.run(picture);
    for (const [name, histogram] of histograms) histogram.add(found[name]!.values as Float32Array);
  }
  return histograms;
}

function runOnce(
  session: OnnxSession,
  { name, channelsLast }: OnnxPixels,
  { scaling, colourOrder }: BackboneManifest,
  { width, height, pixels }: RgbPixels,
): Record<string, OnnxValue> {
  const values = new Float32Array(pixels.length);
  const places = width * height;
  for (let i = 0; i < pixels.length; i++) {
    const colour = i % 3;
    const channel = colourOrder === 'rgb' ? colour : 2 - colour;
    const place = Math.floor(i / 3);
    const scaled = (pixels[i]! - scaling.mean[colour]!) / scaling.deviation[colour]!;
    values[channelsLast ? place * 3 + channel : channel * places + place] = scaled;
  }
  const shape = channelsLast ? [1, height, width, 3] : [1, 3, height, width];
  return session.run({ [name]: { type: 'float32', values, shape } });
}
