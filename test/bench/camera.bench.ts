import { cameraReferenceOf, decode, filled, measureQuality, rasterOf } from '#images';
import { masks } from '#contracts';
import { median, rounded } from './timing.js';
import { makeFrames } from './whole-way/calibrated-station.js';

/**
 * Measures what measuring a frame's picture adds to decoding it, at a model's usual input size: in turns, so that the ratio
 * holds on a machine that others use.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const size = { width: 256, height: 256 };
  const frames = await makeFrames(1, quick ? 5 : 20, 0);
  const images = await Promise.all(frames.map((bytes) => decode(bytes, size)));
  const reference = cameraReferenceOf(images[0]!);
  const ignore = [[0, 0.5, 1].map((x) => ({ x, y: x * x }))];
  const counts = await rasterOf(masks.parse({ ignore }), null, size);
  const times = { decode: [], measure: [], fill: [] } as Record<string, number[]>;
  for (let turn = -2; turn < (quick ? 2 : 10); turn++)
    for (const [i, bytes] of frames.entries()) {
      const took = {
        decode: await milliseconds(() => decode(bytes, size)),
        measure: await milliseconds(() => measureQuality(images[i]!, reference, counts)),
        fill: await milliseconds(() => filled(images[i]!, counts)),
      };
      if (turn >= 0) for (const [step, ms] of Object.entries(took)) times[step]!.push(ms);
    }
  const [decodeMs, measureMs, fillMs] = ['decode', 'measure', 'fill'].map((step) =>
    rounded(median(times[step]!)),
  );
  return {
    frames: frames.length,
    decodeMs,
    measureMs,
    fillMs,
    measureOverDecode: rounded(measureMs! / decodeMs!),
  };
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export default { name: 'camera', run };
