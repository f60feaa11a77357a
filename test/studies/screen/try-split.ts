import { groupIntoParts } from '#calibration';
import { screenNormals, type EmbeddedNormal, type Screened } from '#learning';
import type { TensorRuntime } from '#tensors';
import type { ScreenStudyOptions } from './options.js';
import { poisoned, type EmbeddedSet, type PoisonedSet } from './poisoned.js';
import { rankWith } from './rank.js';

/** The figures of one draw. */
export interface SplitFigures {
  readonly split: number;
  readonly good: number;
  readonly defects: number;
  readonly goodSetAside: number;
  readonly defectsFound: number;
  readonly byReason: Screened['summary']['byReason'];
  /** Share that the screen says it expects to have missed, and the share that it missed. */
  readonly expectedMissed: number | null;
  readonly missed: number | null;
  /** The image AUROC on test/good and the defects that were not drawn. */
  readonly auroc: {
    readonly clean: number | null;
    readonly poisoned: number | null;
    readonly screened: number | null;
  };
}

/** Tries one draw: poisons, screens, judges. */
export async function trySplit(
  set: EmbeddedSet,
  split: number,
  options: ScreenStudyOptions,
  runtime: TensorRuntime,
): Promise<SplitFigures> {
  const draw = poisoned(set, options.share, options.seed, split);
  const { setAside, summary } = await screen(draw.normals, options, runtime);
  const aside = new Set(setAside.map(({ normalId }) => normalId));
  const defectsFound = [...draw.drawn].filter((id) => aside.has(id)).length;
  const defects = draw.drawn.size;
  const { byReason, expectedMissed } = summary;
  return {
    split,
    good: set.good.length,
    defects,
    goodSetAside: aside.size - defectsFound,
    defectsFound,
    byReason,
    expectedMissed: expectedMissed?.share ?? null,
    missed: defects === 0 ? null : 1 - defectsFound / defects,
    auroc: await judge(set, draw, aside, { ...options, runtime }),
  };
}

async function judge(
  { good, testGood }: EmbeddedSet,
  { normals, unseen }: PoisonedSet,
  aside: ReadonlySet<string>,
  ranking: { runtime: TensorRuntime; rows: number; seed: number },
): Promise<SplitFigures['auroc']> {
  const left = normals.filter(({ normalId }) => !aside.has(normalId));
  return {
    clean: await rankWith(good, testGood, unseen, ranking),
    poisoned: await rankWith(normals, testGood, unseen, ranking),
    screened: await rankWith(left, testGood, unseen, ranking),
  };
}

/** Screens normals as a calibration does: frames without part ids, grouped by likeness. */
function screen(
  normals: readonly EmbeddedNormal[],
  { mostGood, seed }: ScreenStudyOptions,
  runtime: TensorRuntime,
): Promise<Screened> {
  const byId = new Map(normals.map((normal) => [normal.normalId, normal]));
  const clues = normals.map(({ normalId, image }) => ({
    id: normalId,
    partId: null,
    lot: null,
    capturedAt: null,
    embedding: image,
  }));
  const { parts } = groupIntoParts(clues);
  return screenNormals({
    runtime,
    normals: normals.map(({ normalId: id, image, quality }) => ({
      id,
      part: parts.get(id)!,
      partId: null,
      image,
      quality,
      used: false,
    })),
    patchesOf: (ids) => each(ids, byId),
    mask: null,
    settings: { enabled: true, mostGood },
    defects: [],
    seed,
  });
}

async function* each(ids: readonly string[], byId: ReadonlyMap<string, EmbeddedNormal>) {
  for (const id of ids) yield await Promise.resolve(byId.get(id)!);
}
