import { decide, faultOf } from '#calibration';
import { type DriftFrame } from '#drift';
import { inspect } from '#inspection';
import type { LineModel } from './learn-line.js';

const batchSize = 16;

/** Inspects parts as a worker would, in order, all with this model. */
export async function measureParts(
  model: LineModel,
  count: number,
  bytesOf: (index: number) => Promise<Buffer>,
  onPart: (done: number) => void,
): Promise<DriftFrame[]> {
  const measured: DriftFrame[] = [];
  for (let from = 0; from < count; from += batchSize) {
    const size = Math.min(batchSize, count - from);
    const indices = Array.from({ length: size }, (_, i) => from + i);
    const frames = await Promise.all(indices.map(async (i) => ({ bytes: await bytesOf(i) })));
    for (const outcome of await inspect(frames, model, { embeddings: true })) {
      if (!outcome.ok) throw outcome.error;
      measured.push(frameOf(outcome, model));
    }
    onPart(measured.length);
  }
  return measured;
}

type Inspected = Extract<Awaited<ReturnType<typeof inspect>>[number], { ok: true }>;

function frameOf({ prepared, score, embedding }: Inspected, model: LineModel): DriftFrame {
  const { quality } = prepared;
  const { limits, cameraLimits, view } = model;
  const fault = quality && cameraLimits && faultOf(quality, cameraLimits, view.size);
  const verdict = fault ? 'invalid' : decide(score.imageScore, limits);
  const { imageScore } = score;
  return { partId: null, verdict, imageScore, quality, embedding: embedding!.image, at: '' };
}
