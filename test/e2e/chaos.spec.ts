import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Alert, Frame, Page } from '#contracts';
import { inParallel } from '../../apps/cli/src/client/in-parallel.js';
import { type Product, startProduct } from '../support/product.js';
import { seededRandom, shuffledPlaces } from '#numbers';
import { everyItem } from '../../apps/cli/src/client/every-item.js';
import { nthFrame, patientClient, pushFrame, teachStation } from '../support/station.js';
import { until } from '../support/until.js';
import { startReceiver } from '../support/webhook-receiver.js';

// The figure stated in the README is for TOUCHSTONE_CHAOS_FRAMES=1000.
const frames = Number(process.env['TOUCHSTONE_CHAOS_FRAMES'] ?? 150);
const seed = Number(process.env['TOUCHSTONE_CHAOS_SEED'] ?? 7);
const framesPerSecond = 8;
const station = 'line';
const victims = ['worker-1', 'worker-2', 'api', 'redis', 'postgres', 'watcher'];

let product: Product;
let webhook: Awaited<ReturnType<typeof startReceiver>>;

beforeAll(async () => {
  webhook = await startReceiver();
  product = await startProduct({ workers: 2 });
  const settings = { webhook: { url: webhook.url, secret: 'a secret of the test' } };
  await teachStation(patientClient(product.url), station, { settings });
}, 300_000);

afterEach(({ task }) => {
  if (task.result?.state === 'fail') console.error(product.output());
});

afterAll(async () => {
  await product.stop();
  webhook.stop();
});

test(
  `${frames} frames are inspected exactly once while everything is killed at random`,
  { timeout: 240_000 + frames * 600 },
  async () => {
    const pushing = pushAll();
    const counts = await killAtRandom(pushing);
    const ids = await pushing;
    const inspected = await until(() => allInspected(ids), 180_000);
    await checkAlerts(inspected);
    console.log(`killed: ${JSON.stringify(counts)}`);
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(0);
  },
);

/** Pushes all frames at a camera's pace, retrying with the same key; returns their ids. */
async function pushAll(): Promise<string[]> {
  const client = patientClient(product.url, { patienceMs: 300_000 });
  const started = Date.now();
  const ids: string[] = [];
  await inParallel(
    Array.from({ length: frames }, (_, index) => index),
    8,
    async (index) => {
      const frame = await nthFrame(index);
      await sleep(Math.max(0, started + (index * 1000) / framesPerSecond - Date.now()));
      ids[index] = await pushFrame(client, station, frame);
    },
  );
  return ids;
}

/**
 * One `kill -9` every one to six seconds, so that what was killed is sometimes up again and sometimes not,
 * until all frames are pushed and everyone was hit.
 */
async function killAtRandom(pushing: Promise<unknown>): Promise<Record<string, number>> {
  const random = seededRandom(seed);
  const counts = new Map(victims.map((name) => [name, 0]));
  let pushed = false;
  void pushing.finally(() => (pushed = true)).catch(() => undefined);
  while (!pushed || Math.min(...counts.values()) === 0)
    for (const place of shuffledPlaces(victims.length, random)) {
      const victim = victims[place]!;
      await sleep(1_000 + random() * 5_000);
      if (product.kill(victim)) counts.set(victim, (counts.get(victim) ?? 0) + 1);
    }
  return Object.fromEntries(counts);
}

/** All frames in one look, or null while one has no inspection. Fails on one that ended otherwise. */
async function allInspected(ids: readonly string[]): Promise<Frame[] | null> {
  expect(new Set(ids).size).toBe(frames);
  const client = patientClient(product.url);
  const found: Frame[] = [];
  await inParallel(ids, 8, async (id, index) => {
    found[index] = await client.get('/v1/frames/{frame}', { path: { frame: id } });
  });
  const failed = found.filter(({ state }) => state === 'failed');
  expect(failed.map(({ failure }) => failure)).toEqual([]);
  return found.every(({ inspection }) => inspection !== null) ? found : null;
}

/** Every defect has its one alert, delivered; nothing else has one. */
async function checkAlerts(inspected: readonly Frame[]): Promise<void> {
  const defects = inspected.filter(({ inspection }) => inspection?.verdict === 'defect');
  expect(defects.length).toBeGreaterThan(0);
  const expected = defects.map(({ id }) => id).sort();
  const alerts = await until(async () => {
    const all = await allAlerts();
    return all.every(({ delivery }) => delivery === 'delivered') ? all : null;
  }, 120_000);
  expect(alerts.map(({ frameId }) => frameId).sort()).toEqual(expected);
  const received = new Set(webhook.posts.map(({ alertId }) => alertId));
  expect([...received].sort()).toEqual(expected);
  expect(await countOfInspections()).toBe(frames);
}

async function allAlerts(): Promise<Alert[]> {
  const client = patientClient(product.url);
  return everyItem((cursor) =>
    client.get('/v1/alerts', { query: { station, limit: 500, cursor } }),
  );
}

/** Counts the inspections by paging through them: one that was recorded twice would show. */
async function countOfInspections(): Promise<number> {
  let [count, cursor] = [0, ''];
  for (;;) {
    const query = `station=${station}&limit=500${cursor}`;
    const answer = await fetch(`${product.url}/v1/inspections?${query}`);
    const page = (await answer.json()) as Page<unknown>;
    count += page.items.length;
    if (page.next === null) return count;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}
