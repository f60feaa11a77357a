import { availableParallelism } from 'node:os';
import { type Product, startProduct } from '../support/product.js';
import { calibrateStation, frameSize, makeFrames } from './whole-way/calibrated-station.js';
import { figuresOf } from './whole-way/processes.js';
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
  const product = await startProduct({ workers, env: { TOUCHSTONE_LOG: 'warn' } });
  try {
    const calibrationSeconds = await calibrateStation(product.url, station, normals);
    await saturate(product.url, station, frames, 100);
    const full = await atSaturation(product, frames, quick ? 300 : 1500);
    const plan = { rate, seconds: quick ? 5 : 30 };
    const even = await steady(product.url, station, frames, plan);
    return {
      frame: `JPEG ${frameSize.width} x ${frameSize.height}, ${kilobytes(frames)} KB`,
      workers,
      calibrationSeconds,
      ...full,
      [`steady ${rate} frames/s`]: latenciesOf(even),
      cpuMsPerFrameByStep: await stepCosts(normals, frames),
      memoryMiBByProcess: await memoryOf(product),
    };
  } finally {
    await product.stop();
  }
}

async function atSaturation(product: Product, frames: readonly Buffer[], count: number) {
  const [before, totalsBefore] = [await cpuOf(product), await readTotals(product.metricsUrls)];
  const round = await saturate(product.url, station, frames, count);
  const [after, totals] = [await cpuOf(product), await readTotals(product.metricsUrls)];
  const cpu = Object.fromEntries(
    Object.entries(after).map(([name, ms]) => [name, (ms - (before[name] ?? 0)) / round.frames]),
  );
  const { camera = 0, ...parts } = cpu;
  const framesPerSecond = round.frames / round.seconds;
  const busyCores = (framesPerSecond * sumOf(cpu)) / 1000;
  const { batch, ...wallMsByStep } = meansBetween(totalsBefore, totals, (step) =>
    step === 'batch' ? 1 : 1000,
  );
  return {
    saturation: {
      framesPerSecond,
      // Less than the machine has: somebody else took the rest, or something waited.
      busyCores,
      framesPerSecondPerBusyCore: framesPerSecond / busyCores,
      framesPerBatch: batch,
      ...latenciesOf(round),
    },
    cpuMsPerFrameByProcess: { ...parts, product: sumOf(parts), camera },
    wallMsByStep,
  };
}

/** CPU milliseconds so far: of the product's parts, and of this process, which plays the camera. */
async function cpuOf(product: Product): Promise<Record<string, number>> {
  const { user, system } = process.cpuUsage();
  const figures = await figuresOf(product.pids());
  const parts = figures.map(({ name, cpuSeconds }) => [name, cpuSeconds * 1000] as const);
  return { ...Object.fromEntries(parts), camera: (user + system) / 1000 };
}

async function memoryOf(product: Product): Promise<Record<string, number>> {
  const figures = await figuresOf(product.pids());
  return Object.fromEntries(figures.map(({ name, memoryMiB }) => [name, memoryMiB]));
}

function sumOf(values: Record<string, number>): number {
  return Object.values(values).reduce((sum, value) => sum + value, 0);
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
