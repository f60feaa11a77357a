import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findImages, partNamer } from './image-files.js';
import { inParallel } from './in-parallel.js';

test('images of a folder and its sub-folders, in order; other files are passed over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-files-'));
  try {
    await mkdir(join(folder, 'b'));
    for (const name of ['b/2.PNG', 'a.jpg', 'b/1.bmp', 'notes.txt'])
      await writeFile(join(folder, name), '');
    expect((await findImages(folder)).map((file) => file.name)).toEqual([
      'a.jpg',
      'b/1.bmp',
      'b/2.PNG',
    ]);
    expect(await findImages(join(folder, 'notes.txt'))).toHaveLength(1);
    await expect(findImages(join(folder, 'none'))).rejects.toMatchObject({ code: 'folder-layout' });
    await rm(join(folder, 'b'), { recursive: true });
    await rm(join(folder, 'a.jpg'));
    await expect(findImages(folder)).rejects.toThrow(/no image/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a part is named by its file, or by the first group of a pattern', () => {
  expect(partNamer(undefined)('lot7/part-3_cam1.jpg')).toBe('lot7/part-3_cam1');
  expect(partNamer('(part-\\d+)_cam')('lot7/part-3_cam1.jpg')).toBe('part-3');
  expect(partNamer('\\d+')('part-3.jpg')).toBe('3');
  expect(() => partNamer('(x\\d)')('part-3.jpg')).toThrow(
    /finds no part in the file name part-3.jpg/,
  );
  expect(() => partNamer('(')).toThrow(/not a regular expression/);
});

test('no more than so many at once, all of them, and the first error stops the rest', async () => {
  let [running, most, done] = [0, 0, 0];
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await turnOfTheLoop();
    running--;
    if (item === 20) throw new Error('twenty');
    done++;
  };
  await inParallel(
    Array.from({ length: 15 }, (_, i) => i),
    4,
    work,
  );
  expect([most, done]).toEqual([4, 15]);
  await expect(
    inParallel(
      Array.from({ length: 100 }, (_, i) => i),
      4,
      work,
    ),
  ).rejects.toThrow('twenty');
  expect(done).toBeLessThan(15 + 30);
  expect(running).toBe(0);
});
