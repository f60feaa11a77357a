import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scoreSettings } from '#contracts';
import { type Backbone, openBackbone, resolveBackbone } from '#embedding';
import { embedNormals } from '#learning';
import { plainView, prepare } from '#inspection';
import { buildBank } from '#memory-bank';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';

const models = resolve(import.meta.dirname, '../../../models');
const batch = 8;

/**
 * Returns the CPU milliseconds a frame of each computing step, in this process, at batch 8, and of the plain matrix
 * product that the search comes down to: what the machine gives just now.
 */
export async function stepCosts(normals: readonly Buffer[], frames: readonly Buffer[]) {
  const runtime = await loadTensorRuntime();
  const cacheFolder = await mkdtemp(join(tmpdir(), 'touchstone-steps-'));
  const { folder, manifest } = await resolveBackbone('touchstone-small', [models]);
  const backbone = await openBackbone(folder, { runtime, manifest, cacheFolder });
  try {
    return await measured(runtime, backbone, normals, frames);
  } finally {
    backbone.dispose();
    await rm(cacheFolder, { recursive: true, force: true });
  }
}

async function measured(
  runtime: TensorRuntime,
  backbone: Backbone,
  normals: readonly Buffer[],
  frames: readonly Buffer[],
) {
  const bank = await bankOf(runtime, backbone, normals);
  const some = frames.slice(0, batch);
  const decodeAll = () =>
    Promise.all(some.map(async (bytes) => (await prepare(bytes, plainView(backbone.size))).image));
  const images = await decodeAll();
  const embedded = backbone.embed(images);
  const embedOnce = () => {
    const { patches, image } = backbone.embed(images);
    runtime.tf.dispose([patches, image]);
  };
  const score = () => bank.score(embedded.patches, scoreSettings.parse({}));
  const costs = {
    decode: await cpuMsPerFrame(decodeAll),
    embed: await cpuMsPerFrame(embedOnce),
    score: await cpuMsPerFrame(score),
    plainSearchProduct: await cpuMsPerFrame(productOf(runtime, backbone, bank.rows)),
  };
  runtime.tf.dispose([embedded.patches, embedded.image]);
  bank.dispose();
  return costs;
}

async function bankOf(runtime: TensorRuntime, backbone: Backbone, normals: readonly Buffer[]) {
  const named = normals.map((bytes, index) => ({
    id: `normal-${index}`,
    partId: null,
    bytes: () => bytes,
  }));
  return buildBank(runtime, embedNormals(named, backbone, plainView(backbone.size)), {
    rows: 2000,
    seed: 1,
  });
}

/** The search of one batch as nothing but its product: [frames * patches, d] x [d, rows]. */
function productOf({ tf }: TensorRuntime, { grid, dimensions }: Backbone, rows: number) {
  const queries = tf.randomNormal([batch * grid.rows * grid.columns, dimensions]);
  const bank = tf.randomNormal([dimensions, rows]);
  return () => tf.dispose(tf.matMul(queries, bank));
}

async function cpuMsPerFrame(work: () => unknown, rounds = 8): Promise<number> {
  await work();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds / batch;
}
