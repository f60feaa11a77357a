import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { stationId, TouchstoneError } from '#contracts';
import { findImages, type ImageFile } from '../client/image-files.js';
import { uploadOfFile } from '../client/upload-file.js';
import { seeded } from '#simulation';
import type { DemoFrame, DemoLine, Known } from './demo-line.js';

interface KnownFile {
  file: ImageFile;
  known: Known;
}

interface Split {
  normals: readonly ImageFile[];
  tests: readonly KnownFile[];
}

const leastNormals = 10;
const mostCheckFrames = 60;
/** Share of a flat folder that is learned from. */
const normalShare = 0.7;

/**
 * Returns a line of one's own images: `train/good` to learn from and `test/` to inspect where the folder is laid out
 * like MVTec AD; else all its images are taken as good, most of them to learn from.
 * @throws TouchstoneError folder-layout when there are too few images.
 */
export async function folderLine(folder: string, seed: number): Promise<DemoLine> {
  const split = existsSync(join(folder, 'train', 'good'))
    ? await splitLaidOut(folder, seed)
    : await splitFlat(folder, seed);
  checkEnough(folder, split);
  const run = randomUUID();
  const frameAt = (index: number) => frameOf(split.tests, index, run);
  return {
    station: stationNameOf(folder),
    title: `Images of ${basename(resolve(folder))}`,
    normals: split.normals.length,
    faultyShare: null,
    normalAt: (index) => uploadOfFile(split.normals[index]!, partOf(split.normals[index]!)),
    frames: split.tests.length,
    frameAt,
    checkFrames: Math.min(split.tests.length, mostCheckFrames),
    checkFrameAt: frameAt,
    // How plain the defects of a stranger's images are is not known, only that there are some.
    mustFlag: (plain) => Math.min(plain, 1),
  };
}

async function splitLaidOut(folder: string, seed: number): Promise<Split> {
  const normals = await findImages(join(folder, 'train', 'good'));
  const tests = (await findImages(join(folder, 'test'))).map((file) => {
    const kind = file.name.split('/')[0]!;
    const known: Known =
      kind === 'good' ? { kind: 'good' } : { kind: 'defect', name: kind, plain: true };
    return { file, known };
  });
  return { normals, tests: shuffled(tests, seed) };
}

async function splitFlat(folder: string, seed: number): Promise<Split> {
  const files = shuffled(await findImages(folder), seed);
  const normals = Math.max(leastNormals, Math.round(files.length * normalShare));
  const tests = files.slice(normals).map((file) => ({ file, known: { kind: 'unknown' } as const }));
  return { normals: files.slice(0, normals), tests };
}

function checkEnough(folder: string, { normals, tests }: Split): void {
  if (normals.length >= leastNormals && tests.length > 0) return;
  throw new TouchstoneError(
    'folder-layout',
    `${folder} has ${normals.length} images to learn from and ${tests.length} to inspect; expected at least ${leastNormals} and 1. Give a folder in MVTec AD layout (train/good, test/...), or a flat folder of at least ${leastNormals + 1} images of good parts.`,
  );
}

async function frameOf(
  tests: readonly KnownFile[],
  index: number,
  run: string,
): Promise<DemoFrame> {
  const { file, known } = tests[index % tests.length]!;
  const upload = await uploadOfFile(file, partOf(file));
  const capturedAt = new Date().toISOString();
  const idempotencyKey = `${run}-${index}`;
  return { upload: { ...upload, facts: { ...upload.facts, capturedAt, idempotencyKey } }, known };
}

function partOf(file: ImageFile): string {
  return file.name.slice(-200);
}

function stationNameOf(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, '-');
  const parsed = stationId.safeParse(name.replace(/^[-_]+/, '').slice(0, 60));
  return parsed.success ? parsed.data : 'images';
}

/** Fisher and Yates, by the seed. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const mixed = [...items];
  const numbers = seeded(seed, 'shuffle');
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = numbers.whole(last + 1);
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
