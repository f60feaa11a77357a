import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Page as Tab } from 'playwright-core';
import { type AnalysisMap, stationSettings } from '#contracts';
import { startChromium } from '../support/chromium.js';
import { seededRandom } from '#numbers';
import { median, rounded } from './timing.js';

const web = join(import.meta.dirname, '../../dist/apps/web');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const id = '0190a000-0000-7000-8000-000000000001';
const [width, height] = [1440, 900];

/** Frames a second of the built map page in the system's Chromium while a hand drags it and zooms it. */
async function run({ quick }: { quick: boolean }): Promise<Record<string, unknown>> {
  const count = quick ? 5_000 : 50_000;
  const server = createServer((request, reply) => {
    void answer(request.url ?? '/', count).then(
      ({ type, body }) => reply.writeHead(200, { 'content-type': type }).end(body),
      () => reply.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await startChromium();
  try {
    const tab = await browser.newPage({ viewport: { width, height } });
    const { port } = server.address() as AddressInfo;
    await tab.addInitScript(counting);
    const begun = performance.now();
    await tab.goto(`http://127.0.0.1:${port}/#/stations/line-1/map`);
    await tab.locator('.map-legend li').first().waitFor();
    const shownMs = rounded(performance.now() - begun);
    return {
      points: count,
      shownMs,
      dragging: await measure(tab, drag),
      zooming: await measure(tab, zoom),
    };
  } finally {
    await browser.close();
    server.close();
  }
}

/** Runs in the page: notes when its frames are, and how often a canvas' pixels are put. */
const counting = `
  globalThis.counters = { times: [], drawn: 0 };
  const put = CanvasRenderingContext2D.prototype.putImageData;
  CanvasRenderingContext2D.prototype.putImageData = function (...how) {
    counters.drawn++;
    put.apply(this, how);
  };
  const tick = (now) => {
    counters.times.push(now);
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);`;

/** Three seconds of it: the page's frames, and how many of them drew the map anew. */
async function measure(tab: Tab, hand: (tab: Tab) => Promise<void>) {
  await tab.evaluate('Object.assign(counters, { times: [], drawn: 0 })');
  await hand(tab);
  const { times, drawn } = await tab.evaluate<{ times: number[]; drawn: number }>('counters');
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  const seconds = (times.at(-1)! - times[0]!) / 1000;
  return {
    framesPerSecond: rounded(gaps.length / seconds),
    drawnPerSecond: rounded(drawn / seconds),
    medianMs: rounded(median(gaps)),
    p99Ms: rounded(gaps.toSorted((a, b) => a - b)[Math.floor(0.99 * gaps.length)]!),
  };
}

/** The button is held by the driver; the hand moves in the page, once a frame: the driver is slower than that. */
async function drag(tab: Tab): Promise<void> {
  const box = (await tab.locator('.map-canvas canvas').boundingBox())!;
  await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await tab.mouse.down();
  await eachFrame(
    tab,
    `const place = { clientX: ${box.x + box.width / 2} + 200 * Math.sin(step / 9), clientY: ${box.y + box.height / 2} + 120 * Math.cos(step / 11) };
    canvas.dispatchEvent(new PointerEvent('pointermove', { ...place, bubbles: true }));`,
  );
  await tab.mouse.up();
}

async function zoom(tab: Tab): Promise<void> {
  await eachFrame(
    tab,
    `const deltaY = step % 60 < 30 ? -30 : 30;
    canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true, bubbles: true }));`,
  );
}

/** Does something to the `canvas` in the page at each frame for three seconds. */
async function eachFrame(tab: Tab, deed: string): Promise<void> {
  await tab.evaluate(`new Promise((resolve) => {
    const canvas = document.querySelector('.map-canvas canvas');
    const end = performance.now() + 3000;
    const turn = (step) => {
      if (performance.now() > end) return resolve();
      ${deed}
      requestAnimationFrame(() => turn(step + 1));
    };
    turn(0);
  })`);
}

async function answer(
  url: string,
  count: number,
): Promise<{ type: string; body: string | Buffer }> {
  const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });
  const { pathname } = new URL(url, 'http://localhost');
  if (pathname === `/v1/analyses/${id}/map`) return json(someMap(count));
  if (pathname === '/v1/stations/line-1/analyses') return json({ items: [job(count)], next: null });
  if (pathname === '/v1/stations') return json({ items: [station()], next: null });
  if (pathname === '/v1/events') return { type: 'text/event-stream', body: ': none\n\n' };
  if (/^\/v1\/(alerts|inspections)$/.test(pathname)) return json({ items: [], next: null });
  const file = pathname === '/' ? '/index.html' : pathname;
  return { type: types[extname(file)] ?? 'application/octet-stream', body: await readFile(join(web, file)) }; // prettier-ignore
}

function station() {
  return {
    id: 'line-1',
    settings: stationSettings.parse({}),
    activeModel: null,
    quarantined: 0,
    normals: 0,
    parts: 0,
    createdAt: new Date().toISOString(),
  };
}

function job(count: number) {
  const now = new Date().toISOString();
  return {
    id,
    stationId: 'line-1',
    kind: 'map',
    settings: { method: 'umap', seed: 1 },
    state: 'done',
    progress: null,
    result: { frames: count, normals: 0, placed: 0 },
    failure: null,
    by: 'operator',
    requestedAt: now,
    startedAt: now,
    endedAt: now,
  };
}

/** Forty clusters, one in a hundred a defect. */
function someMap(count: number): AnalysisMap {
  const random = seededRandom(1);
  const places = Array.from({ length: count }, () => {
    const cluster = Math.floor(random() * 40);
    const spread = () => 1.2 * (random() + random() + random() - 1.5);
    return [10 * Math.sin(cluster * 7) + spread(), 10 * Math.cos(cluster * 13) + spread()] as const;
  });
  return {
    analysisId: id,
    stationId: 'line-1',
    method: 'umap',
    seed: 1,
    points: {
      kind: places.map((_, i) => (i < 500 ? 'normal' : 'frame')),
      id: places.map((_, i) => `0190a000-0000-7000-8000-${String(i).padStart(12, '0')}`),
      station: places.map(() => 'line-1'),
      x: places.map(([x]) => x),
      y: places.map(([, y]) => y),
      placed: places.map(() => 0),
      verdict: places.map((_, i) => (i < 500 ? null : i % 100 === 0 ? 'defect' : 'ok')),
      label: places.map((_, i) => (i % 200 === 0 ? 'dent' : null)),
      at: places.map((_, i) => (i < 500 ? null : 1.7e12 + i * 1000)),
    },
  };
}

export default { name: 'map-page', run };
