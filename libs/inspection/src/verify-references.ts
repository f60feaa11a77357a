import { TouchstoneError, type ReferenceFrame } from '#contracts';
import { decide } from '#calibration';
import { inspect, type InspectOutcome } from './inspect.js';
import type { StationModel } from './station-model.js';

/**
 * The distance at most of a reference from its expected score, in units of the limits' scale: far more than backends,
 * batch sizes and libraries' versions differ, far less than moves a verdict.
 */
const toleratedShare = 0.05;
/** Length of the difference of the image embeddings over the expected one's: backends differ by a few 1e-6. */
const toleratedEmbedding = 0.01;

/**
 * Inspects the model's reference frames and compares embedding, score and verdict with those they must have.
 * `bytesOf` gives a reference's bytes by its blob key. Models of before know less of their references; what they
 * know is compared.
 * @throws TouchstoneError model-invalid saying which frame differs in what, by how much, and on which backend.
 */
export async function verifyReferences(
  model: StationModel,
  bytesOf: (blob: string) => Promise<Buffer>,
): Promise<void> {
  for (const reference of model.manifest.references) {
    const bytes = await bytesOf(reference.blob);
    const outcome = (await inspect([{ bytes }], model, { embeddings: true }))[0]!;
    if (!outcome.ok)
      throw refused(model, reference, `cannot be decoded: ${outcome.error.message}`, outcome.error);
    const different =
      differentEmbedding(reference, outcome) ??
      differentScore(model, reference, outcome) ??
      differentVerdict(model, reference, outcome);
    if (different !== null) throw refused(model, reference, different);
  }
}

type Inspected = Extract<InspectOutcome, { ok: true }>;

function differentEmbedding(
  { imageEmbedding }: ReferenceFrame,
  { embedding }: Inspected,
): string | null {
  if (imageEmbedding === undefined || !embedding) return null;
  const bytes = Uint8Array.from(Buffer.from(imageEmbedding, 'base64'));
  if (bytes.length !== embedding.image.byteLength)
    return `has an image embedding of ${embedding.image.byteLength} bytes and must have ${bytes.length}`;
  const expected = new Float32Array(bytes.buffer);
  const difference = embedding.image.map((v, i) => v - expected[i]!);
  const off = lengthOf(difference) / (lengthOf(expected) || 1);
  if (off <= toleratedEmbedding) return null;
  return `has an image embedding that is off by ${percent(off)} of its length, ${percent(toleratedEmbedding)} is allowed`;
}

function differentScore(
  { manifest: { limits } }: StationModel,
  { imageScore: expected }: ReferenceFrame,
  { score: { imageScore: found } }: Inspected,
): string | null {
  const tolerated = toleratedShare * limits.scale;
  const off = Math.abs(found - expected);
  if (off <= tolerated) return null;
  return (
    `scores ${found.toFixed(5)} and must score ${expected.toFixed(5)}: ` +
    `it is off by ${off.toFixed(5)}, ${tolerated.toFixed(5)} is allowed`
  );
}

function differentVerdict(
  { manifest: { limits } }: StationModel,
  { verdict: expected }: ReferenceFrame,
  { score: { imageScore } }: Inspected,
): string | null {
  const found = decide(imageScore, limits);
  if (expected === undefined || found === expected) return null;
  return `is ${found} with ${imageScore.toFixed(5)} and must be ${expected}`;
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(vector.reduce((sum, v) => sum + v * v, 0));
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function refused(
  model: StationModel,
  { frameId }: ReferenceFrame,
  what: string,
  cause?: unknown,
): TouchstoneError {
  return new TouchstoneError(
    'model-invalid',
    `Model ${model.manifest.id} is refused on the ${model.backbone.backend} backend: its reference frame ${frameId} ` +
      `${what}. Use the versions it was made with, or calibrate the station again.`,
    { cause },
  );
}
