/** The deepest level of cells; points in a smaller cell lie in one place together. */
const deepest = 48;

/**
 * Points of the plane in cells that are divided in four, for the sums over all pairs that t-SNE needs (Barnes and
 * Hut, 1986). Built anew for each turn in arrays that are kept.
 */
export class QuadTree {
  #children = new Int32Array(0);
  #counts = new Float64Array(0);
  #sumX = new Float64Array(0);
  #sumY = new Float64Array(0);
  #cells = 0;
  #side = 0;
  readonly #stack = new Int32Array(4 * deepest + 8);
  readonly #levels = new Int32Array(4 * deepest + 8);
  /** The squared side over the squared angle, by level. */
  readonly #wide = new Float64Array(deepest + 2);

  /** Builds the tree of the points. @param points `[n, 2]`, row-major */
  build(points: Float64Array): void {
    const [x, y, side] = boundsOf(points);
    this.#side = side;
    this.#cells = 0;
    this.#cell();
    for (let i = 0; i < points.length; i += 2) this.#insert(points[i]!, points[i + 1]!, x, y);
  }

  #cell(): number {
    if (this.#cells === this.#counts.length) this.#grow();
    const cell = this.#cells++;
    this.#children.fill(0, 4 * cell, 4 * cell + 4);
    this.#counts[cell] = this.#sumX[cell] = this.#sumY[cell] = 0;
    return cell;
  }

  #grow(): void {
    const size = Math.max(1024, 2 * this.#counts.length);
    const [children, counts] = [new Int32Array(4 * size), new Float64Array(size)];
    const [sumX, sumY] = [new Float64Array(size), new Float64Array(size)];
    children.set(this.#children);
    counts.set(this.#counts);
    sumX.set(this.#sumX);
    sumY.set(this.#sumY);
    this.#children = children;
    this.#counts = counts;
    this.#sumX = sumX;
    this.#sumY = sumY;
  }

  /** Down to an empty cell; a leaf on the way hands what it holds to a cell below it. */
  #insert(px: number, py: number, x: number, y: number): void {
    let cell = 0;
    let half = this.#side / 2;
    for (let level = 0; ; level++, half /= 2) {
      const before = this.#counts[cell]!;
      const leaf = before > 0 && !this.#isDivided(cell);
      if (leaf && level < deepest && !this.#isAt(cell, px, py)) this.#handDown(cell, x, y, half);
      this.#counts[cell] = before + 1;
      this.#sumX[cell]! += px;
      this.#sumY[cell]! += py;
      if (!this.#isDivided(cell)) return;
      const quarter = Number(px >= x + half) + 2 * Number(py >= y + half);
      if (quarter & 1) x += half;
      if (quarter & 2) y += half;
      cell = this.#child(cell, quarter);
    }
  }

  #isAt(cell: number, px: number, py: number): boolean {
    const count = this.#counts[cell]!;
    return this.#sumX[cell] === px * count && this.#sumY[cell] === py * count;
  }

  #handDown(cell: number, x: number, y: number, half: number): void {
    const count = this.#counts[cell]!;
    const [sumX, sumY] = [this.#sumX[cell]!, this.#sumY[cell]!];
    const quarter = Number(sumX / count >= x + half) + 2 * Number(sumY / count >= y + half);
    const child = this.#child(cell, quarter);
    this.#counts[child] = count;
    this.#sumX[child] = sumX;
    this.#sumY[child] = sumY;
  }

  #child(cell: number, quarter: number): number {
    const there = this.#children[4 * cell + quarter]!;
    if (there !== 0) return there;
    const made = this.#cell();
    this.#children[4 * cell + quarter] = made;
    return made;
  }

  #isDivided(cell: number): boolean {
    const at = 4 * cell;
    const c = this.#children;
    return (c[at]! | c[at + 1]! | c[at + 2]! | c[at + 3]!) !== 0;
  }

  /**
   * Adds to `push[i]`, `push[i + 1]` the sum over all other points of q² (p - other), q = 1 / (1 + distance²), and
   * returns the sum of q. Cells that look smaller than `angle` count as one point.
   */
  pushOn(i: number, points: Float64Array, push: Float64Array, angle: number): number {
    const [px, py] = [points[i]!, points[i + 1]!];
    const [children, counts] = [this.#children, this.#counts];
    const [sumX, sumY] = [this.#sumX, this.#sumY];
    const [stack, levels] = [this.#stack, this.#levels];
    const wide = this.#wide;
    for (let level = 0, side = this.#side / angle; level < wide.length; level++, side /= 2)
      wide[level] = side * side;
    let [sum, x, y, top] = [0, 0, 0, 1];
    stack[0] = levels[0] = 0;
    while (top > 0) {
      const cell = stack[--top]!;
      const level = levels[top]!;
      const count = counts[cell]!;
      const dx = px - sumX[cell]! / count;
      const dy = py - sumY[cell]! / count;
      const squared = dx * dx + dy * dy;
      const at = 4 * cell;
      const divided =
        (children[at]! | children[at + 1]! | children[at + 2]! | children[at + 3]!) !== 0;
      if (divided && wide[level]! >= squared) {
        for (let q = at; q < at + 4; q++)
          if (children[q] !== 0) {
            stack[top] = children[q]!;
            levels[top++] = level + 1;
          }
        continue;
      }
      // Of a leaf that holds the point itself, the others in its place push nowhere and count 1 each.
      const others = !divided && squared < 1e-30 ? count - 1 : count;
      const q = 1 / (1 + squared);
      sum += others * q;
      x += others * q * q * dx;
      y += others * q * q * dy;
    }
    push[i] = x;
    push[i + 1] = y;
    return sum;
  }
}

/** Lower corner and side of a square that holds all points. */
function boundsOf(points: Float64Array): [x: number, y: number, side: number] {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i]!);
    right = Math.max(right, points[i]!);
    low = Math.min(low, points[i + 1]!);
    high = Math.max(high, points[i + 1]!);
  }
  return [left, low, Math.max(right - left, high - low, Number.MIN_VALUE) * (1 + 1e-9)];
}
