import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { StudyRow } from '../../studies/train/study-text.js';
import { trainStudy, type TrainStudyOptions } from '../../studies/train/train-study.js'; // prettier-ignore
import { writeKindsSet } from '../../support/kinds-set.js';
import { smallerBackbone, writeSmallerBackbone } from '../../support/smaller-backbone.js';
import { patience } from '../../support/until.js';

let root: string;
let set: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-study-'));
  set = join(root, 'set');
  await writeSmallerBackbone(join(root, 'data', 'backbones'));
  await writeKindsSet(set, ['missing-hole', 'scratch', 'stain']);
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  process.exitCode = undefined;
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  return () => {
    process.exitCode = undefined;
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

async function studied(change: Partial<TrainStudyOptions>): Promise<string> {
  let out = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((some) => Boolean((out += String(some)))); // prettier-ignore
  try {
    const given = { objectives: ['contrastive'], backbone: smallerBackbone, head: 'linear', folds: 2, seeds: 1, views: 2, epochs: 15 } as const; // prettier-ignore
    await trainStudy(set, { ...given, ...change });
    return out;
  } finally {
    write.mockRestore();
  }
}

test('each objective is judged on images that its projections never saw, the same again for its seeds', async () => {
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
  expect(rows[0]!.precisionAt5.trained.mean).toBeGreaterThan(rows[0]!.precisionAt5.untrained);
  expect(await studied({ objectives, seeds: 2, json: true })).toBe(first);
});

test('the study is printed as a table', async () => {
  const text = await studied({});
  expect(text).toMatch(/72 defects and 12 good parts, 2 folds/);
  expect(text).toMatch(/^contrastive +[01]\.\d{3} .* of 1$/m);
});

test('Ctrl-C ends it without a table, and the exit code tells', async () => {
  const running = studied({ epochs: 10_000, objectives: ['simclr'] });
  await vi.waitFor(() => expect(process.listenerCount('SIGINT')).toBeGreaterThan(0), {
    interval: 1,
    ...patience,
  });
  process.emit('SIGINT');
  expect(await running).toBe('');
  expect(process.exitCode).toBe(130);
});

test('a folder with one kind is refused before any work', async () => {
  const one = join(root, 'one');
  await writeKindsSet(one, ['good', 'scratch'], 0.9);
  const given = { objectives: ['triplet'], backbone: smallerBackbone, head: 'linear', folds: 2, seeds: 1, views: 2, epochs: 1 } as const; // prettier-ignore
  await expect(trainStudy(one, given)).rejects.toMatchObject({
    code: 'validation-failed',
    message: expect.stringContaining('is one, "scratch"') as string,
  });
});
