import {
  type BankSettings,
  type CalibrationProgress,
  type Certificate,
  type Limits,
  type ScoreSettings,
  type Targets,
} from '#contracts';
import { heldOut, limitsFor, refuseTooFew, type HeldOutScores } from '#calibration';
import type { Backbone } from '#embedding';
import {
  buildBank,
  sha256Of,
  type BuildSettings,
  type MemoryBank,
  type PatchSource,
} from '#memory-bank';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import { embedNormals, type EmbeddedNormal, type Normals } from './embed-normals.js';
import { KeptPatches } from './kept-patches.js';
import type { View } from './view.js';

/** Folds of the held-out scores; each is a bank built without a fifth of the parts. */
const folds = 5;
/** Frames whose scores go into the model so that a worker can prove it scores alike. */
const referenceCount = 3;
/** Frames scored in one product when folds are scored. */
const scoreBatch = 16;

export interface LearnOptions {
  readonly normals: Normals;
  readonly backbone: Backbone;
  readonly bankSettings: BankSettings;
  readonly scoreSettings: ScoreSettings;
  readonly targets: Targets;
  readonly view: View;
  /** Of the folds; the bank has its own in its settings. */
  readonly seed: number;
  /** Steps `embed`, `bank`, `held-out`, `limits`; `of` is 0 while the number of normals is not known. */
  readonly onProgress?: (progress: CalibrationProgress) => void;
  /** The runtime that the backbone runs on, when it is already at hand. */
  readonly runtime?: TensorRuntime;
}

/** What a station's model is made of. */
export interface Learned {
  readonly bankBytes: Uint8Array;
  readonly bankSha256: string;
  readonly rows: number;
  readonly dimensions: number;
  readonly limits: Limits;
  readonly certificate: Certificate;
  readonly references: readonly { readonly frameId: string; readonly imageScore: number }[];
}

/**
 * Learns a model from normals: embeds each once, builds the bank of all, scores every normal against a
 * bank built again without its fold, and sets the limits from these scores. The same normals and settings
 * give the same bytes. Memory: the patches kept for the folds, 128 KiB a frame at 256 patches of 128
 * dimensions, at most 512 MiB (further ones lie in a scratch file), and what `buildBank` takes.
 * @throws TouchstoneError too-few-normals; the images' codes naming a normal that cannot be decoded.
 */
export async function learn(options: LearnOptions): Promise<Learned> {
  const runtime = options.runtime ?? (await loadTensorRuntime(options.backbone.backend));
  const kept = new KeptPatches();
  try {
    await embedAll(options, kept);
    return await learnFrom(new Learner(runtime, options, kept), options);
  } finally {
    await kept.dispose();
  }
}

async function learnFrom(learner: Learner, options: LearnOptions): Promise<Learned> {
  const bank = await learner.bankOfAll();
  try {
    const held = await learner.heldOut();
    options.onProgress?.({ step: 'limits', done: 0, of: 1 });
    const { limits, promises } = limitsFor(held.parts, options.targets);
    const references = await learner.references(bank, held);
    const bankBytes = bank.toBytes();
    options.onProgress?.({ step: 'limits', done: 1, of: 1 });
    return {
      bankBytes,
      bankSha256: sha256Of(bankBytes),
      rows: bank.rows,
      dimensions: bank.dimensions,
      limits,
      certificate: certificateOf(held, promises, options.seed),
      references,
    };
  } finally {
    bank.dispose();
  }
}

function certificateOf(
  held: HeldOutScores,
  promises: ReturnType<typeof limitsFor>['promises'],
  seed: number,
): Certificate {
  const method = 'conformal-grouped-kfold';
  return {
    method,
    frames: held.frames.size,
    folds: held.folds,
    seed,
    ...promises,
    grouping: null,
    limitSetters: [],
    screening: null,
    partsNeeded: [],
    cannotPromise: [],
    hashes: null,
    made: null,
  };
}

