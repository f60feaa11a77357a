import { beforeAll, expect, test } from 'vitest';
import { type NormalPatches } from '#memory-bank';
import { seededRandom } from '#numbers';
import { loadTensorRuntime, type TensorRuntime } from '#tensors';
import type { ConfirmedDefect } from './confirmed-defects.js';
import { OtherParts } from './other-parts.js';
import { screenNormals, type NormalToScreen, type Screened } from './screen-normals.js';
import { windowAround } from './screen-window.js';

const grid = { rows: 6, columns: 6 };
const [places, d] = [36, 8];
let runtime: TensorRuntime;

beforeAll(async () => {
  runtime = await loadTensorRuntime();
});

interface Frame extends NormalPatches {
  readonly image: Float32Array;
}

/** A frame whose places have a pattern of their own and some noise. */
function frame(id: string, seed: number, noise = 0.3): Frame {
  const random = seededRandom(seed);
  const patches = Float32Array.from(
    { length: places * d },
    (_, i) => Math.sin(i * 0.7) + noise * (random() - 0.5),
  );
  return { normalId: id, patches, ...grid, dimensions: d, image: imageOf(seed) };
}

const imageOf = (seed: number) => {
  const random = seededRandom(seed + 999);
  return Float32Array.from({ length: 16 }, () => 1 + random());
};

/** The frame with another thing at four places. */
function withDefect(one: Frame, kind = 1): Frame {
  const patches = one.patches.slice();
  for (const place of [7, 8, 13, 14])
    for (let c = 0; c < d; c++) patches[place * d + c] = Math.cos(kind * 31 + place + c) * 2.5;
  return { ...one, patches };
}

const good = Array.from({ length: 40 }, (_, i) => frame(`good-${i}`, i));

function screen(
  frames: readonly Frame[],
  more: { used?: string[]; defects?: ConfirmedDefect[]; partOf?: (id: string) => string } = {},
): Promise<Screened> {
  const byId = new Map(frames.map((one) => [one.normalId, one]));
  const normals = frames.map(({ normalId: id, image }): NormalToScreen => ({
    id,
    image,
    partId: null,
    quality: null,
    part: more.partOf?.(id) ?? id,
    used: more.used?.includes(id) ?? false,
  }));
  return screenNormals({
    runtime,
    normals,
    mask: null,
    seed: 3,
    patchesOf: async function* (ids) {
      for (const id of ids) yield await Promise.resolve(byId.get(id)!);
    },
    settings: { enabled: true, mostGood: 0.05 },
    defects: more.defects ?? [],
  });
}

const idsOf = ({ setAside }: Screened) => setAside.map(({ normalId }) => normalId);

test('two defects of one kind do not vouch for each other; the rest stays in', async () => {
  const bad = [withDefect(frame('bad-1', 101)), withDefect(frame('bad-2', 102))];
  const screened = await screen([...good, ...bad]);
  expect(idsOf(screened)).toEqual(expect.arrayContaining(['bad-1', 'bad-2']));
  expect(screened.setAside.length).toBeLessThanOrEqual(4);
  expect(screened.setAside.every(({ countsInLimits }) => countsInLimits)).toBe(true);
  expect(screened.summary).toMatchObject({ looked: 42, setAside: screened.setAside.length });
  const { share, because } = screened.summary.expectedMissed!;
  expect(because).toContain(`${Math.round(share * 200)} of 200 synthetic defects`);
});

test('the same frames and seed give the same, and their order does not matter', async () => {
  const frames = [...good, withDefect(frame('bad-1', 101))];
  const once = await screen(frames);
  expect(await screen(frames)).toEqual(once);
  expect(idsOf(await screen(frames.toReversed())).sort()).toEqual(idsOf(once).sort());
});

