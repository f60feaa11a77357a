import { availableParallelism } from 'node:os';
import { calibrateStation, frameSize, makeFrames } from './whole-way/calibrated-station.js';
import { figuresOf, type ProcessFigures } from './whole-way/processes.js';
import { type Product, startProduct } from './whole-way/product.js';
import { quantile, type Round, saturate, steady } from './whole-way/rounds.js';
import { stepCosts } from './whole-way/step-costs.js';
import { meansBetween, readTotals } from './whole-way/step-times.js';

const station = 'bench';
const rate = 30;

/** The whole way, HTTP to verdict, on 1.3 megapixel JPEGs, with the product as `npm start` runs it. */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const workers = availableParallelism();
  const normals = await makeFrames(1, 30, 0);
  const frames = await makeFrames(2, 30, 0.1);
  const product = await startProduct(workers);
  try {
    const calibrationSeconds = await calibrateStation(product.url, station, normals);
    await saturate(product.url, station, frames, 100);
    const full = await atSaturation(product, frames, quick ? 300 : 1500);
    const plan = { rate, seconds: quick ? 5 : 30 };
    const even = await steady(product.url, station, frames, plan);
    return {
      frame: `JPEG ${frameSize.width} x ${frameSize.height}, ${kilobytes(frames)} KB`,
      ...{ workers, calibrationSeconds },
      ...full,
      [`steady ${rate} frames/s`]: latenciesOf(even),
      cpuMsPerFrameByStep: await stepCosts(normals, frames),
      memoryMiB: byName(await figuresOf(product.pid), ({ memoryMiB }) => memoryMiB),
    };
  } finally {
    await product.stop();
  }
}

async function atSaturation(product: Product, frames: readonly Buffer[], count: number) {
  const [before, stepsBefore] = [await figuresOf(product.pid), await readTotals(product.workers)];
  const own = process.cpuUsage();
  const round = await saturate(product.url, station, frames, count);
  const { user, system } = process.cpuUsage(own);
  const [after, steps] = [await figuresOf(product.pid), await readTotals(product.workers)];
  const cpu = byName(after, ({ pid, cpuSeconds }) => {
    const earlier = before.find((entry) => entry.pid === pid)?.cpuSeconds ?? 0;
    return ((cpuSeconds - earlier) * 1000) / round.frames;
  });
  const all = Object.values(cpu).reduce((sum, value) => sum + value, 0);
  const { batch, ...stepMs } = meansBetween(stepsBefore, steps, (step) =>
    step === 'batch' ? 1 : 1000,
  );
  return {
    saturation: {
      framesPerSecond: round.frames / round.seconds,
      framesPerBatch: batch,
      ...latenciesOf(round),
    },
    cpuMsPerFrameByProcess: {
      ...cpu,
      product: all,
      camera: (user + system) / 1000 / round.frames,
    },
    wallMsByStep: stepMs,
  };
}

/** Processes of one name together, the largest first. */
function byName(
  figures: readonly ProcessFigures[],
  value: (entry: ProcessFigures) => number,
): Record<string, number> {
  const sums = new Map<string, number>();
  for (const entry of figures) sums.set(entry.name, (sums.get(entry.name) ?? 0) + value(entry));
  return Object.fromEntries([...sums].sort((a, b) => b[1] - a[1]));
}

function latenciesOf(round: Round) {
  return {
    frames: round.frames,
    p50Ms: quantile(round, 0.5),
    p99Ms: quantile(round, 0.99),
    longestMs: quantile(round, 1),
  };
}

function kilobytes(frames: readonly Buffer[]): number {
  return Math.round(frames.reduce((sum, bytes) => sum + bytes.length, 0) / frames.length / 1024);
}

export default { name: 'whole-way', run };
