import { seededShuffle } from '#numbers';
import type { ScreeningSummary } from '#contracts';
import type { Normal } from './normals/embed-normals.js';
import type { NormalSetAside } from './screening/screen-normals.js';
import type { FoldedFrame } from './held-out/folds.js';
import type { KeptPatches } from './normals/kept-patches.js';
import type { ScreeningInput, LearnOptions } from './options.js';

/** The number of old normals that new ones are compared with, where a model is extended. */
const comparedAtMost = 48;

/** The normals that enter, and what became of the others. */
export interface EnteringNormals {
  readonly frames: readonly FoldedFrame[];
  readonly setAside: readonly NormalSetAside[];
  readonly screening: ScreeningSummary | null;
}

export interface Entering {
  readonly normals: readonly Normal[];
  readonly parts: ReadonlyMap<string, string>;
  readonly kept: KeptPatches;
  readonly mask: Uint8Array | null;
  readonly options: LearnOptions;
  readonly runtime: ScreeningInput['runtime'];
  /** The ids of the normals in the banks of the model before: they were screened when they entered. */
  readonly known: ReadonlySet<string>;
}

/** Lets the screen look; without one all enter. Those known before are only compared with, a seeded draw of them. */
export async function entering(input: Entering): Promise<EnteringNormals> {
  const { normals, parts, options, known } = input;
  const candidates = normals.filter(({ id, onlyInLimits }) => !onlyInLimits && !known.has(id));
  const look = options.screen && candidates.length > 0 ? lookOf(input) : null;
  const screened = look ? await options.screen!(look) : null;
  const out = new Map(screened?.setAside.map((one) => [one.normalId, one]));
  const frames = normals
    .filter(({ id }) => out.get(id)?.countsInLimits ?? true)
    .map(({ id, onlyInLimits }) => ({
      id,
      part: parts.get(id)!,
      learned: !onlyInLimits && !out.has(id),
    }));
  const before = new Set(normals.filter(({ onlyInLimits }) => onlyInLimits).map(({ id }) => id));
  const setAside = (screened?.setAside ?? []).filter(({ normalId }) => !before.has(normalId));
  return { frames, setAside, screening: screened?.summary ?? null };
}

function lookOf({ normals, parts, kept, mask, options, runtime, known }: Entering): ScreeningInput {
  const { seed, onProgress, signal } = options;
  const facts = new Map(kept.normals.map((normal) => [normal.normalId, normal]));
  const old = normals.filter(({ id }) => known.has(id)).map(({ id }) => id);
  const compared = new Set(seededShuffle(old, seed).slice(0, comparedAtMost));
  // Those set aside before are shown again: without them every calibration would find a few more that are extreme.
  const shown = normals.filter(({ id }) => !known.has(id) || compared.has(id));
  return {
    runtime,
    mask,
    seed,
    onProgress,
    signal,
    patchesOf: (ids) => kept.each(ids),
    normals: shown.map(({ id, partId }) => ({
      id,
      partId,
      part: parts.get(id)!,
      known: known.has(id),
      image: facts.get(id)!.image,
      quality: facts.get(id)!.quality,
    })),
  };
}
