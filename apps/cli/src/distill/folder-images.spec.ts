import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodePng } from '#images';
import { folderImages } from './folder-images.js';

const png = (width: number, height: number, value: number) =>
  encodePng({ width, height, pixels: new Uint8Array(width * height * 3).fill(value) });

describe('folderImages', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'photographs-'));
    await mkdir(join(folder, 'b'));
    await writeFile(join(folder, 'b', 'wide.png'), await png(60, 30, 10));
    await writeFile(join(folder, 'tall.PNG'), await png(20, 40, 200));
    await writeFile(join(folder, 'notes.txt'), 'not an image');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('reads all images at any depth by name, shorter side 256, and says how far it is', async () => {
    const progress: number[][] = [];
    const source = await folderImages(folder, (...at) => progress.push(at));
    expect(source.count).toBe(2);
    expect(source.image(0)).toMatchObject({ width: 512, height: 256 });
    expect(source.image(1)).toMatchObject({ width: 256, height: 512 });
    expect(source.image(1).pixels[0]).toBe(200);
    expect(progress.at(-1)).toEqual([2, 2]);
  });

  it('has another identity when an image is another', async () => {
    const before = await folderImages(folder, () => undefined);
    await writeFile(join(folder, 'tall.PNG'), await png(20, 40, 201));
    const after = await folderImages(folder, () => undefined);
    expect(after.identity).not.toBe(before.identity);
  });

  it('refuses a folder without images by name', async () => {
    await rm(join(folder, 'b'), { recursive: true });
    await rm(join(folder, 'tall.PNG'));
    await expect(folderImages(folder, () => undefined)).rejects.toThrow(folder);
  });
});
