import { createHash } from 'node:crypto';
import { decide, raisedScore } from '#calibration';
import type {
  Engine,
  Inspection,
  ModelManifest,
  NearestNormal,
  RememberedPatches,
  Verdict,
} from '#contracts';
import { type Backbone, openBackbone, resolveBackbone, type Size } from '#embedding';
import { inspect, openModel, type OpenSecondInput, type StationModel } from '#inspection';
import { DefectMemory } from '#memory-bank';
import type { TensorRuntime } from '#tensors';
import { productVersion, readSettings } from '../settings.js';
import { openRuntime } from '../tensor-runtime.js';

/** The inspection of the frame by this machine. */
export interface Again {
  readonly imageScore: number;
  readonly verdict: Verdict;
  readonly engine: Engine;
  /** The SHA-256 of the image's bytes. */
  readonly sha256: string;
  readonly nearest: NearestNormal;
  /** The remembered defect that raised the score; null when none did. */
  readonly raisedBy: string | null;
}

export interface Then {
  readonly manifest: ModelManifest;
  readonly recorded: Inspection;
  readonly bytes: Buffer;
  readonly bankBytes: Buffer;
  /** The bank of the second input; null where the model has none. */
  readonly secondBankBytes: Buffer | null;
  readonly remembered: readonly RememberedPatches[];
}

/** Throws backbone-not-found, model-invalid, bank-invalid, and the images' codes. */
export async function inspectAgain(then: Then): Promise<Again> {
  const settings = readSettings();
  const runtime = await openRuntime(settings);
  const { name } = then.manifest.backbone;
  const { manifest, folder } = await resolveBackbone(name, settings.backboneFolders);
  const cacheFolder = settings.compiledFolder;
  const size = then.manifest.inputSize;
  const open = (at: Size) => openBackbone(folder, { runtime, manifest, cacheFolder, size: at });
  const backbone = await open(size);
  const second = await secondOf(then, open);
  try {
    const { manifest: made, bankBytes } = then;
    const model = await openModel({ manifest: made, bankBytes, backbone, second, runtime });
    try {
      return await withMemory(then, model, runtime);
    } finally {
      model.dispose();
    }
  } finally {
    second?.backbone.dispose();
    backbone.dispose();
  }
}

async function secondOf(
  { manifest: { second }, secondBankBytes: bankBytes }: Then,
  open: (size: Size) => Promise<Backbone>,
): Promise<OpenSecondInput | null> {
  if (second === null || bankBytes === null) return null;
  return { backbone: await open(second.inputSize), bankBytes };
}

async function withMemory(then: Then, model: StationModel, runtime: TensorRuntime) {
  const entries = then.remembered.map(({ id, name, embeddings }) => ({
    id,
    name,
    patches: new Float32Array(Uint8Array.from(Buffer.from(embeddings, 'base64')).buffer),
  }));
  const memory = await DefectMemory.open(runtime, model.bank, entries);
  try {
    return await judged(then, model, memory);
  } finally {
    memory.dispose();
  }
}

async function judged(
  { bytes, recorded }: Then,
  model: StationModel,
  memory: DefectMemory,
): Promise<Again> {
  // prettier-ignore
  const outcome = (await inspect([{ bytes }], model, { embeddings: true }))[0]!;
  if (!outcome.ok) throw outcome.error;
  // Limits that a person set judged it: they stand in the inspection, by their version.
  const { limits } = recorded.limitsVersion > 0 ? recorded : model.manifest;
  const [likeness] = memory.lookAlikes([outcome.embedding!.patches], model.mask);
  const imageScore = raisedScore(outcome.score.imageScore, likeness?.likeness ?? 0, limits);
  return {
    imageScore,
    // Whether the camera was at fault depends on the frames before, too: taken as it was recorded.
    verdict: recorded.fault === null ? decide(imageScore, limits) : 'invalid',
    engine: { backend: model.backbone.backend, version: productVersion() },
    sha256: createHash('sha256').update(bytes).digest('hex'),
    nearest: outcome.score.nearest,
    raisedBy: likeness?.entryId ?? null,
  };
}
