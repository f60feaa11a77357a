import fc from 'fast-check';
import { expect, test } from 'vitest';
import { driftSettings, type ImageQuality } from '#contracts';
import { seededRandom } from '#numbers';
import { type DriftReference, type LineState, startLine } from './line-state.js';
import { statusesOf } from './line-status.js';
import { advanceLine } from './line-watch.js';
import { addFrame, type DriftFrame, type OpenPart } from './parts-in-order.js';

const settings = driftSettings.parse({});
const random = seededRandom(1);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function quality(changes: Partial<ImageQuality> = {}): ImageQuality {
  return {
    focus: 10 + 0.3 * normal(),
    exposure: 0.5 + 0.01 * normal(),
    clippedDark: 0,
    clippedBright: 0,
    turn: 0,
    match: 0.95,
    castRed: 0.02 * normal(),
    castBlue: 0.02 * normal(),
    shiftX: 0.002 * normal(),
    shiftY: 0.002 * normal(),
    ...changes,
  };
}

const embedding = (shift = 0) => Float32Array.from({ length: 12 }, () => normal() + shift);

function reference(changes: Partial<DriftReference> = {}): DriftReference {
  return {
    heldOutScores: Array.from({ length: 100 }, () => 10 + normal()),
    warn: 13,
    qualities: Array.from({ length: 100 }, () => quality()),
    embeddings: Array.from({ length: 100 }, () => embedding()),
    leastMatch: 0.7,
    expectedRate: 0.004,
    seed: 1,
    ...changes,
  };
}

const at = '2026-01-31T08:00:00.000Z';
function frame(changes: Partial<DriftFrame> = {}): DriftFrame {
  const imageScore = Math.min(12.9, 10 + normal());
  const measured = { quality: quality(), embedding: embedding() };
  return { partId: null, verdict: 'ok', imageScore, ...measured, at, ...changes };
}

function watch(state: LineState, parts: number, next: (part: number) => DriftFrame): void {
  for (let part = 0; part < parts; part++) advanceLine(state, next(part), settings);
}

const drifting = (state: LineState) =>
  statusesOf(state, settings)
    .filter((status) => status.drifting)
    .map(({ signal }) => signal);
const textOf = (state: LineState, signal: string) =>
  statusesOf(state, settings).find((status) => status.signal === signal)!.text;

test('a steady line: nothing drifts, every test says how far it is', () => {
  const state = startLine(reference());
  watch(state, 2000, () => frame());
  expect(drifting(state)).toEqual([]);
  for (const { statistic, threshold, parts } of statusesOf(state, settings)) {
    expect(statistic).toBeLessThan(threshold);
    expect(parts).toBe(2000);
  }
});

test.each([
  [
    'exposure',
    { quality: { exposure: 0.46 } },
    /pictures are [78](\.\d)? % darker than the normals/,
  ],
  ['focus', { quality: { focus: 9 } }, /pictures are \d+(\.\d)? % less sharp/],
  ['colour', { quality: { castBlue: -0.06 } }, /\d+(\.\d)? % less blue/],
  ['shift', { quality: { shiftX: 0.01 } }, /parts lie [01](\.\d)? % of its side farther right/],
] as const)('%s: what moved, by how much, which way', (signal, change, text) => {
  const state = startLine(reference());
  watch(state, 300, () => frame({ quality: quality(change.quality) }));
  expect(drifting(state)).toEqual([signal]);
  expect(textOf(state, signal)).toMatch(text);
});

test('scores and embeddings: said in people’s words; well again, the alarm ends and the test begins anew', () => {
  const state = startLine(reference());
  watch(state, 400, () => frame());
  watch(state, 300, () => frame({ imageScore: 11.2 + normal() / 2, embedding: embedding(0.6) }));
  expect(drifting(state)).toEqual(['scores', 'embedding']);
  expect(textOf(state, 'scores')).toMatch(
    /^good parts score 1\d(\.\d)? % higher than at calibration$/,
  );
  expect(textOf(state, 'embedding')).toMatch(/spreads from the normals as a whole/);
  watch(state, 1200, () => frame());
  expect(drifting(state)).toEqual([]);
});

test('the line’s alarm rate is its own decision, from 0.5 to 2 % within some hundred parts', () => {
  const state = startLine(reference());
  let every = 200;
  watch(state, 3000, (part) => frame({ verdict: part % every === 0 ? 'defect' : 'ok' }));
  expect(drifting(state)).toEqual([]);
  every = 50;
  watch(state, 600, (part) => frame({ verdict: part % every === 0 ? 'defect' : 'ok' }));
  expect(drifting(state)).toEqual(['alarm-rate']);
  expect(textOf(state, 'alarm-rate')).toContain('0.5 % is accepted; 2 % is noticed');
});

test('a model that is expected to reject more than the line accepts is no drift by itself', () => {
  const state = startLine(reference({ expectedRate: 0.03 }));
  watch(state, 2000, (part) => frame({ verdict: part % 34 === 0 ? 'defect' : 'ok' }));
  expect(drifting(state)).toEqual([]);
  const status = statusesOf(state, settings).find(({ signal }) => signal === 'alarm-rate')!;
  expect(status.usual).toBe(0.03);
});

test('what cannot be watched says why; what has no normals begins with the first parts', () => {
  const state = startLine(reference({ leastMatch: 2, embeddings: [], qualities: [] }));
  watch(state, 300, () => frame());
  watch(state, 200, () => frame({ quality: quality({ exposure: 0.45 }) }));
  expect(textOf(state, 'shift')).toContain('not watched');
  expect(textOf(state, 'embedding')).toContain('0 normals are kept');
  expect(drifting(state)).toEqual(['exposure']);
});

test('a move that does not match its reference counts for nothing', () => {
  const state = startLine(reference());
  watch(state, 300, () => frame({ quality: quality({ shiftX: 0.3, match: 0.2 }) }));
  expect(drifting(state)).toEqual([]);
});

test('the state is plain JSON: stored and read in the middle, the same parts give the same state', () => {
  const frames = Array.from({ length: 120 }, (_, i) => frame({ partId: `part-${i >> 1}` }));
  const whole = startLine(reference({ seed: 7 }));
  let stored = JSON.parse(JSON.stringify(whole)) as LineState;
  for (const one of frames) {
    advanceLine(whole, one, settings);
    stored = JSON.parse(JSON.stringify(stored)) as LineState;
    advanceLine(stored, one, settings);
  }
  expect(stored).toEqual(JSON.parse(JSON.stringify(whole)));
});

test('a part counts once: its worst frame, the means of what was measured', () => {
  const severity = { ok: 0, review: 1, defect: 2 };
  const parts = fc.array(
    fc.array(
      fc.record({
        verdict: fc.constantFrom('ok' as const, 'review' as const, 'defect' as const),
        imageScore: fc.double({ min: 0, max: 9, noNaN: true }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(parts, (all) => {
      const open: OpenPart[] = [];
      const closed = all.flatMap((frames, i) =>
        frames.flatMap((one) => addFrame(open, frame({ ...one, partId: `p${i}` }))),
      );
      const found = [...closed, ...open];
      expect(found.length).toBe(all.length);
      expect(open.length).toBeLessThanOrEqual(4);
      for (const [i, frames] of all.entries()) {
        expect(found[i]!.score).toBe(Math.max(...frames.map(({ imageScore }) => imageScore)));
        const worst = Math.max(...frames.map(({ verdict }) => severity[verdict]));
        expect(severity[found[i]!.verdict]).toBe(worst);
        expect(found[i]!.qualities.length).toBe(frames.length);
      }
    }),
  );
});