test('what a person decided to use is never set aside', async () => {
  const bad = [withDefect(frame('bad-1', 101)), withDefect(frame('bad-2', 102))];
  const screened = await screen([...good, ...bad], { used: ['bad-1'] });
  expect(idsOf(screened)).not.toContain('bad-1');
  expect(idsOf(screened)).toContain('bad-2');
});

test('a frame that shows a confirmed defect is set aside for that, and counts in no limit', async () => {
  const bad = withDefect(frame('bad-1', 101));
  const seen = withDefect(frame('seen', 555));
  const patches = new Float32Array(4 * d);
  [7, 8, 13, 14].forEach((place, i) =>
    patches.set(seen.patches.subarray(place * d, (place + 1) * d), i * d),
  );
  const defects = [{ frameId: 'seen', name: 'dent', patches }];
  const screened = await screen([...good, bad], { defects });
  const found = screened.setAside.find(({ normalId }) => normalId === 'bad-1')!;
  expect(found.findings[0]).toMatchObject({ reason: 'near-defect', likeFrame: 'seen' });
  expect(found.findings[0]!.detail).toContain('"dent"');
  expect(found.countsInLimits).toBe(false);
  const others = screened.setAside.filter(({ normalId }) => normalId !== 'bad-1');
  expect(others.flatMap(({ findings }) => findings.map(({ reason }) => reason))).not.toContain(
    'near-defect',
  );
});

test('a copy is set aside, the earlier one stays; frames of one named part are welcome', async () => {
  const copy = { ...good[4]!, normalId: 'copy' };
  const screened = await screen([...good, copy]);
  const found = screened.setAside.find(({ normalId }) => normalId === 'copy')!;
  expect(found.findings[0]).toMatchObject({ reason: 'duplicate', likeFrame: 'good-4' });
  expect(idsOf(screened)).not.toContain('good-4');
});

test('three frames of one picture are a stuck camera', async () => {
  const copies = ['a', 'b'].map((id) => ({ ...good[4]!, normalId: id }));
  const { setAside } = await screen([...good, ...copies]);
  const reasons = setAside.flatMap(({ findings }) => findings.map(({ reason }) => reason));
  expect(reasons.filter((reason) => reason === 'frozen')).toHaveLength(2);
});

test('few frames are not screened against each other, and an empty screen says nothing', async () => {
  expect(idsOf(await screen([...good.slice(0, 8), withDefect(frame('bad', 9))]))).toEqual([]);
  expect((await screen([])).summary).toMatchObject({ looked: 0, setAside: 0 });
});

test('no tensor is left behind', async () => {
  const before = runtime.tf.memory().numTensors;
  await screen([...good, withDefect(frame('bad-1', 101))]);
  expect(runtime.tf.memory().numTensors).toBe(before);
});

test('distances to other parts agree with the obvious way', () => {
  const patches = good.slice(0, 5).map((one) => one.patches);
  const partOf = Int32Array.of(0, 0, 1, 2, 3);
  const others = new OtherParts(runtime, { patches, partOf, grid, dimensions: d, mask: null });
  try {
    for (const place of [0, 14, 35]) {
      const vector = patches[0]!.slice(place * d, (place + 1) * d);
      const { distances, neighbours } = others.distances(place, vector, Int32Array.of(0));
      const byPart = [2, 3, 4].map((i) =>
        Math.min(...windowAround(place, grid, null).map((at) => distance(vector, patches[i]!, at))),
      );
      const [first, second] = byPart.toSorted((a, b) => a - b);
      expect(distances[0]).toBeCloseTo((first! + second!) / 2, 4);
      const nearestFirst = [2, 3, 4].sort((a, b) => byPart[a - 2]! - byPart[b - 2]!);
      expect([...neighbours]).toEqual([...nearestFirst, -1, -1, -1, -1, -1]);
    }
  } finally {
    others.dispose();
  }
});

function distance(vector: Float32Array, frameOf: Float32Array, place: number): number {
  return Math.hypot(...vector.map((value, c) => value - frameOf[place * d + c]!));
}
