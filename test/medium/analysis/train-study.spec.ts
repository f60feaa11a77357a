import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { StudyRow } from '../../../apps/cli/src/train-study/study-text.js';
import { trainStudy, type TrainStudyOptions } from '../../../apps/cli/src/train-study/train-study.js'; // prettier-ignore
import { writeFolder } from '../../../apps/cli/src/simulate/mvtec-folder.js';

let root: string;
let set: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-study-'));
  set = join(root, 'set');
  const line = { seed: 1, width: 200, height: 150, defects: 1 };
  await writeFolder(set, line, { normals: 12, count: 192 }, () => undefined);
  for (const kind of await readdir(join(set, 'test')))
    if (!['missing-hole', 'scratch', 'stain'].includes(kind))
      await rm(join(set, 'test', kind), { recursive: true });
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function studied(change: Partial<TrainStudyOptions>): Promise<string> {
  let out = '';
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((some) => Boolean((out += String(some)))); // prettier-ignore
  try {
    const given = { objectives: ['contrastive'], backbone: 'touchstone-small', head: 'linear', folds: 2, seeds: 1, views: 2, epochs: 15 } as const; // prettier-ignore
    await trainStudy(set, { ...given, ...change });
    return out;
  } finally {
    write.mockRestore();
    vi.unstubAllEnvs();
  }
}

test('each objective on images that its projections never saw, the same again for its seeds', async () => {
  const objectives = ['contrastive', 'simclr'] as const;
  const first = await studied({ objectives, seeds: 2, json: true });
  const { objectives: rows, defects } = JSON.parse(first) as { objectives: StudyRow[]; defects: number }; // prettier-ignore
  expect(defects).toBe(72);
  expect(rows.map(({ objective }) => objective)).toEqual(objectives);
  for (const { seeds } of rows)
    for (const { firstLoss, lastLoss, keptEpochs } of seeds) {
      expect(lastLoss).toBeLessThan(firstLoss);
      expect(keptEpochs).toHaveLength(2);
    }
  expect(rows[0]!.seedsAbove).toBe(2);
  expect(rows[0]!.precisionAt5.trained).toBeGreaterThan(rows[0]!.precisionAt5.untrained);
  expect(await studied({ objectives, seeds: 2, json: true })).toBe(first);
});

test('as a table', async () => {
  const text = await studied({});
  expect(text).toMatch(/72 defects and 12 good parts, 2 folds/);
  expect(text).toMatch(/^contrastive +[01]\.\d{3} .* of 1$/m);
});

test('a folder with one kind is refused before any work', async () => {
  const one = join(root, 'one');
  await writeFolder(one, { seed: 2, width: 64, height: 64, defects: 0 }, { normals: 12, count: 4 }, () => undefined); // prettier-ignore
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  await expect(
    trainStudy(one, { objectives: ['triplet'], backbone: 'touchstone-small', head: 'linear', folds: 2, seeds: 1, views: 2, epochs: 1 }), // prettier-ignore
  ).rejects.toMatchObject({ name: 'TouchstoneError' });
  vi.unstubAllEnvs();
});
