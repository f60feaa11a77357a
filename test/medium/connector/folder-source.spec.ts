import { access, appendFile, mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'; // prettier-ignore
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConnectedLine, dropFile, startConnector, type StartedConnector } from '../../support/connected-line.js'; // prettier-ignore
import { json } from '../../support/http.js';
import { someJpeg, somePng } from '../../support/pictures.js';
import { until } from '../../support/until.js';

let line: ConnectedLine;
let connector: StartedConnector;

beforeAll(async () => {
  line = await ConnectedLine.start();
  connector = await startConnector(line.environment);
});

afterAll(async () => {
  await connector.stop();
  await line.stop();
});

const names = (prefix: string, from: number, until: number) =>
  Array.from({ length: until - from }, (_, index) => `${prefix}-${from + index}`);

async function dropAll(folder: string, parts: readonly string[]): Promise<void> {
  for (const [index, part] of parts.entries())
    await dropFile(join(folder, `${part}.png`), await somePng(index + 1));
}

const arrived = (prefix: string, count: number) =>
  until(async () => ((await line.parts(prefix)).length >= count ? line.parts(prefix) : null));

test('files become frames in the order of their names, with part id, and lie in "done" afterwards', async () => {
  const folder = await line.addSource('order');
  const parts = names('order', 1, 31);
  await dropAll(folder, parts.toReversed());
  expect((await arrived('order', 30)).toSorted()).toEqual(parts.toSorted());
  await until(async () => (await line.source('order')).state.pushed === 30);
  expect(await readdir(folder)).toEqual(['done']);
  expect((await line.source('order')).state).toMatchObject({ state: 'running', waitingFiles: 0 });
});

test('files that lie there when it begins keep their order', async () => {
  const folder = await line.addSource('begin', { afterwards: 'delete', order: 'name' });
  await line.ask('/v1/stations/line-1/sources/begin', json('PATCH', { paused: true }));
  await until(async () => (await line.source('begin')).state.state === 'paused');
  const parts = names('begin', 1, 25);
  await dropAll(folder, parts.toReversed());
  await line.ask('/v1/stations/line-1/sources/begin', json('PATCH', { paused: false }));
  expect(await arrived('begin', 24)).toEqual(parts);
  await until(async () => (await readdir(folder)).length === 0);
});

test('a file that is being written is never read: it becomes one frame, whole', async () => {
  const folder = await line.addSource('half');
  const bytes = await someJpeg(7, 400, 300);
  const path = join(folder, 'half-b.jpg');
  for (let at = 0, step = Math.ceil(bytes.length / 5); at < bytes.length; at += step) {
    await appendFile(path, bytes.subarray(at, at + step));
    await dropFile(join(folder, `half-a-${at}.png`), await somePng(at + 1));
    await until(async () => (await line.parts(`half-a-${at}`)).length === 1);
  }
  await arrived('half-b', 1);
  await until(async () => (await line.source('half')).state.waitingFiles === 0);
  expect(await line.parts('half-b')).toHaveLength(1);
  expect((await line.source('half')).state.refused).toBe(0);
  expect(await readFile(join(folder, 'done', 'half-b.jpg'))).toEqual(bytes);
});

test('while the API is away nothing is lost, nothing doubled, and the order is kept', async () => {
  const folder = await line.addSource('away', { pileUp: 10 });
  const parts = names('away', 100, 140);
  await dropAll(folder, parts.slice(0, 5));
  await arrived('away', 5);
  await line.api.stop();
  await dropAll(folder, parts.slice(5));
  const metrics = () => fetch(`${connector.url}/metrics`).then((answer) => answer.text());
  await until(async () =>
    (await metrics()).includes('touchstone_source_piled_up{station="line-1",source="away"} 1'),
  );
  expect(await (await fetch(`${connector.url}/health/ready`)).text()).toContain('1 piled up');
  await line.startApi();
  expect(await arrived('away', 40)).toEqual(parts);
  await until(async () => (await line.source('away')).state.waitingFiles === 0);
  expect(await line.parts('away')).toEqual(parts);
});

test('a refused file is set aside with its reason, and the rest goes on', async () => {
  const folder = await line.addSource('bad');
  await dropFile(join(folder, 'bad-2.png'), Buffer.from('this is no picture at all'));
  await dropFile(join(folder, 'bad-1.png'), await somePng(1));
  await dropFile(join(folder, 'bad-3.png'), await somePng(3));
  expect(await arrived('bad', 2)).toEqual(['bad-1', 'bad-3']);
  const why = join(folder, 'refused', 'bad-2.png.txt');
  await until(() => access(why).then(() => true, () => false)); // prettier-ignore
  expect(await readFile(why, 'utf8')).toMatch(/^bad-2\.png: .+ \(not-an-image\)\n$/);
  await until(async () => (await line.source('bad')).state.refused === 1);
});

test('files that stay in their folder are not pushed again by the next connector', async () => {
  const folder = await line.addSource('keep', { afterwards: 'keep', subfolders: true });
  await dropAll(join(folder, 'deep'), names('keep', 1, 4));
  await arrived('keep', 3);
  await until(async () => (await line.source('keep')).state.pushed === 3);
  await connector.stop();
  connector = await startConnector(line.environment);
  await dropAll(join(folder, 'deep'), ['keep-9']);
  await arrived('keep-9', 1);
  await until(async () => (await line.source('keep')).state.pushed === 4);
  expect(await line.parts('keep')).toHaveLength(4);
});

test('a folder that is gone is said, and taken up again when it is back', async () => {
  const folder = await line.addSource('gone');
  await rename(folder, `${folder}-away`);
  const said = await until(async () => {
    const { state } = await line.source('gone');
    return state.state === 'unreadable' && state;
  });
  expect(said.why).toContain(folder);
  const metrics = await (await fetch(`${connector.url}/metrics`)).text();
  expect(metrics).toContain('touchstone_source_readable{station="line-1",source="gone"} 0');
  await rename(`${folder}-away`, folder);
  await dropAll(folder, ['gone-1']);
  await arrived('gone', 1);
});

test('a folder in whose place a link to another one was put is not followed, and neither is a link in it', async () => {
  const folder = await line.addSource('link');
  const outside = join(line.folder, 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'link-1.png'), await somePng(1));
  await symlink(join(outside, 'link-1.png'), join(folder, 'link-2.png'));
  await dropAll(folder, ['link-3']);
  await arrived('link-3', 1);
  await rename(folder, `${folder}-away`);
  await symlink(outside, folder);
  const said = await until(async () => {
    const { state } = await line.source('link');
    return state.state === 'unreadable' && state;
  });
  expect(said.why).toContain('does not lie below');
  expect(await line.parts('link')).toEqual(['link-3']);
});
