import { type Blobs, openBlobs } from '#storage';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startS3, type TestS3 } from '../../support/s3-server.js';

const folder = await mkdtemp(join(tmpdir(), 'touchstone-blobs-'));
let s3: TestS3;

beforeAll(async () => {
  process.env['AWS_ACCESS_KEY_ID'] = 'test';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
  s3 = await startS3();
});

afterAll(async () => {
  await s3.stop();
  await rm(folder, { recursive: true, force: true });
});

const stores: [string, () => Blobs][] = [
  ['disk', () => openBlobs(pathToFileURL(folder).href)],
  ['S3', () => openBlobs(`s3://bucket/some/prefix?endpoint=${s3.endpoint}`)],
];

describe.each(stores)('%s', (_, open) => {
  test('what is put is what is got, whole, also by many at once and in one folder', async () => {
    const blobs = open();
    const all = Array.from({ length: 40 }, (_, index) => ({
      key: `frames/line-1/2026-01-31/${index}`,
      bytes: randomBytes(index * 1000),
    }));
    await Promise.all(all.map(({ key, bytes }) => blobs.put(key, bytes)));
    for (const { key, bytes } of all) expect(bytes.equals(await blobs.get(key))).toBe(true);
  });

  test('all blobs are listed with their sizes, but those of the folders that are left out', async () => {
    const blobs = open();
    const keys = ['la/x', 'lb-1/x', 'lb/1/x', 'lb/2/x', 'lb/3', 'lc/x', 'lc/y', 'ld/x'];
    for (const [index, key] of keys.entries()) await blobs.put(key, Buffer.alloc(index + 1));
    const listed = new Map<string, number>();
    for await (const { key, bytes } of blobs.list(new Set(['lb', 'frames', 'ld'])))
      if (/^l[a-d]/.test(key)) listed.set(key, bytes);
    expect(Object.fromEntries(listed)).toEqual({ 'la/x': 1, 'lb-1/x': 2, 'lc/x': 6, 'lc/y': 7 });
  });

  test('the same key again replaces the bytes', async () => {
    const blobs = open();
    await blobs.put('a/b', Buffer.from('long before'));
    await blobs.put('a/b', Buffer.from('now'));
    expect((await blobs.get('a/b')).toString()).toBe('now');
  });

  test('what is not there is blob-not-found; deleting it is no error', async () => {
    const blobs = open();
    await blobs.put('a/c', Buffer.from('x'));
    expect(await blobs.exists('a/c')).toBe(true);
    await blobs.delete('a/c');
    await blobs.delete('a/c');
    expect(await blobs.exists('a/c')).toBe(false);
    await expect(blobs.get('a/c')).rejects.toMatchObject({ code: 'blob-not-found' });
  });

  test('deleting a folder takes its blobs and no other, and it can be filled again', async () => {
    const blobs = open();
    for (const key of ['f/one/1', 'f/one/2', 'f/one/deep/3', 'f/one-more/4'])
      await blobs.put(key, Buffer.from(key));
    await blobs.deleteFolder('f/one');
    expect(await blobs.exists('f/one/deep/3')).toBe(false);
    expect(await blobs.exists('f/one-more/4')).toBe(true);
    await blobs.put('f/one/1', Buffer.from('back'));
    expect((await blobs.get('f/one/1')).toString()).toBe('back');
  });

  test('the check passes while the store takes blobs', async () => {
    await expect(open().check()).resolves.toBeUndefined();
  });
});

test('disk: no temporary file stays behind, and none can be read as a blob', async () => {
  const blobs = openBlobs(pathToFileURL(folder).href);
  await blobs.put('t/x', Buffer.from('x'));
  expect(await readdir(join(folder, 't'))).toEqual(['x']);
});

test.each(['../up', 'a/../b', '/a', 'a//b', '.hidden', 'a/.hidden', 'a\\b', ''])(
  'disk: the key %j never leaves the folder',
  async (key) => {
    await expect(
      openBlobs(pathToFileURL(folder).href).put(key, Buffer.from('x')),
    ).rejects.toThrow();
  },
);

test('disk: a folder that cannot be made is blobs-unavailable with the reason', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, 'not a folder');
  await expect(
    openBlobs(pathToFileURL(file).href).put('a/b', Buffer.from('x')),
  ).rejects.toMatchObject({
    code: 'blobs-unavailable',
    retry: true,
    facts: { reason: 'ENOTDIR' },
  });
});

test('S3: a store in trouble is blobs-unavailable', async () => {
  const blobs = openBlobs(`s3://bucket?endpoint=${s3.endpoint}`);
  s3.breakWith(500);
  await expect(blobs.put('a/b', Buffer.from('x'))).rejects.toMatchObject({
    code: 'blobs-unavailable',
  });
  await expect(blobs.check()).rejects.toMatchObject({ code: 'blobs-unavailable' });
  s3.breakWith(0);
  await expect(blobs.put('a/b', Buffer.from('x'))).resolves.toBeUndefined();
});

test('an address that is neither disk nor S3 is refused', () => {
  expect(() => openBlobs('ftp://somewhere')).toThrow(/neither/);
});

const small = join(folder, 'small');
const mounted = await mountSmallDisk();

afterEach(async () => {
  if (mounted) await rm(join(small, 'fill'), { force: true });
});

afterAll(() => {
  if (mounted) execFileSync('umount', [small]);
});

test.skipIf(!mounted)(
  'disk full (needs the right to mount a tmpfs): ENOSPC is said by name, and what was there stays',
  async () => {
    const blobs = openBlobs(pathToFileURL(small).href);
    await blobs.put('a/kept', randomBytes(1000));
    await expect(blobs.put('a/large', randomBytes(2_000_000))).rejects.toMatchObject({
      code: 'blobs-unavailable',
      facts: { reason: 'ENOSPC' },
      message: expect.stringContaining('the disk is full') as string,
    });
    expect(await readdir(join(small, 'a'))).toEqual(['kept']);
    await expect(blobs.put('a/small', randomBytes(1000))).resolves.toBeUndefined();
  },
);

async function mountSmallDisk(): Promise<boolean> {
  await mkdir(small, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
