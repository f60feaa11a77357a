import { usearch } from './usearch.js';

/** Links of a node, candidates when one is added, candidates when one is looked for. */
const graph = { connectivity: 16, expansion_add: 128, expansion_search: 128 };
/** Added without a pause: some 10 ms, so that the API's thread answers meanwhile. */
const slice = 64;

/** The place of the vectors: `[count, dimensions]`, which may grow and move. */
export interface VectorStore {
  readonly dimensions: number;
  readonly count: number;
  vectors(from: number, until: number): Float32Array;
}

/**
 * A navigable small-world graph (HNSW; Y. Malkov and D. Yashunin, TPAMI 2018) over unit vectors in float16,
 * kept up with a store that only grows. What it has not taken in yet is the caller's to look through.
 */
export class ImageIndex {
  readonly #index;
  #indexed = 0;
  #adding: Promise<void> | undefined;

  constructor(private readonly store: VectorStore) {
    const { MetricKind, ScalarKind, Index } = usearch;
    const kind = { metric: MetricKind.Cos, quantization: ScalarKind.F16 };
    this.#index = new Index({ dimensions: store.dimensions, ...kind, ...graph, multi: false });
  }

  /** The number of vectors of the store that can be found, from the first on. */
  get indexed(): number {
    return this.#indexed;
  }

  /** Takes in what is new, slice by slice; resolves when it has all that there was. */
  keepUp(): Promise<void> {
    this.#adding ??= this.#addNew().finally(() => (this.#adding = undefined));
    return this.#adding;
  }

  /** Returns the places of about the `count` nearest by cosine, nearest first. */
  nearest(query: Float32Array, count: number): number[] {
    if (this.#indexed === 0) return [];
    const { keys } = this.#index.search(query, Math.min(count, this.#indexed), 1);
    return Array.from(keys, Number);
  }

  async #addNew(): Promise<void> {
    while (this.#indexed < this.store.count) {
      const from = this.#indexed;
      const until = Math.min(from + slice, this.store.count);
      const keys = BigUint64Array.from({ length: until - from }, (_, i) => BigInt(from + i));
      this.#index.add(keys, this.store.vectors(from, until), 1);
      this.#indexed = until;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
