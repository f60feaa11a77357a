import type { TensorRuntime } from '#tensors';
import { squaredDistance, vectorAt, type Vectors } from '../vectors.js';
import { type MapWatch, report } from './map-progress.js';

/** The `k` nearest of each of `count` points, nearest first: `[count, k]`, row-major. */
export interface Neighbours {
  readonly count: number;
  readonly k: number;
  readonly places: Int32Array;
  /** The Euclidean distances. */
  readonly distances: Float64Array;
}

/** Elements of one block of products: 100 MB. */
const blockElements = 25_000_000;
/**
 * The number of candidates beyond those asked for that the float32 product gives; their distances are then taken in
 * float64.
 */
const spare = 4;

/** Returns the `k` nearest others of each vector, exact. @throws the signal's reason when aborted. */
export async function nearestOthers(
  runtime: TensorRuntime,
  vectors: Vectors,
  k: number,
  watch: MapWatch = {},
): Promise<Neighbours> {
  return search(runtime, vectors, vectors, Math.min(k, vectors.count - 1), { watch, own: true });
}

/** Returns the `k` nearest of `among` for each query, exact. @throws the signal's reason when aborted. */
export async function nearestAmong(
  runtime: TensorRuntime,
  queries: Vectors,
  among: Vectors,
  k: number,
  watch: MapWatch = {},
): Promise<Neighbours> {
  return search(runtime, queries, among, Math.min(k, among.count), { watch, own: false });
}

interface How {
  readonly watch: MapWatch;
  /** The queries are the vectors themselves: none is its own neighbour. */
  readonly own: boolean;
}

async function search(
  runtime: TensorRuntime,
  queries: Vectors,
  among: Vectors,
  k: number,
  { watch, own }: How,
): Promise<Neighbours> {
  const { tf } = runtime;
  const count = queries.count;
  const found = { count, k, places: new Int32Array(count * k), distances: new Float64Array(count * k) }; // prettier-ignore
  const columns = tf.tidy(() => tf.transpose(tf.tensor2d(among.values, [among.count, among.dimensions]))); // prettier-ignore
  const squares = tf.tidy(() => tf.sum<ReturnType<typeof tf.tensor1d>>(tf.square(columns), 0));
  const rows = Math.max(1, Math.min(1024, Math.floor(blockElements / among.count)));
  const candidates = Math.min(k + spare + Number(own), among.count);
  try {
    for (let from = 0; from < count; from += rows) {
      const until = Math.min(count, from + rows);
      const block = queries.values.subarray(from * queries.dimensions, until * queries.dimensions);
      const places = tf.tidy(() => {
        const products = tf.matMul(tf.tensor2d(block, [until - from, queries.dimensions]), columns);
        return tf.topk(tf.sub(tf.mul(products, 2), squares), candidates, false).indices;
      });
      const near = places.dataSync() as Int32Array;
      places.dispose();
      for (let i = from; i < until; i++) {
        const some = near.subarray((i - from) * candidates, (i - from + 1) * candidates);
        write(found, i, sorted(queries, among, i, own ? without(some, i) : some));
      }
      await report(watch, { step: 'neighbours', done: until, of: count });
    }
    return found;
  } finally {
    tf.dispose([columns, squares]);
  }
}

/** A point among many copies of it may not be its own candidate; then nothing is to be left out. */
function without(places: Int32Array, own: number): Int32Array {
  return places.filter((place) => place !== own);
}

function sorted(queries: Vectors, among: Vectors, i: number, candidates: Int32Array) {
  const query = vectorAt(queries, i);
  return Array.from(candidates, (place) => ({
    place,
    distance: Math.sqrt(squaredDistance(query, vectorAt(among, place))),
  })).sort((a, b) => a.distance - b.distance || a.place - b.place);
}

function write(found: Neighbours, i: number, near: readonly { place: number; distance: number }[]) {
  for (let j = 0; j < found.k; j++) {
    found.places[i * found.k + j] = near[j]!.place;
    found.distances[i * found.k + j] = near[j]!.distance;
  }
}
