import { limitsFor, refuseTooFew } from '#calibration';
import { type MemoryBank } from '#memory-bank';
import { sha256Of } from '#numbers';
import { loadTensorRuntime } from '#tensors';
import type { Normal, Normals } from './normals/embed-normals.js';
import { KeptPatches } from './normals/kept-patches.js';
import { certificateOf, hashesOf } from './certificate-of.js';
import { embedAll } from './embed-all.js';
import { refuseAllUnreadable, withUnreadable } from './unreadable.js';
import { entering, type EnteringNormals } from './entering.js';
import type { HeldOut } from './held-out/held-out.js';
import { heldOutOf } from './held-out/held-out-of.js';
import { learnSecond, type SecondRun } from './second/learn-second.js';
import type { LearnedModel } from './learned.js';
import type { LearnOptions } from './options.js';
import { partScores } from './held-out/part-scores.js';
import { partsOf } from './held-out/parts-of.js';
import { PlannedBanks } from './held-out/planned-banks.js';
import { learnedBy, planOf, type Plan } from './previous.js';
import { countedFrames } from './held-out/rare-parts.js';
import { referencesOf } from './references-of.js';
import type { LearningRun } from './learning.js';

/**
 * Learns a model from normals: embeds each once, groups them into parts, screens them, builds the bank of all, scores
 * every normal against a bank built again without its fold, and sets the limits from these scores. Given a model
 * before, its banks are extended by what they lack instead. The same normals and settings give the same bytes,
 * whether embeddings are fresh or known. Memory: the patches kept for the folds, 128 KiB a frame at 256 patches of
 * 128 dimensions, at most 512 MiB (further ones lie in a scratch file), and what `buildBank` takes.
 * Normals that cannot be decoded are set aside by name. @throws TouchstoneError too-few-normals; the signal's reason when
 * it was aborted.
 */
export async function learn(options: LearnOptions): Promise<LearnedModel> {
  const runtime = options.runtime ?? (await loadTensorRuntime(options.backbone.tensors));
  const kept = new KeptPatches({ signal: options.signal });
  try {
    const normals = await listOf(options.normals);
    const unreadable = await embedAll(normals, options, kept);
    const readable = normals.filter(({ id }) => !unreadable.has(id));
    refuseAllUnreadable(readable, unreadable);
    const mask = options.mask ?? null;
    const learned = await learnFrom({ runtime, options, kept, normals: readable, mask });
    return withUnreadable(learned, unreadable);
  } finally {
    await kept.dispose();
  }
}

/** Makes the model once the normals are embedded. */
async function learnFrom(learning: LearningRun): Promise<LearnedModel> {
  const { options, normals, kept } = learning;
  const { parts, grouping } = partsOf(normals, kept);
  refuseTooFew(normals.length, new Set(parts.values()).size);
  const known = options.previous ? learnedBy(options.previous.manifest) : new Set<string>();
  const entered = await entering({ ...learning, parts, known });
  const plan = planOf(learning, entered.frames);
  const banks = new PlannedBanks(learning, plan, entered.frames);
  const bank = await banks.ofAll();
  let second: SecondRun | null = null;
  try {
    const alone = await heldOutOf(learning, banks);
    second = await learnSecond(learning, entered.frames, alone);
    const held = second?.held ?? alone;
    return await assembled(learning, { entered, plan, bank, held, second, grouping });
  } finally {
    await second?.dispose();
    bank.dispose();
  }
}

interface BanksAndScores {
  readonly entered: EnteringNormals;
  readonly plan: Plan;
  readonly bank: MemoryBank;
  readonly held: HeldOut;
  readonly second: SecondRun | null;
  readonly grouping: ReturnType<typeof partsOf>['grouping'];
}

async function assembled(learning: LearningRun, made: BanksAndScores): Promise<LearnedModel> {
  const { options, kept } = learning;
  const { plan, bank, held, entered, second } = made;
  options.onProgress?.({ step: 'limits', done: 0, of: 1 });
  const { scoreReference, frames } = held;
  const counted = countedFrames(frames, rareOnes(learning.normals));
  const { limits, promises } = limitsFor(
    partScores(counted.typical),
    options.targets,
    options.seed,
  );
  const { scoreSettings } = options;
  const references = await referencesOf({
    ...learning,
    bank,
    second,
    held: frames,
    limits,
    scoreReference,
    scoreSettings,
  });
  const bankBytes = bank.toBytes();
  const bankSha256 = sha256Of(bankBytes);
  const certificate = certificateOf({
    held: frames,
    counted,
    limits,
    promises,
    grouping: made.grouping,
    options,
    folds: held.foldBanks.length,
    bias: held.bias,
    partIdOf: partIds(learning.normals),
    screening: entered.screening,
    hashes: hashesOf(
      learning,
      { bank: bankSha256, secondBank: second?.learned.bankSha256 },
      frames,
    ),
  });
  const learnedIds = new Set(frames.filter(({ learned }) => learned).map(({ id }) => id));
  const qualities = kept.normals.flatMap(({ normalId, quality }) =>
    quality && learnedIds.has(normalId) ? [quality] : [],
  );
  options.onProgress?.({ step: 'limits', done: 1, of: 1 });
  return {
    bankBytes,
    bankSha256,
    rows: bank.rows,
    dimensions: bank.dimensions,
    limits,
    certificate,
    scoreReference,
    second: second?.learned ?? null,
    references,
    heldOut: frames,
    cameraLimits: options.cameraLimits?.(qualities) ?? null,
    cameraReference: options.view.cameraReference,
    // A model with two inputs is not added to.
    foldBanks: second ? [] : held.foldBanks,
    setAside: entered.setAside,
    extends: plan.kind === 'extend' ? plan.previous.manifest.id : null,
    rebuiltBecause: plan.kind === 'build' ? plan.because : null,
  };
}

function rareOnes(normals: readonly Normal[]): (frameId: string) => boolean {
  const rare = new Set(normals.filter((normal) => normal.rare).map(({ id }) => id));
  return (frameId) => rare.has(frameId);
}

function partIds(normals: readonly Normal[]): (frameId: string) => string | null {
  const ids = new Map(normals.map(({ id, partId }) => [id, partId]));
  return (frameId) => ids.get(frameId) ?? null;
}

async function listOf(normals: Normals): Promise<Normal[]> {
  const list: Normal[] = [];
  for await (const normal of normals) list.push(normal);
  return list;
}
