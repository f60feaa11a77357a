import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ContainerWriter } from './container-writer.js';
import type { BackupHead } from './format.js';
import { readEntries } from './read-entries.js';
import { Seal } from './seal.js';
import { Tally } from './tally.js';

const folder = await mkdtemp(join(tmpdir(), 'touchstone-container-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const contents: [string, Buffer][] = [
  ['tables.json', Buffer.from('{"tables":[]}')],
  ['rows/frames/00001.copy.gz', Buffer.alloc(1000, 7)],
  ['blobs/frames/line-1/2026-01-31/a', Buffer.alloc(513, 1)],
  ['blobs/empty', Buffer.alloc(0)],
];

async function made(passphrase: string | null): Promise<string> {
  const path = join(folder, randomUUID());
  const seal =
    passphrase === null
      ? null
      : await Seal.make(passphrase, { cost: 2 ** 14, blockSize: 8, parallel: 1 });
  const head: BackupHead = {
    format: 'touchstone-backup/1',
    id: randomUUID(),
    takenAt: new Date().toISOString(),
    version: '1.2.3',
    migrations: ['first'],
    encryption: seal?.encryption ?? null,
  };
  const writer = await ContainerWriter.begin(`${path}.partial`, head, seal);
  for (const [name, bytes] of contents) await writer.append(name, bytes);
  await writer.finish(`${path}.partial`, path);
  return path;
}

async function read(path: string, passphrase: string | null = null): Promise<[string, Buffer][]> {
  const found: [string, Buffer][] = [];
  for await (const { name, bytes } of readEntries(path, passphrase)) found.push([name, bytes]);
  return found;
}

for (const passphrase of [null, 'correct horse'])
  test(`what is written is what is read, ${passphrase ? 'with' : 'without'} a passphrase`, async () => {
    const found = await read(await made(passphrase), passphrase);
    expect(found.slice(1, -1)).toEqual(contents);
    expect(found.map(([name]) => name).at(-1)).toBe('end.json');
  });

test('an encrypted file shows neither names nor contents', async () => {
  const text = (await readFile(await made('correct horse'))).toString('latin1');
  for (const hidden of ['line-1', 'frames', 'tables', '\u0007\u0007\u0007\u0007\u0007\u0007'])
    expect(text).not.toContain(hidden);
});

test('without the passphrase, or with another one, an encrypted file is not opened', async () => {
  const path = await made('correct horse');
  await expect(read(path)).rejects.toMatchObject({ code: 'backup-locked' });
  await expect(read(path, 'wrong')).rejects.toMatchObject({ code: 'backup-locked' });
});

/** Bytes all over the small file, altered one at a time: of contents, headers, padding and the end. */
for (const [passphrase, step] of [
  [null, 83],
  ['p', 997],
] as const)
  test(`one altered byte anywhere is found, ${passphrase ? 'with' : 'without'} a passphrase`, async () => {
    const path = await made(passphrase);
    const bytes = await readFile(path);
    for (let place = 0; place < bytes.length; place += step) {
      const copy = Buffer.from(bytes);
      copy[place]! ^= 0x20;
      await writeFile(path, copy);
      const failure = await read(path, passphrase).catch((error: unknown) => error);
      expect(failure, `the byte at ${place}`).toMatchObject({
        code: expect.stringMatching(/^backup-(damaged|locked)$/) as string,
      });
    }
  });

test('the entry with the altered byte is named', async () => {
  const path = await made(null);
  const bytes = await readFile(path);
  const place = bytes.indexOf(Buffer.alloc(64, 7));
  bytes[place + 100] = 8;
  await writeFile(path, bytes);
  await expect(read(path)).rejects.toThrow('the entry rows/frames/00001.copy.gz was altered');
});

test('a file that was cut short anywhere is refused', async () => {
  const path = await made(null);
  const bytes = await readFile(path);
  for (let length = 0; length < bytes.length; length += 768) {
    await writeFile(path, bytes.subarray(0, length));
    await expect(read(path), `${length} bytes`).rejects.toMatchObject({ code: 'backup-damaged' });
  }
});

test('what is appended, removed or put in another order is found', async () => {
  const path = await made(null);
  const bytes = await readFile(path);
  await writeFile(path, Buffer.concat([bytes, Buffer.alloc(512)]));
  await expect(read(path)).rejects.toMatchObject({ code: 'backup-damaged' });
  // The second entry of 1,536 bytes (two headers, one block) taken out.
  const first = bytes.indexOf('tables.json') - (bytes.indexOf('tables.json') % 512);
  await writeFile(
    path,
    Buffer.concat([bytes.subarray(0, first - 1024), bytes.subarray(first + 1024)]),
  );
  await expect(read(path)).rejects.toMatchObject({ code: 'backup-damaged' });
});

test('a file goes on behind what is whole of it', async () => {
  const path = await made(null);
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.indexOf(Buffer.alloc(64, 7)) + 100));
  const before = { tally: new Tally(), bytes: 0 };
  const reading = async () => {
    for await (const { written, endsAt } of readEntries(path, null)) {
      before.tally.take(written.name, written.sha256);
      before.bytes = endsAt;
    }
  };
  await expect(reading()).rejects.toThrow('cannot be read behind the entry tables.json');
  const writer = await ContainerWriter.goOn(path, null, before);
  for (const [name, content] of contents.slice(1)) await writer.append(name, content);
  await writer.finish(path, `${path}.done`);
  expect((await readFile(`${path}.done`)).equals(bytes)).toBe(true);
});
