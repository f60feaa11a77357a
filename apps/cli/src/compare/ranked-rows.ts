import {
  dimensionsOf,
  isShown,
  spreadOf,
  type Spread,
  type Combination,
  type WayFigures,
} from '#training';
import type { Backbone } from '#embedding';

/** The figures of one backbone, by way and seed. */
export interface BackboneFigures {
  readonly backbone: Pick<Backbone, 'manifest' | 'grid' | 'dimensions'>;
  readonly ways: readonly Combination[];
  /** The figures, `[ways][seeds]`. */
  readonly figures: readonly (readonly WayFigures[])[];
  /** The AUROC of the patches' own image score, which needs the memory bank and not one vector. */
  readonly patchAuroc: number | null;
}

/** One row of the table. */
export interface ComparedWay extends Combination {
  readonly backbone: string;
  readonly dimensions: number;
  /** The bytes of an image's vector on the disk, float32. */
  readonly bytes: number;
  readonly precisionAt5: Spread;
  readonly nearestAccuracy: Spread;
  readonly imageAuroc: Spread | null;
  /** The figures of each seed, in their order. */
  readonly seeds: readonly WayFigures[];
  /**
   * The standing: `best` by mean precision at 5; `like-best` where the difference to it is not shown; `behind` where it
   * is.
   */
  readonly standing: 'best' | 'like-best' | 'behind';
}

/** The result of a comparison, with all that was compared. */
export interface Comparison {
  readonly set: string;
  readonly images: { readonly normals: number; readonly good: number; readonly defects: number };
  readonly kinds: readonly string[];
  /** The objective of the heads; null where no head was trained. */
  readonly objective: string | null;
  readonly seeds: readonly number[];
  readonly patches: readonly { readonly backbone: string; readonly imageAuroc: number | null }[];
  /** The compared ways, best first. */
  readonly rows: readonly ComparedWay[];
}

/** Returns all ways of all backbones, the largest mean precision at 5 first; of equal ones that with fewer bytes. */
export function rankedRows(found: readonly BackboneFigures[]): ComparedWay[] {
  const rows = found
    .flatMap(({ backbone, ways, figures }) =>
      ways.map((way, i) => rowOf(way, figures[i]!, backbone)),
    )
    .sort((a, b) => b.precisionAt5.mean - a.precisionAt5.mean || a.bytes - b.bytes);
  const best = precisions(rows[0]!);
  const standing = (row: ComparedWay, i: number) =>
    i === 0 ? 'best' : isShown(best, precisions(row)) ? 'behind' : 'like-best';
  return rows.map((row, i) => ({ ...row, standing: standing(row, i) }));
}

function rowOf(
  way: Combination,
  seeds: readonly WayFigures[],
  backbone: BackboneFigures['backbone'],
): ComparedWay {
  const dimensions = dimensionsOf(way, backbone);
  const aurocs = seeds.flatMap(({ imageAuroc }) => (imageAuroc === null ? [] : [imageAuroc]));
  return {
    ...way,
    backbone: backbone.manifest.name,
    dimensions,
    bytes: 4 * dimensions,
    precisionAt5: spreadOf(precisions({ seeds })),
    nearestAccuracy: spreadOf(seeds.map(({ nearestAccuracy }) => nearestAccuracy)),
    imageAuroc: aurocs.length === seeds.length ? spreadOf(aurocs) : null,
    seeds,
    standing: 'behind',
  };
}

function precisions({ seeds }: Pick<ComparedWay, 'seeds'>): number[] {
  return seeds.map(({ precisionAt5 }) => precisionAt5);
}
