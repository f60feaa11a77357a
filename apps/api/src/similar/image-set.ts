import type { Verdict } from '#contracts';

/** What is known of one frame beside its embedding. */
export interface ImageFacts {
  readonly frameId: string;
  readonly station: string;
  readonly verdict: Verdict;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Near {
  readonly facts: ImageFacts;
  readonly distance: number;
}

export interface Asked {
  readonly count: number;
  readonly metric: 'cosine' | 'l2';
  readonly within: number;
  readonly wanted: (facts: ImageFacts) => boolean;
}

/**
 * Image embeddings that can be compared, in one array that grows by doubling: `[count, dimensions]`. Search is
 * exact: a million vectors of 128 dimensions take about 0.15 s (docs/analysis.md).
 */
export class ImageSet {
  private readonly facts: ImageFacts[] = [];
  private readonly ids = new Set<string>();
  private newest: ImageFacts | undefined;
  private values = new Float32Array(0);
  private readonly squares: number[] = [];

  constructor(private readonly dimensions: number) {}

  get count(): number {
    return this.facts.length;
  }

  /** The newest of them. */
  get last(): ImageFacts | undefined {
    return this.newest;
  }

  /** One that is here already changes nothing. */
  add(facts: ImageFacts, image: Float32Array): void {
    if (this.ids.has(facts.frameId)) return;
    this.ids.add(facts.frameId);
    if (facts.at >= (this.newest?.at ?? -Infinity)) this.newest = facts;
    const at = this.facts.push(facts) - 1;
    const needed = this.facts.length * this.dimensions;
    if (needed > this.values.length) {
      const grown = new Float32Array(Math.max(needed, 2 * this.values.length));
      grown.set(this.values);
      this.values = grown;
    }
    this.values.set(image, at * this.dimensions);
    this.squares.push(this.dotAt(at, image));
  }

  /** The wanted ones nearest to `query`, nearest first; the earlier one of equals. */
  nearest(query: Float32Array, { count, metric, within, wanted }: Asked): Near[] {
    const ownSquare = query.reduce((sum, v) => sum + v * v, 0);
    const found: Near[] = [];
    for (let i = 0; i < this.facts.length; i++) {
      const dot = this.dotAt(i, query);
      const distance =
        metric === 'l2'
          ? Math.sqrt(Math.max(0, ownSquare + this.squares[i]! - 2 * dot))
          : 1 - dot / Math.sqrt(Math.max(ownSquare * this.squares[i]!, Number.MIN_VALUE));
      if (distance > within || distance >= (found[count - 1]?.distance ?? Infinity)) continue;
      if (!wanted(this.facts[i]!)) continue;
      insert(found, { facts: this.facts[i]!, distance }, count);
    }
    return found;
  }

  /** Four sums at once: the processor adds them beside each other. */
  private dotAt(place: number, query: Float32Array): number {
    const { values, dimensions } = this;
    const at = place * dimensions;
    let [a, b, c, d] = [0, 0, 0, 0];
    let k = 0;
    for (; k + 3 < dimensions; k += 4) {
      a += values[at + k]! * query[k]!;
      b += values[at + k + 1]! * query[k + 1]!;
      c += values[at + k + 2]! * query[k + 2]!;
      d += values[at + k + 3]! * query[k + 3]!;
    }
    for (; k < dimensions; k++) a += values[at + k]! * query[k]!;
    return a + b + c + d;
  }
}

function insert(found: Near[], near: Near, count: number): void {
  let place = found.length;
  while (place > 0 && found[place - 1]!.distance > near.distance) place--;
  found.splice(place, 0, near);
  if (found.length > count) found.pop();
}
