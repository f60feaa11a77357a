import type { ImageQuality, SetAside } from '#contracts';
import { qualityFindings } from '#images';
import { standardise } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import { distancesToFrames } from './defect-distances.js';
import { meanOfWorst, meetingFindings, type ConfirmedDefect } from './confirmed-defects.js';
import type { StationModel } from '#inspection';

/** A frame that a person called good, so that it could become a normal. */
export interface OfferedFrame {
  readonly frameId: string;
  /** Raw patches `[rows * columns, d]`, of the model's backbone and view. */
  readonly patches: Float32Array;
  readonly quality: ImageQuality | null;
}

/**
 * Screens one frame against the active model: a poor picture, one that shows a confirmed defect, or one that would
 * make one pass is set aside. A false alarm is extreme by its nature, so its own score speaks against nothing. That
 * its bytes are no normal yet is the caller's to see. No findings: it may go in.
 */
export async function screenOffer(
  offered: OfferedFrame,
  model: StationModel,
  defects: readonly ConfirmedDefect[],
  runtime: TensorRuntime,
): Promise<SetAside[]> {
  const { cameraLimits } = model.manifest;
  const { quality } = offered;
  const poor = quality && cameraLimits ? qualityFindings(quality, cameraLimits) : [];
  // Its own entry: a frame that was called a defect before and good now.
  const others = defects.filter(({ frameId }) => frameId !== offered.frameId);
  const near = await Promise.all(others.map((defect) => meet(offered, model, defect, runtime)));
  return [...poor, ...near.flat()];
}

async function meet(
  { frameId, patches }: OfferedFrame,
  model: StationModel,
  defect: ConfirmedDefect,
  runtime: TensorRuntime,
): Promise<SetAside[]> {
  const { bank, mask } = model;
  const { channels, dimensions } = bank.contents;
  const standardised = defect.patches.slice();
  standardise(standardised, channels);
  const [toFrame] = await distancesToFrames(
    runtime,
    standardised,
    one({ normalId: frameId, patches, ...bank.grid, dimensions }),
    { channels, mask },
  );
  const toNormals = await distancesToBank(defect.patches, model, runtime);
  const passes = passingScore(model);
  return meetingFindings({ defect, toNormals, toFrame: toFrame!, leastFar: 0, passes });
}

async function* one<T>(item: T): AsyncGenerator<T> {
  yield await Promise.resolve(item);
}

/** Distance of raw patches to the nearest rows of the bank. */
async function distancesToBank(
  patches: Float32Array,
  { bank }: StationModel,
  { tf }: TensorRuntime,
): Promise<Float32Array> {
  const d = bank.dimensions;
  const asFrame = tf.tensor4d(patches, [1, 1, patches.length / d, d]);
  try {
    // The maximum asks for nothing but distances.
    const [score] = await bank.score(asFrame, { method: 'maximum', worst: 1, neighbours: 1 });
    return score!.map;
  } finally {
    asFrame.dispose();
  }
}

/**
 * The mean of the worst distances under which a defect passes: the reject limit where it is in that unit; else the
 * worst positions' usual distance and three times their spread, from what the model knows of its normals.
 */
function passingScore({ manifest, score, scoreReference }: StationModel): number | null {
  if (score.method === 'worst-mean') return manifest.limits.reject;
  if (scoreReference === null) return null;
  const { mean, deviation } = scoreReference;
  return meanOfWorst(Float32Array.from(mean, (usual, place) => usual + 3 * deviation[place]!));
}
