import type { Affinities } from './perplexity.js';
import { QuadTree } from './quad-tree.js';

/** The divergence of a map and its gradient, pushes summed by a tree of cells. */
export class TsneGradient {
  readonly #tree = new QuadTree();
  readonly #push: Float64Array;
  readonly #gradient: Float64Array;

  /** @param angle how small a cell must look to count as one point; 0.5 as in scikit-learn, 0 is exact */
  constructor(
    private readonly affinities: Affinities,
    private readonly angle: number,
  ) {
    const count = affinities.offsets.length - 1;
    this.#push = new Float64Array(2 * count);
    this.#gradient = new Float64Array(2 * count);
  }

  /**
   * Returns the gradient of the divergence by the points, `[n, 2]`; the array is used again at the next call.
   * @param exaggeration what the affinities are multiplied by
   */
  at(points: Float64Array, exaggeration: number): Float64Array {
    const all = this.#pushAll(points);
    const { offsets, others, shares } = this.affinities;
    for (let i = 0; i + 1 < offsets.length; i++) {
      let [x, y] = [0, 0];
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const j = 2 * others[e]!;
        const dx = points[2 * i]! - points[j]!;
        const dy = points[2 * i + 1]! - points[j + 1]!;
        const pull = shares[e]! / (1 + dx * dx + dy * dy);
        x += pull * dx;
        y += pull * dy;
      }
      this.#gradient[2 * i] = 4 * (exaggeration * x - this.#push[2 * i]! / all);
      this.#gradient[2 * i + 1] = 4 * (exaggeration * y - this.#push[2 * i + 1]! / all);
    }
    return this.#gradient;
  }

  /** Returns the Kullback-Leibler divergence of the map from the affinities, in nats. */
  divergence(points: Float64Array): number {
    const all = this.#pushAll(points);
    const { offsets, others, shares } = this.affinities;
    let divergence = 0;
    for (let i = 0; i + 1 < offsets.length; i++)
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const j = 2 * others[e]!;
        const squared = (points[2 * i]! - points[j]!) ** 2 + (points[2 * i + 1]! - points[j + 1]!) ** 2; // prettier-ignore
        if (shares[e]! > 0) divergence += shares[e]! * Math.log(shares[e]! * all * (1 + squared));
      }
    return divergence;
  }

  /** The sum over all pairs that the map's shares are divided by. */
  #pushAll(points: Float64Array): number {
    this.#tree.build(points);
    const angle = Math.max(this.angle, Number.MIN_VALUE);
    let all = 0;
    for (let i = 0; i < points.length; i += 2)
      all += this.#tree.pushOn(i, points, this.#push, angle);
    return all;
  }
}
