/**
 * The moments of the distances of normals from place to place, which give each position's mean and deviation, and the
 * whole map's. Sums in float64, so that maps can be left out again group by group.
 */
export class PlaceMoments {
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;
  #maps = 0;

  /** @param mask row-major, 1 where a place counts; null: all do. */
  constructor(
    readonly places: number,
    private readonly mask: Uint8Array | null,
  ) {
    this.#sum = new Float64Array(places);
    this.#squares = new Float64Array(places);
  }

  add(map: Float32Array): void {
    this.#maps++;
    for (let i = 0; i < this.places; i++) {
      this.#sum[i]! += map[i]!;
      this.#squares[i]! += map[i]! * map[i]!;
    }
  }

  merge(other: PlaceMoments): void {
    this.#maps += other.#maps;
    for (let i = 0; i < this.places; i++) {
      this.#sum[i]! += other.#sum[i]!;
      this.#squares[i]! += other.#squares[i]!;
    }
  }

  /** Returns each position's mean and population deviation; 0 where the mask leaves it out. */
  each(): { mean: number[]; deviation: number[] } {
    const mean = Array.from(this.#sum, (sum, i) => (this.#counts(i) ? sum / this.#maps : 0));
    const deviation = mean.map((m, i) =>
      this.#counts(i) ? deviationOf(this.#squares[i]! / this.#maps, m) : 0,
    );
    return { mean, deviation };
  }

  /** Returns the mean and population deviation over all maps and all places that count. */
  whole(): { mean: number; deviation: number } {
    let [sum, squares, places] = [0, 0, 0];
    for (let i = 0; i < this.places; i++) {
      if (!this.#counts(i)) continue;
      sum += this.#sum[i]!;
      squares += this.#squares[i]!;
      places++;
    }
    const n = Math.max(1, places * this.#maps);
    return { mean: sum / n, deviation: deviationOf(squares / n, sum / n) };
  }

  #counts(place: number): boolean {
    return !this.mask || this.mask[place] === 1;
  }
}

function deviationOf(meanSquare: number, mean: number): number {
  return Math.sqrt(Math.max(0, meanSquare - mean * mean));
}
