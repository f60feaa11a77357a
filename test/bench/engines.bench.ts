import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBackbones, openBackbone, resolveBackbone, type Backbone } from '#embedding';
import { loadTensorRuntime, type EngineName, type TensorRuntime } from '#tensors';
import { checkImage } from '../../libs/embedding/src/check.js';
import { shippedBackbones } from '../support/shared.js';
import { interleaved, median, rounded } from './timing.js';

const batches = [1, 4, 8];

/**
 * Milliseconds a frame of every shipped backbone on every engine that runs it, with one thread each, turn by turn
 * in one run: from bytes to embeddings. `timesAsFast` is against the frozen graph of the float32 network.
 */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const threads = Number(process.env['TOUCHSTONE_BENCH_THREADS'] ?? 1);
  // TensorFlow reads it when it is loaded.
  process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
  const runtime = await loadTensorRuntime('native', { threads });
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-bench-'));
  const ways = await openAll(runtime, folder);
  try {
    const measured = batches.map((count): [string, unknown] => [
      `batch ${count}`,
      measure(ways, count, quick ? 5 : 30),
    ]);
    return { threads, ...Object.fromEntries(measured) };
  } finally {
    for (const backbone of ways.values()) backbone.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

async function openAll(
  runtime: TensorRuntime,
  cacheFolder: string,
): Promise<Map<string, Backbone>> {
  const ways = new Map<string, Backbone>();
  for (const { name } of await listBackbones([shippedBackbones])) {
    const { folder, manifest } = await resolveBackbone(name, [shippedBackbones]);
    const engines: EngineName[] =
      manifest.network === 'onnx'
        ? ['onnx']
        : [runtime.backend, ...(runtime.onnx ? ['onnx' as const] : [])];
    for (const engine of engines) {
      const options = { runtime, manifest, cacheFolder, engine };
      ways.set(`${name} on ${engine}`, await openBackbone(folder, options));
    }
  }
  return ways;
}

function measure(ways: ReadonlyMap<string, Backbone>, count: number, turns: number) {
  const work = Object.fromEntries(
    [...ways].map(([name, backbone]) => {
      const images = Array.from({ length: count }, (_, i) => checkImage(backbone.size, i + 1));
      return [name, () => readAll(backbone, images)];
    }),
  );
  const times = interleaved(turns, work);
  const base = times['touchstone-small on native'];
  return Object.fromEntries(
    Object.entries(times).map(([name, own]) => [
      name,
      {
        msPerFrame: rounded(median(own) / count),
        bestMsPerFrame: rounded(Math.min(...own) / count),
        ...(base
          ? {
              timesAsFast: rounded(median(base.map((time, i) => time / own[i]!))),
              timesAsFastAtBest: rounded(Math.min(...base) / Math.min(...own)),
            }
          : {}),
      },
    ]),
  );
}

/** Until the numbers are here, the work may not be done. */
function readAll(backbone: Backbone, images: Parameters<Backbone['embed']>[0]): void {
  const { patches, image } = backbone.embed(images);
  for (const tensor of [patches, image]) {
    tensor.dataSync();
    tensor.dispose();
  }
}

export default { name: 'engines', run };
