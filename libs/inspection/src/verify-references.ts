import { TouchstoneError } from '#contracts';
import { inspect } from './inspect.js';
import type { StationModel } from './station-model.js';

/**
 * How far a reference may lie from its expected score, in units of the limits' scale: far more than
 * backends, batch sizes and libraries' versions differ, far less than moves a verdict.
 */
const toleratedShare = 0.05;

/**
 * Inspects the model's reference frames and compares with the scores they must have. `bytesOf` gives a
 * reference's bytes by its blob key.
 * @throws TouchstoneError model-invalid saying which frame scored what, and by how much it is off.
 */
export async function verifyReferences(
  model: StationModel,
  bytesOf: (blob: string) => Promise<Buffer>,
): Promise<void> {
  const { references, limits } = model.manifest;
  const tolerated = toleratedShare * limits.scale;
  for (const { frameId, blob, imageScore } of references) {
    const outcome = (await inspect([{ bytes: await bytesOf(blob) }], model))[0]!;
    if (!outcome.ok)
      throw refused(model, frameId, `cannot be decoded: ${outcome.error.message}`, outcome.error);
    const found = outcome.score.imageScore;
    const off = Math.abs(found - imageScore);
    if (!(off <= tolerated))
      throw refused(
        model,
        frameId,
        `scores ${found.toFixed(5)} on ${model.backbone.backend} and must score ${imageScore.toFixed(5)}: ` +
          `it is off by ${off.toFixed(5)}, ${tolerated.toFixed(5)} is allowed`,
      );
  }
}

function refused(model: StationModel, frameId: string, what: string, cause?: unknown) {
  return new TouchstoneError(
    'model-invalid',
    `Model ${model.manifest.id} is refused: its reference frame ${frameId} ${what}. ` +
      'Use the versions it was made with, or calibrate the station again.',
    { cause },
  );
}
