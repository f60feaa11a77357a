import type { Verdict } from '#contracts';
import { ImageIndex } from './image-index.js';
import { type Measure, measureOf } from './measure.js';
import { usearch } from './usearch.js';

/** The facts of one frame beside its embedding. */
export interface ImageFacts {
  readonly frameId: string;
  readonly station: string;
  readonly verdict: Verdict;
  /** The time at which it was inspected, in milliseconds since 1970. */
  readonly at: number;
}

export interface Near {
  readonly facts: ImageFacts;
  readonly distance: number;
}

export interface Neighbourhood {
  readonly count: number;
  readonly metric: 'cosine' | 'l2';
  readonly within: number;
  /** Tells whether a frame is wanted; null: all of them are. */
  readonly wanted: ((facts: ImageFacts) => boolean) | null;
  /** Set to search with the index where there is one; by default the search is exact. */
  readonly indexed?: boolean;
}

/**
 * The number of candidates beyond those asked for, since float32 may order two of nearly the same distance otherwise.
 */
const spare = 12;
/** The number of candidates asked of the index at most, before all vectors are looked through. */
const mostCandidates = 4096;
/** The difference of a squared length from 1 up to which a vector counts as a unit vector. */
const nearlyUnit = 1e-3;

/**
 * Image embeddings that can be compared, `[count, dimensions]`, in one array that grows by doubling. Search is
 * exact, unless an index is asked for (docs/analysis.md has the times of both).
 */
export class ImageSet {
  private readonly facts: ImageFacts[] = [];
  private readonly ids = new Set<string>();
  private newest: ImageFacts | undefined;
  private values = new Float32Array(0);
  private readonly squares: number[] = [];
  private unit = true;
  private index: ImageIndex | undefined;

  constructor(readonly dimensions: number) {}

  get count(): number {
    return this.facts.length;
  }

  /** Counts how many of them are wanted. */
  countOf(wanted: Neighbourhood['wanted']): number {
    if (wanted === null) return this.count;
    return this.facts.reduce((count, facts) => count + Number(wanted(facts)), 0);
  }

  /** The facts of the newest of them. */
  get last(): ImageFacts | undefined {
    return this.newest;
  }

  /** Adds an embedding; one that is here already changes nothing. */
  add(facts: ImageFacts, image: Float32Array): void {
    if (this.ids.has(facts.frameId)) return;
    this.ids.add(facts.frameId);
    if (facts.at >= (this.newest?.at ?? -Infinity)) this.newest = facts;
    const at = this.facts.push(facts) - 1;
    this.makeRoom();
    this.values.set(image, at * this.dimensions);
    const square = image.reduce((sum, v) => sum + v * v, 0);
    this.squares.push(square);
    this.unit &&= Math.abs(square - 1) < nearlyUnit;
  }

  /** Keeps an index over all of them from now on; resolves when it has taken in what is here. */
  async keepIndexed(): Promise<void> {
    this.index ??= new ImageIndex(this);
    await this.index.keepUp();
  }

  vectors(from: number, until: number): Float32Array {
    return this.values.subarray(from * this.dimensions, until * this.dimensions);
  }

  /**
   * Returns the wanted ones nearest to `query`, nearest first; `exact` is false where the index chose whom to look at.
   */
  nearest(query: Float32Array, asked: Neighbourhood): { found: Near[]; exact: boolean } {
    const measure = measureOf(asked.metric, query);
    const byIndex = asked.indexed === true ? this.indexCandidates(query, asked) : null;
    const found = this.ranked(byIndex ?? this.candidates(query, asked), measure, asked);
    return { found, exact: byIndex === null };
  }

  private makeRoom(): void {
    const needed = this.facts.length * this.dimensions;
    if (needed <= this.values.length) return;
    const grown = new Float32Array(Math.max(needed, 2 * this.values.length));
    grown.set(this.values);
    this.values = grown;
  }

  /**
   * Places among which the nearest wanted ones are, for certain: the nearest of all while enough of these are
   * wanted, since every other one is farther; else each wanted one.
   */
  private candidates(
    query: Float32Array,
    { count, metric, wanted }: Neighbourhood,
  ): Iterable<number> {
    if (wanted === null) return this.exactPlaces(query, metric, count + spare, 0);
    for (let most = 4 * count; most <= mostCandidates; most *= 16) {
      const places = this.exactPlaces(query, metric, most + spare, 0);
      const kept = places.filter((place) => wanted(this.facts[place]!));
      if (kept.length >= count + spare) return kept;
    }
    return this.wantedPlaces(wanted);
  }

  private *wantedPlaces(wanted: (facts: ImageFacts) => boolean): Generator<number> {
    for (let place = 0; place < this.facts.length; place++)
      if (wanted(this.facts[place]!)) yield place;
  }

  /** The nearest of those from place `from` on. */
  private exactPlaces(
    query: Float32Array,
    metric: Neighbourhood['metric'],
    count: number,
    from: number,
  ) {
    const rows = this.count - from;
    if (rows <= 0) return [];
    const { exactSearch, MetricKind } = usearch;
    const kind = metric === 'l2' ? MetricKind.L2sq : MetricKind.Cos;
    const vectors = this.vectors(from, this.count);
    const { keys } = exactSearch(vectors, query, this.dimensions, Math.min(count, rows), kind, 1);
    return Array.from(keys, (key) => from + Number(key));
  }

  /**
   * Returns the index's candidates; null where it would not find enough of the wanted ones, or orders otherwise than
   * the metric does.
   */
  private indexCandidates(query: Float32Array, asked: Neighbourhood): number[] | null {
    const { index } = this;
    if (index === undefined || (asked.metric === 'l2' && !this.unit)) return null;
    for (let count = 4 * asked.count + spare; count <= mostCandidates; count *= 4) {
      const places = index.nearest(query, count);
      const kept = places.filter((place) => asked.wanted?.(this.facts[place]!) ?? true);
      if (kept.length < asked.count && places.length === count) continue;
      const later = this.exactPlaces(query, asked.metric, asked.count + spare, index.indexed);
      if (asked.wanted === null) return [...kept, ...later];
      return [...kept, ...this.placesFrom(index.indexed, asked.wanted)];
    }
    return null;
  }

  private placesFrom(from: number, wanted: (facts: ImageFacts) => boolean): number[] {
    const places = Array.from({ length: this.count - from }, (_, i) => from + i);
    return places.filter((place) => wanted(this.facts[place]!));
  }

  private ranked(
    places: Iterable<number>,
    measure: Measure,
    { count, within }: Neighbourhood,
  ): Near[] {
    const found: Near[] = [];
    for (const place of places) {
      const distance = measure(this.values, place * this.dimensions, this.squares[place]!);
      if (distance > within || distance >= (found[count - 1]?.distance ?? Infinity)) continue;
      insert(found, { facts: this.facts[place]!, distance }, count);
    }
    return found;
  }
}

function insert(found: Near[], near: Near, count: number): void {
  let place = found.length;
  while (place > 0 && found[place - 1]!.distance > near.distance) place--;
  found.splice(place, 0, near);
  if (found.length > count) found.pop();
}
