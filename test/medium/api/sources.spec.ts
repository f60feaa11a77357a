import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditEntry, Source } from '#contracts';
import { ConnectedLine } from '../../support/connected-line.js';
import { bodyOf, expectProblem, json } from '../../support/http.js';

let line: ConnectedLine;
const all = '/v1/stations/line-1/sources';

beforeAll(async () => {
  line = await ConnectedLine.start();
  await mkdir(join(line.folder, 'drop/a'), { recursive: true });
});

afterAll(() => line.stop());

const add = (id: string, path: string, more: object = {}) =>
  line.ask(all, json('POST', { id, settings: { path, ...more }, by: 'anna' }));

async function trail(): Promise<AuditEntry[]> {
  const answer = await line.ask('/v1/stations/line-1/audit');
  return (await bodyOf<{ items: AuditEntry[] }>(answer)).items;
}

test('a source is added, read, changed, paused and removed, and the audit trail has each change', async () => {
  const added = await add('a', 'a');
  expect(added.status).toBe(201);
  const source = await bodyOf<Source>(added);
  expect(source).toMatchObject({ id: 'a', addedBy: 'anna', paused: false });
  expect(source.settings).toMatchObject({ path: join(line.folder, 'drop/a'), afterwards: 'move' });
  expect(source.state).toMatchObject({ state: 'starting', pushed: 0 });
  await line.ask(`${all}/a`, json('PATCH', { settings: { order: 'time' } }));
  await line.ask(`${all}/a`, json('PATCH', { paused: true }));
  await line.ask(`${all}/a`, json('PATCH', { paused: true }));
  const read = await bodyOf<Source>(await line.ask(`${all}/a`));
  expect(read).toMatchObject({ paused: true, settings: { order: 'time', afterwards: 'move' } });
  expect((await line.ask(`${all}/a?by=ben`, { method: 'DELETE' })).status).toBe(204);
  const entries = (await trail()).toReversed().map(({ action, by, detail }) => ({ action, by, detail })); // prettier-ignore
  expect(entries.slice(-4)).toMatchObject([
    { action: 'source-added', by: 'anna', detail: { path: join(line.folder, 'drop/a') } },
    { action: 'source-changed', detail: { order: { from: 'name', to: 'time' } } },
    { action: 'source-paused', detail: { paused: { from: false, to: true } } },
    { action: 'source-removed', by: 'ben' },
  ]);
  await expectProblem(await line.ask(`${all}/a`), 404, 'source-not-found');
});

test('a folder outside of what is allowed is refused, whether it is there or not, and by whichever way', async () => {
  const drop = join(line.folder, 'drop');
  await symlink('/etc', join(drop, 'link'));
  await mkdir(join(line.folder, 'drop-2'));
  for (const path of [
    '/etc',
    '/not/there',
    '../',
    'a/../../drop-2',
    'link',
    'link/ssl',
    `${drop}-2`,
  ])
    // prettier-ignore
    await expectProblem(await add('x', path), 422, 'folder-not-allowed');
});

test('a folder that is not there, is none, or is read by another source is refused by name', async () => {
  await writeFile(join(line.folder, 'drop/file'), '');
  for (const path of ['absent', 'file']) {
    const problem = await expectProblem(await add('x', path), 422, 'folder-unusable');
    expect(problem['detail']).toContain(join(line.folder, 'drop', path));
  }
  expect((await add('first', 'a')).status).toBe(201);
  await mkdir(join(line.folder, 'drop/a/deep'));
  for (const path of ['a', 'a/deep', '.']) {
    const problem = await expectProblem(await add('second', path), 422, 'folder-unusable');
    expect(problem['detail']).toContain('source first of station line-1');
  }
  await mkdir(join(line.folder, 'drop/b'));
  await expectProblem(await add('first', 'b'), 409, 'source-exists');
  await line.removeSource('first');
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be written is refused, unless its files stay (skipped for root, who may write anywhere)',
  async () => {
    await mkdir(join(line.folder, 'drop/read-only'));
    await chmod(join(line.folder, 'drop/read-only'), 0o500);
    await expectProblem(await add('x', 'read-only'), 422, 'folder-unusable');
    expect((await add('x', 'read-only', { afterwards: 'keep' })).status).toBe(201);
  },
);

test.each([
  [{ facts: '(' }, 'is no regular expression'],
  [{ facts: '.+' }, 'has no named group'],
  [{ facts: '(?<serial>.+)' }, 'known are part, lot, time'],
  [{ names: ['a/*.png'] }, 'without a folder'],
  [{ settleMs: 1 }, 'settings.settleMs'],
  [{ other: 1 }, 'other'],
])('the settings %j are refused: %s', async (settings, why) => {
  const problem = await expectProblem(await add('x', 'a', settings), 400, 'validation-failed');
  expect(problem['detail']).toContain(why);
});

test('a source of a station that there is not is refused', async () => {
  const body = json('POST', { id: 'x', settings: { path: 'a' } });
  await expectProblem(await line.ask('/v1/stations/none/sources', body), 404, 'station-not-found');
});
