import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { duplicates } from '../../../apps/cli/src/duplicates/duplicates.js';
import { groups } from '../../../apps/cli/src/groups/groups.js';
import { map } from '../../../apps/cli/src/map/map.js';
import { names } from '../../../apps/cli/src/names/names.js';
import { similar } from '../../../apps/cli/src/similar/similar.js';
import { writeFolder } from '#simulation';

// The shipped backbone on a simulated line: what a user has on the first day.
let root: string;
let set: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-analysis-'));
  set = join(root, 'set');
  const line = { seed: 1, width: 200, height: 150, defects: 1 };
  await writeFolder(set, line, { normals: 20, count: 40 }, () => undefined);
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  return () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

const backbone = 'touchstone-small';

async function printed<T>(work: () => Promise<void>): Promise<T> {
  let text = '';
  const stdout = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((some) => Boolean((text += String(some))));
  try {
    await work();
  } finally {
    stdout.mockRestore();
  }
  return JSON.parse(text) as T;
}

const shared = { backbone, seed: 1, json: true };

test('names: far better than chance on defects that were not among the examples', async () => {
  const { draws } = await printed<{ draws: { balancedAccuracy: number; names: string[] }[] }>(() =>
    names(set, { ...shared, method: 'logistic', perName: 4, repeats: 3 }),
  );
  expect(draws).toHaveLength(3);
  for (const { balancedAccuracy, names: kinds } of draws)
    expect(balancedAccuracy).toBeGreaterThan(2 / kinds.length);
});

test('names: too many examples asked for is said by name', async () => {
  await expect(
    names(set, { ...shared, method: 'logistic', perName: 40, repeats: 1 }),
  ).rejects.toThrow(/none would be left to judge/);
});

test.each(['k-means', 'dbscan'] as const)(
  'groups by %s: nearer to the kinds than chance',
  async (method) => {
    interface Result {
      adjustedRand: number;
      byChance: { q95: number };
      groups: { size: number; typical: string[] }[];
    }
    const report = join(root, `report-${method}`);
    const result = await printed<Result>(() => groups(set, { ...shared, method, report }));
    expect(result.groups.reduce((sum, { size }) => sum + size, 0)).toBe(40);
    if (method === 'k-means') expect(result.adjustedRand).toBeGreaterThan(result.byChance.q95);
    expect(await readFile(join(report, 'index.html'), 'utf8')).toContain('data:image/jpeg;base64,');
  },
);

test('similar: a picture is most similar to itself', async () => {
  const folder = join(set, 'train', 'good');
  const [first] = (await readdir(folder)).sort();
  const { found } = await printed<{ found: { file: string; distance: number }[] }>(() =>
    similar(join(folder, first!), folder, { backbone, count: 5, metric: 'cosine', json: true }),
  );
  expect(found).toHaveLength(5);
  expect(found[0]).toMatchObject({ file: first });
  expect(found[0]!.distance).toBeCloseTo(0, 5);
});

test('map shows every picture once, the same again by its seed, as page, SVG and JSON', async () => {
  const options = { backbone, method: 'umap' as const, neighbours: 10, perplexity: 30 };
  type Points = { points: { file: string; group: string; x: number }[]; trustworthiness: number };
  const made = async (more: { seed: number; out?: string }) =>
    printed<Points>(() => map(set, { ...options, ...more, json: true }));
  const first = await made({ seed: 1, out: join(root, 'map.json') });
  expect(new Set(first.points.map(({ file }) => file)).size).toBe(first.points.length);
  expect(first.points.find(({ group }) => group === 'train/good')).toBeDefined();
  expect(first.trustworthiness).toBeGreaterThan(0.7);
  expect(JSON.parse(await readFile(join(root, 'map.json'), 'utf8'))).toEqual(first);
  expect(await made({ seed: 1, out: join(root, 'map.html') })).toEqual(first);
  expect((await made({ seed: 2, out: join(root, 'map.svg') })).points).not.toEqual(first.points);
  expect(await readFile(join(root, 'map.html'), 'utf8')).toContain('pictures=["/9j/');
  expect(await readFile(join(root, 'map.svg'), 'utf8')).toMatch(/^<svg /);
});

test('duplicates: a folder is thinned to one picture of each', async () => {
  const folder = join(set, 'train', 'good');
  const result = await printed<{ pictures: number; kept: number }>(() =>
    duplicates(folder, { backbone, distance: 2, json: true, thin: join(root, 'thin') }),
  );
  expect(result).toMatchObject({ pictures: 20, kept: 1 });
  expect(await readdir(join(root, 'thin'))).toHaveLength(1);
  const apart = await printed<{ kept: number }>(() => duplicates(folder, { backbone, json: true }));
  expect(apart.kept).toBe(20);
});
