import { TouchstoneError } from '#contracts';
import { groupIntoFolds } from './folds.js';

/** The number of normals below which no limit is worth its name. */
export const leastNormals = 10;

export interface HeldOutNormal {
  readonly id: string;
  /** Frames of one part stay together; without a part id a frame is a part of its own. */
  readonly partId?: string | null;
}

export interface HeldOutSettings {
  readonly normals: readonly HeldOutNormal[];
  readonly folds: number;
  readonly seed: number;
  /** Builds a bank from `trainIds` alone and gives the image score of each of `heldOutIds`. */
  scoreFold(
    trainIds: readonly string[],
    heldOutIds: readonly string[],
  ): Promise<ReadonlyMap<string, number>>;
}

export interface HeldOutScores {
  /** One score per part, its worst frame's, in the order in which the parts first came. */
  readonly parts: readonly number[];
  /** The score of each frame, by id. */
  readonly frames: ReadonlyMap<string, number>;
  readonly folds: number;
}

/**
 * Scores every normal against a bank that was built without any frame of its part, fold by fold.
 * A bank that contains the part scores it far too low: limits from such scores call nearly all that is
 * new a defect.
 * @throws TouchstoneError too-few-normals below ten normals, or when all show one part.
 */
export async function heldOut(settings: HeldOutSettings): Promise<HeldOutScores> {
  const parts = byPart(settings.normals);
  refuseTooFew(settings.normals.length, parts.size);
  const sizes = [...parts].map(([partId, ids]) => ({ partId, frames: ids.length }));
  const folds = groupIntoFolds(sizes, settings.folds, settings.seed);
  const frames = new Map<string, number>();
  for (const fold of folds) {
    const heldOutIds = fold.flatMap((partId) => parts.get(partId)!);
    const away = new Set(heldOutIds);
    const trainIds = settings.normals.map(({ id }) => id).filter((id) => !away.has(id));
    const scores = await settings.scoreFold(trainIds, heldOutIds);
    for (const id of heldOutIds) frames.set(id, scoreOf(scores, id));
  }
  const worst = [...parts.values()].map((ids) => Math.max(...ids.map((id) => frames.get(id)!)));
  return { parts: worst, frames, folds: folds.length };
}

/** Refuses too few normals. @throws TouchstoneError too-few-normals saying how many are missing. */
export function refuseTooFew(normals: number, parts: number): void {
  if (normals < leastNormals)
    throw new TouchstoneError(
      'too-few-normals',
      `A calibration needs at least ${leastNormals} normals and there are ${normals}: ` +
        `${leastNormals - normals} are missing. Add frames of good parts.`,
      { facts: { normals, missing: leastNormals - normals } },
    );
  if (parts < 2)
    throw new TouchstoneError(
      'too-few-normals',
      `All ${normals} normals show one part, and scores are held out by part: 1 further part is missing. ` +
        'Add frames of other good parts.',
      { facts: { normals, missing: 1 } },
    );
}

function byPart(normals: readonly HeldOutNormal[]): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  for (const { id, partId } of normals) {
    // The prefixes keep a frame without a part from meeting a part of the same name.
    const key = partId === undefined || partId === null ? `frame ${id}` : `part ${partId}`;
    const ids = parts.get(key);
    if (ids) ids.push(id);
    else parts.set(key, [id]);
  }
  return parts;
}

function scoreOf(scores: ReadonlyMap<string, number>, id: string): number {
  const score = scores.get(id);
  if (score === undefined || !Number.isFinite(score))
    throw new TouchstoneError('internal', `The held-out normal ${id} was given no score.`);
  return score;
}
