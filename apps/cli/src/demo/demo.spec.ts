import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { designAlarmRate } from '#drift';
import { encodePng } from '#images';
import { defectOf } from '#simulation';
import { folderLine } from './folder-line.js';
import { mostFalseAlarms } from './most-false-alarms.js';
import { driftSettings } from './prepare-station.js';
import { samples } from './read-metrics.js';
import { simulatedLine } from './simulated-line.js';
import { scoreBar } from './verdict-line.js';
import { checkPost } from './webhook-receiver.js';

const limits = { warn: 2.5, reject: 3, scale: 0.1 };

test('the bar: reject in the middle, warn before it, never longer than it is wide', () => {
  expect(scoreBar(0, limits)).toMatch(/^ +: +\| +$/);
  expect(scoreBar(2.9, limits)).toMatch(/^█+:█+ *\| +$/);
  expect(scoreBar(3.8, limits)).toMatch(/^█+:█+\|█+ +$/);
  for (const score of [-5, 0, 3, 1e9]) expect(scoreBar(score, limits)).toHaveLength(25);
  expect(scoreBar(3, limits)[12]).toBe('|');
});

test('the most false alarms agree with the binomial added up the slow way', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  for (const [frames, rate] of [
    [30, 0.03],
    [30, 0.095],
    [100, 0.01],
    [12, 0.4],
  ] as const) {
    const over = (most: number) =>
      Array.from({ length: frames - most }, (_, i) => most + 1 + i).reduce(
        (sum, k) => sum + choose(frames, k) * rate ** k * (1 - rate) ** (frames - k),
        0,
      );
    const most = mostFalseAlarms(frames, rate);
    expect(over(most)).toBeLessThan(0.001);
    expect(over(most - 1)).toBeGreaterThanOrEqual(0.001);
  }
});

test('samples of one metric, and of no other that begins alike', () => {
  const text = [
    '# HELP touchstone_frames_total Frames',
    'touchstone_frames_total{station="a",verdict="ok"} 12',
    'touchstone_frames_total{station="b",verdict="defect"} 3',
    'touchstone_frames_total_other{station="a",verdict="ok"} 99',
  ].join('\n');
  expect(samples(text, 'touchstone_frames_total')).toEqual([
    { labels: { station: 'a', verdict: 'ok' }, value: 12 },
    { labels: { station: 'b', verdict: 'defect' }, value: 3 },
  ]);
});

test('the webhook refuses what is not signed, altered, or old', () => {
  const body = '{"type":"other"}';
  const sign = (text: string, seconds: number) =>
    `t=${seconds},v1=${createHmac('sha256', 'secret').update(`${seconds}.${text}`).digest('hex')}`;
  const now = 1_700_000_000_000;
  const check = (header: string | undefined) => checkPost(body, header, 'secret', now);
  expect(check(undefined)).toEqual({ refusal: 'no signature' });
  expect(check(sign('{}', now / 1000))).toEqual({
    refusal: 'the signature does not belong to the message',
  });
  expect(check(sign(body, now / 1000 - 301))).toEqual({ refusal: 'the signature is too old' });
  expect(check(sign(body, now / 1000))).toEqual({
    refusal: 'the message is neither an alert nor of a camera',
  });
});

test('a bounded round has 30 good parts and 12 defects, with plain ones among them', async () => {
  const line = simulatedLine(1, { width: 160, height: 120 });
  const known = [];
  for (let index = 0; index < line.checkFrames; index += 1) {
    if (index % 7 !== 2 && index % 7 !== 5 && index > 6) continue;
    known.push((await line.checkFrameAt(index)).known);
  }
  const defects = known.filter((one) => one.kind === 'defect');
  expect(defects).toHaveLength(12);
  expect(new Set(defects.map((one) => one.name)).size).toBe(8);
  expect(defects.filter((one) => one.plain).length).toBeGreaterThanOrEqual(6);
});

test("one's own images: MVTec layout by its folders, a flat folder split by the seed", async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-own-'));
  const png = await encodePng({ width: 2, height: 2, pixels: new Uint8Array(12) });
  const write = async (name: string) => {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), png);
  };
  try {
    for (let i = 0; i < 12; i++) await write(`flat/${i}.png`);
    const flat = await folderLine(join(folder, 'flat'), 1);
    expect([flat.normals, flat.frames]).toEqual([10, 2]);
    expect((await flat.frameAt(5)).known).toEqual({ kind: 'unknown' });
    for (let i = 0; i < 10; i++) await write(`laid/train/good/${i}.png`);
    await write('laid/test/good/a.png');
    await write('laid/test/crack/b.png');
    const laid = await folderLine(join(folder, 'laid'), 1);
    const known = [(await laid.frameAt(0)).known, (await laid.frameAt(1)).known];
    expect(known).toContainEqual({ kind: 'good' });
    expect(known).toContainEqual({ kind: 'defect', name: 'crack', plain: true });
    await rm(join(folder, 'laid/train/good/3.png'));
    await expect(folderLine(join(folder, 'laid'), 1)).rejects.toThrow(/9 images to learn from/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Returns after how many parts of the demo's line its alarm rate counts as drift, or null for never. */
function partsToDrift(rates: { acceptedAlarmRate: number; noticedAlarmRate: number }) {
  const [accepted, noticed] = [rates.acceptedAlarmRate, rates.noticedAlarmRate];
  const design = designAlarmRate({ accepted, noticed, partsBetweenFalseAlarms: 50_000 });
  const defects = simulatedLine(1).faultyShare ?? 0;
  let value = 0;
  for (let part = 0; part < 10_000; part++) {
    const faulty = defectOf({ seed: 1, defects, width: 640, height: 480 }, part) !== null;
    value = faulty ? value + design.up : Math.max(0, value - 1);
    if (value >= design.threshold) return part;
  }
  return null;
}

test("the demo's faulty parts are no drift for its station, and would be for one with usual settings", () => {
  const { drift } = driftSettings(simulatedLine(1));
  expect(partsToDrift(drift!)).toBe(null);
  expect(partsToDrift({ acceptedAlarmRate: 0.005, noticedAlarmRate: 0.02 })).toBeLessThan(180);
});
