import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decode, readHeader } from '#images';
import { writeFolder } from './mvtec-folder.js';

test('a folder in MVTec AD layout: every defect has its mask, of its size and not empty', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-line-'));
  try {
    const line = { seed: 5, defects: 0.5, width: 128, height: 96 };
    await writeFolder(folder, line, { normals: 3, count: 16 }, () => undefined);
    expect(await readdir(join(folder, 'train/good'))).toHaveLength(3);
    expect(await readdir(join(folder, 'test/good'))).toHaveLength(8);
    const kinds = (await readdir(join(folder, 'test'))).filter((kind) => kind !== 'good');
    expect(kinds).toHaveLength(8);
    for (const kind of kinds)
      for (const name of await readdir(join(folder, 'test', kind))) {
        const masked = name.replace('.jpg', '_mask.png');
        const mask = await readFile(join(folder, 'ground_truth', kind, masked));
        expect(await readHeader(mask)).toMatchObject({ width: 128, height: 96 });
        const { pixels } = await decode(mask, { width: 128, height: 96 });
        expect(new Set(pixels)).toEqual(new Set([0, 255]));
      }
  } finally {
    await rm(folder, { recursive: true });
  }
});
