import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLayout } from './read-layout.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-layout-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function files(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
  }
}

test('upper-case endings, nested folders and both names of masks are found; the rest is passed over', async () => {
  await files(
    'train/good/b.JPG',
    'train/good/lot 2/a.TIFF',
    'train/good/.hidden.png',
    'train/good/Thumbs.db',
    'test/good/1.bmp',
    'test/scratch/x.png',
    'test/scratch/deep/y.jpeg',
    'test/scratch/z.webp',
    'test/notes.txt',
    'ground_truth/scratch/x.png',
    'ground_truth/scratch/deep/y_mask.PNG',
  );
  const set = await readLayout(root);
  expect(set.train.map((file) => file.slice(root.length + 1))).toEqual([
    'train/good/b.JPG',
    'train/good/lot 2/a.TIFF',
  ]);
  const found = set.test.map(({ file, type, mask }) => [
    file.slice(root.length + 1),
    type,
    mask?.slice(root.length + 1),
  ]);
  expect(found).toEqual([
    ['test/good/1.bmp', 'good', undefined],
    ['test/scratch/deep/y.jpeg', 'scratch', 'ground_truth/scratch/deep/y_mask.PNG'],
    ['test/scratch/x.png', 'scratch', 'ground_truth/scratch/x.png'],
    ['test/scratch/z.webp', 'scratch', undefined],
  ]);
});

test('folders reached by symbolic links count, a link to nowhere does not', async () => {
  await files('elsewhere/a.png', 'train/other', 'test/good/1.png');
  await symlink(join(root, 'elsewhere'), join(root, 'train', 'good'));
  await symlink(join(root, 'nowhere'), join(root, 'test', 'lost'));
  expect((await readLayout(root)).train).toHaveLength(1);
});

test.each([
  ['is not a folder', []],
  ['has no folder train/good', ['test/good/1.png']],
  ['train/good holds no images', ['train/good/readme.txt', 'test/good/1.png']],
  ['has no folder test', ['train/good/1.png']],
  ['test holds no images', ['train/good/1.png', 'test/good/readme.txt']],
])('a folder that %s is refused with what was expected', async (what, paths) => {
  await files(...paths);
  const folder = paths.length === 0 ? join(root, 'missing') : root;
  const refusal = await readLayout(folder).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'folder-layout' });
  expect((refusal as Error).message).toContain(what);
  expect((refusal as Error).message).toContain('test/<defect>/');
});
