const bins = 4096;

/** A histogram of the values of one activation over all pictures; it widens as it sees larger ones. */
export class Histogram {
  #counts = new Float64Array(bins);
  /** The bins lie from -reach to reach. */
  #reach = 2 ** -20;
  #total = 0;
  #least = Infinity;
  #most = -Infinity;

  add(values: Float32Array): void {
    for (const value of values) {
      if (value < this.#least) this.#least = value;
      if (value > this.#most) this.#most = value;
    }
    while (Math.max(-this.#least, this.#most) >= this.#reach) this.#widen();
    const scale = bins / 2 / this.#reach;
    for (const value of values) this.#counts[Math.floor(value * scale + bins / 2)]! += 1;
    this.#total += values.length;
  }

  /** Bounds that leave `1 - share` of the values out on either side, and never more than was seen; zero is inside. */
  range(share: number): { least: number; most: number } {
    const outside = this.#total * (1 - share);
    const width = (2 * this.#reach) / bins;
    const low = this.#place(outside, (i) => i);
    const high = bins - 1 - this.#place(outside, (i) => bins - 1 - i);
    const least = Math.max(this.#least, -this.#reach + low * width);
    const most = Math.min(this.#most, -this.#reach + (high + 1) * width);
    return { least: Math.min(0, least), most: Math.max(0, most) };
  }

  /** Twice as far: two bins become one. */
  #widen(): void {
    const wider = new Float64Array(bins);
    for (let i = 0; i < bins; i++) wider[bins / 4 + Math.floor(i / 2)]! += this.#counts[i]!;
    this.#counts = wider;
    this.#reach *= 2;
  }

  /** Bins, in the order of `at`, that hold no more than `outside` values together. */
  #place(outside: number, at: (i: number) => number): number {
    let seen = 0;
    for (let i = 0; i < bins; i++) {
      seen += this.#counts[at(i)]!;
      if (seen > outside) return i;
    }
    return bins - 1;
  }
}
