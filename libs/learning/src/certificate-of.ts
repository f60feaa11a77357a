import { createHash } from 'node:crypto';
import type { Certificate, Grouping, Limits, ScreeningSummary } from '#contracts';
import {
  cannotPromiseOf,
  limitSettersOf,
  partsNeeded,
  usualRates,
  worstFrames,
  type CalibratedLimits,
} from '#calibration';
import { oddNormalsOf } from './held-out/odd-normals.js';
import { partScores } from './held-out/part-scores.js';
import { type CountedFrames, rarePartsOf } from './held-out/rare-parts.js';
import type { HeldOutFrame } from './learned.js';
import type { LearningRun } from './learning.js';

export interface CertifiedFacts {
  readonly held: readonly HeldOutFrame[];
  readonly limits: Limits;
  readonly promises: CalibratedLimits['promises'];
  readonly grouping: Grouping;
  readonly folds: number;
  readonly bias: Certificate['heldOutBias'];
  readonly counted: CountedFrames;
  readonly options: LearningRun['options'];
  readonly partIdOf: (frameId: string) => string | null;
  readonly screening: ScreeningSummary | null;
  readonly hashes: Certificate['hashes'];
}

/** Returns the certificate with all that a calibration knows. */
export function certificateOf(certified: CertifiedFacts): Certificate {
  const { held, limits, promises, grouping, options } = certified;
  const { warn, reject, parts } = promises;
  const { typical, rare: rareFrames } = certified.counted;
  const rare = rarePartsOf(rareFrames, partScores(rareFrames), limits);
  const frames = held.length;
  const rates = [...new Set([...usualRates, warn.target, reject.target])];
  return {
    method: 'conformal-grouped-kfold',
    frames,
    folds: certified.folds,
    heldOutBias: certified.bias,
    seed: options.seed,
    ...promises,
    grouping,
    limitSetters: settersOf(certified),
    oddNormals: oddNormalsOf({ ...certified, ...options, frames: typical, grid: gridOf(options) }),
    rare,
    screening: certified.screening,
    partsNeeded: partsNeeded(rates, parts),
    cannotPromise: cannotPromiseOf({
      parts,
      frames,
      warn,
      reject,
      grouping,
      screening: certified.screening,
      rare,
      heldOutBias: certified.bias,
    }),
    sampleBits: options.sampleBits ?? null,
    hashes: certified.hashes,
    made: options.made ?? null,
  };
}

function settersOf({ counted, limits, partIdOf }: CertifiedFacts): Certificate['limitSetters'] {
  const scores = new Map(counted.typical.map(({ id, score }) => [id, score]));
  const parts = new Map(counted.typical.map(({ id, part }) => [id, part]));
  return limitSettersOf(worstFrames(scores, parts, partIdOf), limits);
}

function gridOf({ backbone: { grid } }: LearningRun['options']) {
  return { rows: grid.rows, columns: grid.columns };
}

/**
 * Hashes of what the model is made of. That of the normals is SHA-256 over their own, sorted, a line each, so that
 * anyone who has the files can take it again; without the hash of each there is none.
 */
export function hashesOf(
  { kept, options }: LearningRun,
  {
    bank,
    secondBank = null,
  }: { readonly bank: string; readonly secondBank?: string | null | undefined },
  held: readonly HeldOutFrame[],
): Certificate['hashes'] {
  const hashes = new Map(kept.normals.map(({ normalId, sha256 }) => [normalId, sha256]));
  const lines = held.map(({ id }) => hashes.get(id)).sort();
  if (lines.some((line) => line === undefined)) return null;
  const normals = createHash('sha256').update(lines.map((line) => `${line}\n`).join(''));
  return {
    bank,
    secondBank,
    backbone: options.backbone.manifest.sha256,
    normals: normals.digest('hex'),
  };
}
