import type { Regions } from './regions.js';

/** Levels that scores are counted in; the areas are exact but for pixels that share one. */
const levels = 2 ** 18;

/**
 * Counts pixels by score, so that pixel AUROC and AUPRO of any number of images take 6 MiB. All scores
 * must lie within `lowest` and `highest`.
 */
export class PixelCounts {
  readonly #good = new Float64Array(levels);
  readonly #defect = new Float64Array(levels);
  /** Each region's pixels weigh 1 in all. */
  readonly #overlap = new Float64Array(levels);
  #regions = 0;
  readonly #lowest: number;
  readonly #scale: number;

  constructor(lowest: number, highest: number) {
    this.#lowest = lowest;
    this.#scale = highest > lowest ? (levels - 1) / (highest - lowest) : 0;
  }

  /** Counts one image; `regions` is undefined for a good part. */
  add(scores: Float32Array, regions?: Regions): void {
    this.#regions += regions?.sizes.length ?? 0;
    for (let pixel = 0; pixel < scores.length; pixel++) {
      const level = this.#levelOf(scores[pixel]!);
      const label = regions?.labels[pixel] ?? 0;
      if (label === 0) this.#good[level]!++;
      else {
        this.#defect[level]!++;
        this.#overlap[level]! += 1 / regions!.sizes[label - 1]!;
      }
    }
  }

  #levelOf(score: number): number {
    const level = Math.round((score - this.#lowest) * this.#scale);
    return Math.min(levels - 1, Math.max(0, level));
  }

  /**
   * Returns the chance that a defect's pixel scores higher than a good one, ties counting half; null without either.
   */
  areaUnderRoc(): number | null {
    let [below, wins, defects] = [0, 0, 0];
    for (let level = 0; level < levels; level++) {
      wins += this.#defect[level]! * (below + this.#good[level]! / 2);
      below += this.#good[level]!;
      defects += this.#defect[level]!;
    }
    return below === 0 || defects === 0 ? null : wins / (below * defects);
  }

  /**
   * Returns the area under the per-region overlap over the share of good pixels that alarm, up to `most` of them and
   * divided by it (Bergmann et al. 2021, section 5.2): each region counts alike, however small. Null without regions or
   * good pixels.
   */
  areaUnderPro(most = 0.3): number | null {
    const goodPixels = this.#good.reduce((sum, count) => sum + count, 0);
    if (this.#regions === 0 || goodPixels === 0) return null;
    let [alarms, overlap, area] = [0, 0, 0];
    for (let level = levels - 1; level >= 0 && alarms < most; level--) {
      const step = this.#good[level]! / goodPixels;
      const rise = this.#overlap[level]! / this.#regions;
      // Only the part of a step up to the bound counts, along the straight line of the step.
      const part = step === 0 ? 1 : Math.min(1, (most - alarms) / step);
      area += part * step * (overlap + (part * rise) / 2);
      alarms += step;
      overlap += rise;
    }
    return area / most;
  }
}
