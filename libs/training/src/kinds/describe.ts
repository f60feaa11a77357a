import { defectEmbedding, type Vectors, vectorsOf } from '#analysis';
import type { RgbImage } from '#images';
import { buildBank, type FrameScore, type MemoryBank } from '#memory-bank';
import { embedViews, type EmbeddedView } from './embed-views.js';
import type { Tools, Watch } from './station-images.js';

/** Vectors of images, each as it is and in augmented views, before any projection. */
export interface Described {
  readonly inputs: number;
  readonly items: number;
  readonly views: number;
  /** The vectors `[items, views, inputs]`. */
  readonly values: Float32Array;
  /** The vectors of the base backbone for each image as it is. */
  readonly base: Vectors;
}

export interface DescribeOptions {
  readonly views: number;
  readonly seed: number;
}

export const bankRows = 2000;

/**
 * Describes each variant by the unit vector of its worst patches (docs/analysis.md), against a bank of the good parts.
 * @throws TouchstoneError of the bank's.
 */
export async function describeDefects(
  normals: readonly RgbImage[],
  images: readonly RgbImage[],
  { views, seed }: DescribeOptions,
  tools: Tools,
  watch: Watch,
): Promise<Described> {
  const bank = await bankOf(normals, seed, tools, watch);
  try {
    const found = new Collector(images.length, views);
    await embedViews(images, views, seed, tools, watch, async (batch) => {
      const vectors = await defectVectors(batch, bank, tools);
      vectors.forEach((vector, i) => {
        const { item, view } = batch[i]!;
        found.put(item, view, vector, tools.backbone.defectHead?.(vector) ?? vector);
      });
    });
    return found.all();
  } finally {
    bank.dispose();
  }
}

async function bankOf(
  normals: readonly RgbImage[],
  seed: number,
  tools: Tools,
  watch: Watch,
): Promise<MemoryBank> {
  return (await learnNormals(normals, seed, tools, watch)).bank;
}

/**
 * Returns the good parts' patches, each image's `[rows * columns, d]` as the backbone gives them, and their bank, which
 * the caller disposes.
 */
export async function learnNormals(
  normals: readonly RgbImage[],
  seed: number,
  tools: Tools,
  watch: Watch,
): Promise<{ bank: MemoryBank; patches: Float32Array[] }> {
  const { grid, dimensions } = tools.backbone;
  const kept: { normalId: string; patches: Float32Array }[] = [];
  const learning: Watch = {
    ...watch,
    onStep: (_, done, of, note) => watch.onStep?.('learn', done, of, note),
  };
  await embedViews(normals, 1, seed, tools, learning, (batch) => {
    for (const { item, patches } of batch) kept.push({ normalId: String(item), patches });
  });
  const source = kept.map((one) => ({ ...one, ...grid, dimensions }));
  const onProgress = (picked: number, of: number) => {
    watch.signal?.throwIfAborted();
    watch.onStep?.('bank', picked, of);
  };
  const settings = { rows: bankRows, seed, mask: tools.view?.counts, onProgress };
  const bank = await buildBank(tools.runtime, source, settings);
  return { bank, patches: kept.map(({ patches }) => patches) };
}

async function defectVectors(
  batch: readonly EmbeddedView[],
  bank: MemoryBank,
  tools: Tools,
): Promise<Float32Array[]> {
  const { mean, deviation } = bank.contents.channels;
  const { dimensions } = tools.backbone;
  const scores = await scored(batch, bank, tools);
  return scores.map(({ map }, i) =>
    defectEmbedding({ patches: batch[i]!.patches, map, dimensions, mean, deviation }),
  );
}

/** Scores each variant against the bank: its anomaly map, and its image score, the mean of its ten worst patches. */
export async function scored(
  batch: readonly Pick<EmbeddedView, 'patches'>[],
  bank: MemoryBank,
  { runtime: { tf }, backbone: { grid, dimensions }, view }: Tools,
): Promise<FrameScore[]> {
  const all = new Float32Array(batch.length * batch[0]!.patches.length);
  batch.forEach(({ patches }, i) => all.set(patches, i * patches.length));
  const tensor = tf.tensor4d(all, [batch.length, grid.rows, grid.columns, dimensions]);
  try {
    const settings = { method: 'worst-mean', worst: 10, neighbours: 1 } as const;
    return await bank.score(tensor, settings, { mask: view?.counts });
  } finally {
    tensor.dispose();
  }
}

/** Collects vectors as they come. */
export class Collector {
  private readonly base: Float32Array[] = [];
  private values = new Float32Array(0);
  private inputs = 0;

  constructor(
    private readonly items: number,
    private readonly views: number,
  ) {}

  put(item: number, view: number, vector: Float32Array, base: Float32Array): void {
    if (this.inputs === 0) {
      this.inputs = vector.length;
      this.values = new Float32Array(this.items * this.views * this.inputs);
    }
    this.values.set(vector, (item * this.views + view) * this.inputs);
    if (view === 0) this.base[item] = base;
  }

  all(): Described {
    const { inputs, items, views, values } = this;
    return { inputs, items, views, values, base: vectorsOf(this.base) };
  }
}