async function embedAll(options: LearnOptions, kept: KeptPatches): Promise<void> {
  const { normals, backbone, view, onProgress } = options;
  const of = Array.isArray(normals) ? normals.length : 0;
  onProgress?.({ step: 'embed', done: 0, of });
  for await (const normal of embedNormals(normals, backbone, view)) {
    await kept.add(normal);
    onProgress?.({ step: 'embed', done: kept.size, of });
  }
  const parts = new Set(kept.normals.map(({ normalId, partId }) => partId ?? { normalId }));
  refuseTooFew(kept.size, parts.size);
}

/** Banks and scores from normals that are already embedded. */
class Learner {
  constructor(
    private readonly runtime: TensorRuntime,
    private readonly options: LearnOptions,
    private readonly kept: KeptPatches,
  ) {}

  /** The caller disposes of it. */
  bankOfAll(): Promise<MemoryBank> {
    const { onProgress } = this.options;
    const ids = this.kept.normals.map(({ normalId }) => normalId);
    return this.#bankOf(this.kept.each(ids), (done, of) =>
      onProgress?.({ step: 'bank', done, of }),
    );
  }

  #bankOf(normals: PatchSource, onProgress?: BuildSettings['onProgress']): Promise<MemoryBank> {
    const { bankSettings, backbone } = this.options;
    const settings = { ...bankSettings, backbone: backbone.hash, onProgress };
    return buildBank(this.runtime, normals, settings);
  }

  heldOut(): Promise<HeldOutScores> {
    const { seed, onProgress } = this.options;
    const of = this.kept.size;
    let done = 0;
    onProgress?.({ step: 'held-out', done, of });
    return heldOut({
      normals: this.kept.normals.map(({ normalId, partId }) => ({ id: normalId, partId })),
      folds,
      seed,
      scoreFold: async (trainIds, heldOutIds) => {
        const scores = await this.#scoreFold(trainIds, heldOutIds);
        done += heldOutIds.length;
        onProgress?.({ step: 'held-out', done, of });
        return scores;
      },
    });
  }

  async #scoreFold(trainIds: readonly string[], heldOutIds: readonly string[]) {
    const bank = await this.#bankOf(this.kept.each(trainIds));
    try {
      return await this.#scores(bank, heldOutIds);
    } finally {
      bank.dispose();
    }
  }

  async #scores(bank: MemoryBank, ids: readonly string[]): Promise<Map<string, number>> {
    const scores = new Map<string, number>();
    for (let from = 0; from < ids.length; from += scoreBatch) {
      const batch = ids.slice(from, from + scoreBatch);
      const patches = this.#tensorOf(await listOf(this.kept.each(batch)));
      try {
        const found = await bank.score(patches, this.options.scoreSettings);
        batch.forEach((id, i) => scores.set(id, found[i]!.imageScore));
      } finally {
        patches.dispose();
      }
    }
    return scores;
  }

  /** Best, middle and worst held-out normals, with what the finished bank says of them. */
  async references(bank: MemoryBank, held: HeldOutScores): Promise<Learned['references']> {
    const ids = [...held.frames].sort((a, b) => a[1] - b[1]).map(([id]) => id);
    const places = Array.from({ length: referenceCount }, (_, i) =>
      Math.round((i * (ids.length - 1)) / (referenceCount - 1)),
    );
    const scores = await this.#scores(
      bank,
      places.map((place) => ids[place]!),
    );
    return [...scores].map(([frameId, imageScore]) => ({ frameId, imageScore }));
  }

  /** `[n, rows, columns, d]`; the caller disposes of it. */
  #tensorOf(normals: readonly EmbeddedNormal[]) {
    const { rows, columns, dimensions, patches } = normals[0]!;
    const values = new Float32Array(normals.length * patches.length);
    normals.forEach((normal, i) => values.set(normal.patches, i * patches.length));
    return this.runtime.tf.tensor4d(values, [normals.length, rows, columns, dimensions]);
  }
}

async function listOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
