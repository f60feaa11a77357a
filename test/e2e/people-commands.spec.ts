import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Inspection } from '#contracts';
import { paintedPart } from '../support/painted-parts.js';
import { type Product, startProduct } from '../support/product.js';
import { inspectFrame, patientClient, putStation, teachStation } from '../support/station.js';
import { until } from '../support/until.js';

const main = resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');
const station = 'press-1';
let product: Product;
let folder: string;
let good: string;
let stained: string;
let defect: Inspection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-people-'));
  product = await startProduct();
  const settings = { bank: { rows: 200, seed: 1 }, screen: { enabled: false, mostGood: 0.05 } };
  await teachStation(patientClient(product.url), station, { normals: 16, settings });
  [good, stained] = [join(folder, 'good.jpg'), join(folder, 'stained.jpg')];
  await writeFile(good, await paintedPart(10_000));
  await writeFile(stained, await paintedPart(3, { stain: true }));
  defect = await pushed(3, true);
}, 300_000);

afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

async function pushed(seed: number, stain: boolean): Promise<Inspection> {
  const bytes = await paintedPart(seed, { stain });
  return inspectFrame(patientClient(product.url), station, {
    bytes,
    mediaType: 'image/jpeg',
    facts: {},
  });
}

/** The command line as a user runs it, against the started product. */
function touchstone(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, TOUCHSTONE_DATA: product.dataFolder };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [main, ...args, '--url', product.url],
      { env },
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

async function told<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await touchstone(...args, '--json');
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

test('replay gives the same number again on this machine', async () => {
  const replayed = await told<{ same: boolean; difference: number; changed: unknown[] }>('replay', defect.frameId); // prettier-ignore
  expect(replayed).toMatchObject({ same: true, changed: [] });
  const { stdout } = await touchstone('replay', defect.frameId);
  expect(stdout).toContain('the same again');
});

test('a defect is answered, remembered, found by its name, and taken out of the memory again', async () => {
  const answered = await touchstone(
    ...['review', defect.frameId, 'defect', '--name', 'stain', '--by', 'anna'],
  );
  expect(answered).toMatchObject({ code: 0, stdout: expect.stringContaining('defect (stain), anna; is remembered') as string }); // prettier-ignore
  const { answers, figures } = await told<{ answers: { name: string }[]; figures: { confirmedDefects: number } }>('reviews', station); // prettier-ignore
  expect(answers.map(({ name }) => name)).toEqual(['stain']);
  expect(figures.confirmedDefects).toBe(1);
  const { items } = await told<{ items: { id: string; name: string }[] }>('memory', station);
  expect(items).toMatchObject([{ name: 'stain', undoneAt: null }]);

  // A worker looks at the station's record once a second.
  const alike = await until(async () => {
    const shown = await pushed(3, true);
    return shown.lookAlike === null ? null : shown;
  });
  expect(alike.lookAlike?.entryId).toBe(items[0]!.id);
  await told('memory', 'undo', station, items[0]!.id);
  // The memory of then is replayed, not that of now.
  expect(await told('replay', alike.frameId)).toMatchObject({ same: true });
});

test('similar: the frames that look like one, as text, JSON and a list with serials', async () => {
  const { items } = await told<{ items: { distance: number }[] }>('similar', defect.frameId, '--station', station); // prettier-ignore
  expect(items.length).toBeGreaterThan(0);
  expect(items[0]!.distance).toBeCloseTo(0, 3);
  const part = ['--region', '0.3,0.2,0.4,0.5', '--station', station];
  expect((await touchstone('similar', defect.frameId, ...part)).stdout).toContain('were compared, exactly'); // prettier-ignore
  expect((await touchstone('similar', defect.frameId, '--csv')).stdout).toMatch(/^rank,distance,part/); // prettier-ignore
  const alone = await touchstone('similar', good);
  expect(alone).toMatchObject({ code: 1, stderr: expect.stringContaining('name their folder too') as string }); // prettier-ignore
});

test('replay names what is otherwise: the image that is stored now is another one', async () => {
  const frame = await pushed(41, false);
  await replaceImage(frame.frameId, await paintedPart(42, { stain: true }));
  const { code, stdout } = await touchstone('replay', frame.frameId);
  expect(code).toBe(1);
  expect(stdout).toContain('ANOTHER score');
  expect(stdout).toMatch(/image: was [0-9a-f]{64}, is [0-9a-f]{64}/);
});

async function replaceImage(frameId: string, bytes: Buffer): Promise<void> {
  const frames = join(product.dataFolder, 'blobs', 'frames');
  const names = await readdir(frames, { recursive: true });
  await writeFile(
    join(
      frames,
      names.find((name) => name.endsWith(frameId))!,
    ),
    bytes,
  );
}

test('golden parts: set, challenged, and the log tells it; a part that comes out wrong keeps the station shut', async () => {
  await told('golden', 'set', station, 'good-1', '--verdict', 'ok', '--title', 'Master part');
  await told('golden', 'set', station, 'bad-1', '--verdict', 'defect');
  await putStation(patientClient(product.url), station, { challenge: { required: true } });
  const wrong = await touchstone('challenge', station, `good-1=${good}`, `bad-1=${good}`);
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/FAILED {2}bad-1/);
  const right = await touchstone('challenge', station, `good-1=${good}`, `bad-1=${stained}`);
  expect(right).toMatchObject({ code: 0, stdout: expect.stringContaining('Open') as string });
  const log = await touchstone('challenge', station);
  expect(log.stdout).toMatch(/passed {2}bad-1/);
  expect((await touchstone('challenge', station, 'good-1')).stderr).toContain('<part>=<image>');
  const listed = await touchstone('golden', station);
  expect(listed.stdout).toContain('good-1  must be ok  Master part');
});
