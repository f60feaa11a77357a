import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calibrationStudy } from '../../../apps/cli/src/calibration-study/calibration-study.js';
import type { StudyOptions } from '../../../apps/cli/src/calibration-study/options.js';
import { paintedPart } from '../../support/painted-parts.js';
import { writeTinyBackbone } from '../../support/tiny-backbone.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-study-'));
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  await writeTinyBackbone(join(root, 'data', 'backbones'));
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await mkdir(join(root, 'set', 'train', 'good'), { recursive: true });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(root, { recursive: true, force: true });
});

/** Good parts, each in two pictures; a defect beside them must not be taken. */
async function writeParts(count: number): Promise<void> {
  for (let part = 0; part < count; part++)
    for (const view of ['a', 'b']) {
      const bytes = await paintedPart(2 * part + (view === 'a' ? 0 : 1));
      await writeFile(join(root, 'set', 'train', 'good', `serial${part}_${view}.jpg`), bytes);
    }
  await mkdir(join(root, 'set', 'test', 'stain'), { recursive: true });
  await writeFile(join(root, 'set', 'test', 'stain', 's.jpg'), await paintedPart(1, { stain: true })); // prettier-ignore
}

const studied = z.object({
  images: z.int(),
  parts: z.int(),
  grouping: z.object({ byPartId: z.int() }),
  targets: z.array(
    z.object({
      target: z.number(),
      splits: z.int(),
      meanRate: z.number(),
      provisional: z.boolean(),
      rows: z.array(z.object({ parts: z.int(), unseen: z.int(), falseAlarms: z.int() })),
    }),
  ),
});

async function study(changes: Partial<StudyOptions> = {}) {
  let printed = '';
  const stdout = vi
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => Boolean((printed += String(text))));
  const options = {
    target: [0.05, 0.2],
    splits: 4,
    seed: 1,
    rows: 60,
    backbone: 'tiny',
    json: true,
  };
  try {
    await calibrationStudy(join(root, 'set'), {
      ...options,
      partFrom: '(serial\\d+)_',
      ...changes,
    });
  } finally {
    stdout.mockRestore();
  }
  return studied.parse(JSON.parse(printed));
}

test('learns from halves by part, counts on the others, and gives the same figures again', async () => {
  await writeParts(21);
  const found = await study();
  expect(found).toMatchObject({ images: 42, parts: 21, grouping: { byPartId: 21 } });
  const [rare, often] = found.targets;
  expect(rare).toMatchObject({ target: 0.05, splits: 4, provisional: true });
  expect(often).toMatchObject({ target: 0.2, provisional: false });
  expect(often!.rows.map(({ parts, unseen }) => [parts, unseen])).toEqual([
    [10, 11],
    [11, 10],
    [10, 11],
    [11, 10],
  ]);
  expect(often!.meanRate).toBeGreaterThanOrEqual(rare!.meanRate);
  expect(often!.meanRate).toBeLessThan(0.6);
  expect(await study()).toEqual(found);
});

test('the score that knows place and frame is studied the same way', async () => {
  await writeParts(20);
  expect((await study({ score: 'place-and-frame', splits: 2 })).targets).toHaveLength(2);
});

test('too few parts for two calibrations: says how many are missing', async () => {
  await writeParts(13);
  await expect(study()).rejects.toMatchObject({
    code: 'too-few-normals',
    message: expect.stringContaining('7 are missing') as string,
  });
});
