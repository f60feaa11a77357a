import { nearestOthers, trustworthiness, tsne, umap, type Vectors } from '#analysis';
import { seededRandom } from '#numbers';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';

const dimensions = 128;
const sampled = 1000;

/** Wall and processor seconds of whole maps, and of the search for neighbours in them. */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const runtime = await loadTensorRuntime();
  const sizes = quick ? { umap: 5000, tsne: 2000 } : { umap: 50_000, tsne: 10_000 };
  return {
    backend: runtime.backend,
    [`UMAP, ${sizes.umap} x ${dimensions}`]: await measure(runtime, sizes.umap, umap),
    [`t-SNE, ${sizes.tsne} x ${dimensions}`]: await measure(
      runtime,
      sizes.tsne,
      async (...how: Parameters<typeof tsne>) => (await tsne(...how)).points,
    ),
  };
}

type Method = typeof umap;

async function measure(runtime: TensorRuntime, count: number, method: Method) {
  const vectors = clusteredVectors(count);
  const [start, processor] = [performance.now(), process.cpuUsage()];
  let searched = start;
  const points = await method(runtime, vectors, {
    seed: 1,
    onProgress: ({ step }) => {
      if (step === 'neighbours') searched = performance.now();
    },
  });
  const used = process.cpuUsage(processor);
  return {
    seconds: rounded((performance.now() - start) / 1000),
    processorSeconds: rounded((used.user + used.system) / 1e6),
    neighbourSeconds: rounded((searched - start) / 1000),
    trustworthiness: await trust(runtime, vectors, points),
  };
}

/** Over points drawn evenly: all pairs of 50,000 would take longer than the map. */
async function trust(runtime: TensorRuntime, vectors: Vectors, points: Float64Array) {
  const every = Math.max(1, Math.floor(vectors.count / sampled));
  const places = Array.from({ length: sampled }, (_, i) => i * every);
  const flat = Float32Array.from(places.flatMap((i) => [points[2 * i]!, points[2 * i + 1]!]));
  const near = await nearestOthers(runtime, { values: flat, count: sampled, dimensions: 2 }, 12);
  return rounded(trustworthiness((i, j) => far(vectors, places[i]!, places[j]!), near));
}

function far({ values }: Vectors, i: number, j: number): number {
  let sum = 0;
  for (let c = 0; c < dimensions; c++)
    sum += (values[i * dimensions + c]! - values[j * dimensions + c]!) ** 2;
  return sum;
}

/** Forty clusters on a curve each: neighbours mean something, as in embeddings of one product. */
function clusteredVectors(count: number): Vectors {
  const random = seededRandom(7);
  const values = new Float32Array(count * dimensions);
  for (let i = 0; i < count; i++) {
    const [cluster, along] = [Math.floor(random() * 40), 3 * random()];
    for (let c = 0; c < dimensions; c++)
      values[i * dimensions + c] =
        Math.sin(cluster * (c + 1)) + Math.sin(along + c) + 0.5 * (random() + random() - 1);
  }
  return { values, count, dimensions };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export default { name: 'maps', run };
