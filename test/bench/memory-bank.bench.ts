import { buildBank, greedyCoreset, type NormalPatches } from '#memory-bank';
import { seededRandom } from '#numbers';
import { loadTensorRuntime, type Tensor4D, type TensorRuntime } from '#tensors';
import { perPickGreedy } from '../support/per-pick-greedy.js';

const dimensions = 128;
/** The number of frames scored in one call, as the worker does. */
const batch = 8;
const score = { method: 'worst-mean', worst: 10, neighbours: 1 } as const;

/**
 * k-NN and coreset, each as a ratio to a plain matrix product of the same shape in the same run: the machine
 * and what else runs on it cancel out.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const runtime = await loadTensorRuntime();
  const rounds = quick ? 5 : 30;
  return {
    backend: runtime.backend,
    knn: {
      '256 patches x 2,000 rows': await measureSearch(runtime, 16, 2000, rounds),
      '784 patches x 10,000 rows': await measureSearch(runtime, 28, 10_000, Math.ceil(rounds / 5)),
    },
    coreset: {
      '2,000 of 81,920': await measureCoreset(runtime, quick ? 1 : 3),
      '300 of 8,192, against one pick at a time': await againstPerPick(runtime),
    },
  };
}

/** A bank of `rows` random rows, scoring 8 frames of `side` x `side` patches. */
async function measureSearch(runtime: TensorRuntime, side: number, rows: number, rounds: number) {
  const { tf } = runtime;
  const normals = normalsOf(Math.ceil((rows * 1.2) / (side * side)), side);
  const bank = await buildBank(runtime, normals, { rows, seed: 1 });
  const patches: Tensor4D = tf.randomNormal([batch, side, side, dimensions]);
  const queries = tf.randomNormal([batch * side * side, dimensions]);
  const columns = tf.randomNormal([dimensions, rows]);
  try {
    const plain = () => tf.matMul(queries, columns).dispose();
    const search = () => bank.score(patches, score);
    const { first, second } = await alternating(plain, search, rounds);
    return {
      productMs: round(first / batch),
      searchMs: round(second / batch),
      shareOfProduct: round(first / second),
    };
  } finally {
    bank.dispose();
    tf.dispose([patches, queries, columns]);
  }
}

async function measureCoreset(runtime: TensorRuntime, rounds: number) {
  const { tf } = runtime;
  const [n, count] = [81_920, 2000];
  const rows = clusteredRows(n);
  const points = tf.tensor2d(rows, [n, dimensions]);
  const centres = tf.randomNormal([dimensions, 100]);
  try {
    const product = () => {
      for (let i = 0; i < count; i += 100) tf.matMul(points, centres).dispose();
    };
    const pick = () => greedyCoreset(runtime, rows, dimensions, { count, first: 0 });
    const { first, second } = await alternating(product, pick, rounds);
    return {
      seconds: round(second / 1000),
      productSeconds: round(first / 1000),
      shareOfProduct: round(first / second),
    };
  } finally {
    tf.dispose([points, centres]);
  }
}

/** Measures how many times as long the obvious way takes, and whether both pick the same rows. */
async function againstPerPick(runtime: TensorRuntime) {
  const rows = clusteredRows(8192);
  const picked: { batches?: Int32Array; onePick?: number[] } = {};
  const { first, second } = await alternating(
    () => void (picked.onePick = perPickGreedy(rows, dimensions, 300, 0)),
    async () =>
      void (picked.batches = await greedyCoreset(runtime, rows, dimensions, {
        count: 300,
        first: 0,
      })),
    1,
  );
  const samePicks = picked.onePick!.join() === picked.batches!.join();
  return { perPickMs: round(first), batchesMs: round(second), timesFaster: round(first / second), samePicks }; // prettier-ignore
}

/** The median milliseconds of two ways, taken in turn so that both meet the same load. */
async function alternating(one: () => unknown, other: () => unknown, rounds: number) {
  const times = { first: [] as number[], second: [] as number[] };
  for (let i = -1; i < rounds; i++) {
    const [first, second] = [await timed(one), await timed(other)];
    // The first round warms up.
    if (i < 0) continue;
    times.first.push(first);
    times.second.push(second);
  }
  return { first: median(times.first), second: median(times.second) };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** Patches in 40 clusters with some far from all: greedy has something to choose. */
function clusteredRows(n: number): Float32Array {
  const random = seededRandom(7);
  const rows = new Float32Array(n * dimensions);
  for (let i = 0; i < n; i++) {
    const cluster = Math.floor(random() * 40);
    const spread = random() < 0.02 ? 4 : 1;
    for (let k = 0; k < dimensions; k++)
      rows[i * dimensions + k] =
        Math.sin(cluster * (k + 1)) + (random() + random() - 1) * 2 * spread;
  }
  return rows;
}

function normalsOf(count: number, side: number): NormalPatches[] {
  const size = side * side * dimensions;
  const all = clusteredRows(count * side * side);
  return Array.from({ length: count }, (_, i) => ({
    normalId: `normal-${i}`,
    rows: side,
    columns: side,
    dimensions,
    patches: all.subarray(i * size, (i + 1) * size),
  }));
}

export default { name: 'memory-bank', run };
