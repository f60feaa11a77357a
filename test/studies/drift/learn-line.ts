import { cameraLimitsFrom } from '#calibration';
import { type DriftReference } from '#drift';
import {
  bankSettings,
  cameraSettings,
  type CameraLimits,
  type Limits,
  scoreSettings,
  targets,
} from '#contracts';
import type { Backbone } from '#embedding';
import { chooseReference, type EmbeddedNormal, learn } from '#learning';
import { type InspectingModel, plainView } from '#inspection';
import { readBank } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import type { DriftStudyOptions } from './options.js';
import type { StudiedLine } from './studied-line.js';

/** A model of a line, as a calibration makes it, and what drift is measured from. The caller disposes of its bank. */
export interface LineModel extends InspectingModel {
  readonly limits: Limits;
  readonly cameraLimits: CameraLimits | null;
  readonly reference: DriftReference;
}

export async function learnLine(
  line: StudiedLine,
  seed: number,
  options: DriftStudyOptions,
  { backbone, runtime }: { backbone: Backbone; runtime: TensorRuntime },
): Promise<LineModel> {
  const normals = Array.from({ length: options.normals }, (_, index) => ({
    id: `normal-${index}`,
    partId: `normal-${index}`,
    bytes: () => line.normal(index),
  }));
  const plain = plainView(backbone.size);
  const view = { ...plain, cameraReference: await chooseReference(normals, plain) };
  const score = scoreSettings.parse({});
  const seen: EmbeddedNormal[] = [];
  const learned = await learn({
    normals,
    backbone,
    view,
    seed,
    runtime,
    scoreSettings: score,
    bankSettings: bankSettings.parse({ rows: options.rows, seed }),
    targets: targets.parse({}),
    cameraLimits: (qualities) => cameraLimitsFrom(qualities, cameraSettings.parse({})),
    onEmbedded: (normal) => Promise.resolve(void seen.push(normal)),
  });
  const bank = readBank(runtime, learned.bankBytes, { sha256: learned.bankSha256 });
  const { limits, cameraLimits, certificate, scoreReference } = learned;
  const reference = {
    heldOutScores: certificate.heldOutScores,
    warn: limits.warn,
    seed,
    qualities: seen.flatMap((normal) => normal.quality ?? []),
    embeddings: seen.map(({ image }) => image),
    leastMatch: cameraLimits?.leastMatch ?? null,
    expectedRate: certificate.reject.expectedRate,
  };
  return { backbone, bank, view, mask: null, score, scoreReference, limits, cameraLimits, reference }; // prettier-ignore
}
