import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { train, type TrainOptions } from '../../../apps/cli/src/train/train.js';
import { withTools } from '../../../apps/cli/src/analysis/tools.js';
import { writeKindsSet } from '../../support/kinds-set.js';
import { smallerBackbone, writeSmallerBackbone } from '../../support/smaller-backbone.js';
import { patience } from '../../support/until.js';

// The shipped backbone on a simulated line, three of its kinds of defects, 24 images of each: small, but the whole way.
const kinds = ['missing-hole', 'scratch', 'stain'];
let root: string;
let set: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-train-'));
  set = join(root, 'set');
  await writeSmallerBackbone(join(root, 'data', 'backbones'));
  await writeKindsSet(set, kinds);
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  process.exitCode = undefined;
  vi.stubEnv('TOUCHSTONE_DATA', join(root, 'data'));
  return () => {
    process.exitCode = undefined;
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  };
});

interface Said {
  out: string;
  err: string;
}

async function said(
  work: () => Promise<void>,
  onErr: (text: string) => void = () => undefined,
): Promise<Said> {
  const text = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((some) =>
    Boolean((text.out += String(some))),
  );
  vi.spyOn(process.stderr, 'write').mockImplementation((some) => {
    text.err += String(some);
    onErr(String(some));
    return true;
  });
  await work();
  vi.restoreAllMocks();
  return text;
}

const options = (name: string, change: Partial<TrainOptions> = {}): TrainOptions => ({
  objective: 'cross-entropy',
  out: join(root, name),
  backbone: smallerBackbone,
  head: 'linear',
  epochs: 20,
  views: 4,
  seed: 1,
  ...change,
});
const head = (name: string) => readFile(join(root, name, 'defect-head.bin'));

test('a new backbone is written, opens, and has its curves; what decided is told apart', async () => {
  const { out } = await said(() => train(set, options('whole', { json: true })));
  const report = JSON.parse(out) as {
    better: boolean;
    deciding: { base: number; trained: number };
    history: unknown[];
  };
  expect(report).toMatchObject({ set: 'set', better: true });
  expect(report.deciding.trained).toBeGreaterThanOrEqual(report.deciding.base);
  const log = await readFile(join(root, 'whole', 'training.json'), 'utf8');
  expect(JSON.parse(log)).toMatchObject({ better: true, deciding: report.deciding });
  const curves = await readFile(join(root, 'whole', 'curves.svg'), 'utf8');
  expect(curves.match(/<circle /g)).toHaveLength(2 * report.history.length);
  expect(curves).toContain('>precision at 5, validation<');
  await withTools(join(root, 'whole'), ({ backbone }) => {
    expect(backbone.manifest.name).toBe('whole');
    const vector = new Float32Array(backbone.dimensions);
    vector[0] = 1;
    const turned = backbone.defectHead!(vector);
    expect(Math.hypot(...turned)).toBeCloseTo(1, 4);
    expect(turned).not.toEqual(vector);
    return Promise.resolve();
  });
});

test('resumed from an earlier epoch it ends with the same file; with other settings, views or images it is refused', async () => {
  const from = join(root, 'again.checkpoints');
  await cp(join(root, 'whole.checkpoints'), from, { recursive: true });
  const epochs = (await readdir(from)).sort();
  for (const late of epochs.slice(2)) await rm(join(from, late), { recursive: true });
  const again = (change: Partial<TrainOptions> = {}) =>
    said(() => train(set, options('again', { resume: true, ...change })));
  const refused = (message: RegExp) => ({
    code: 'validation-failed',
    message: expect.stringMatching(message) as string,
  });
  await expect(again({ seed: 2 })).rejects.toMatchObject(refused(/other settings: seed 1 there, 2 now/)); // prettier-ignore
  await expect(again({ views: 5 })).rejects.toMatchObject(refused(/other vectors/));
  const fewer = join(root, 'fewer');
  await cp(set, fewer, { recursive: true });
  const [first] = (await readdir(join(fewer, 'test', 'stain'))).sort();
  await rm(join(fewer, 'test', 'stain', first!));
  await expect(said(() => train(fewer, options('again', { resume: true })))).rejects.toMatchObject(
    refused(/other vectors/),
  );

  await again();
  expect(await head('again')).toEqual(await head('whole'));
});

test('a run that starts anew leaves no checkpoint of an earlier one', async () => {
  await cp(join(root, 'whole.checkpoints'), join(root, 'anew.checkpoints'), { recursive: true });
  await said(() => train(set, options('anew', { epochs: 2, seed: 3 })));
  expect(await readdir(join(root, 'anew.checkpoints'))).toHaveLength(2);
});

test('resumed where no checkpoint is, it says that it starts anew', async () => {
  const { err } = await said(() => train(set, options('none-yet', { resume: true, epochs: 1 })));
  expect(err).toContain('There is no checkpoint in');
});

test('Ctrl-C ends it soon, keeps the checkpoint, says how to go on, and the exit code tells', async () => {
  const stopped = join(root, 'stopped.checkpoints');
  // Thousands of epochs: it cannot end by itself before it is stopped.
  const long = options('stopped', { epochs: 10_000, objective: 'simclr' });
  const running = said(() => train(set, long));
  await vi.waitFor(async () => expect((await readdir(stopped)).length).toBeGreaterThan(0), {
    timeout: 60_000,
    interval: 20,
  });
  process.emit('SIGINT');
  const { out, err } = await running;
  expect(process.exitCode).toBe(130);
  const epochs = (await readdir(stopped)).filter((name) => /^epoch-\d+$/.test(name)).sort();
  const last = Number(epochs.at(-1)!.slice('epoch-'.length));
  expect(last).toBeLessThan(long.epochs);
  expect(err).toContain(`The checkpoint of epoch ${last} stays in ${stopped}`);
  expect(err).toContain('--resume');
  expect(out).toBe('');
  expect(await readdir(root)).not.toContain('stopped');
});

test('stopped before the first epoch, it says that nothing was kept', async () => {
  const early = said(() => train(set, options('early')));
  await vi.waitFor(() => expect(process.listenerCount('SIGINT')).toBeGreaterThan(0), {
    interval: 1,
    ...patience,
  });
  process.emit('SIGINT');
  expect((await early).err).toContain('before the first epoch ended');
  expect(process.exitCode).toBe(130);
});

test('a name that a backbone cannot have, and too few kinds or images, are refused before anything is made', async () => {
  await expect(train(set, options('My Model!'))).rejects.toMatchObject({
    code: 'validation-failed',
    message: expect.stringMatching(/"my model!" cannot be one.*a to z/) as string,
  });
  const few = join(root, 'few');
  await cp(set, few, { recursive: true });
  const [one, two, three] = kinds as [string, string, string];
  for (const file of (await readdir(join(few, 'test', one))).slice(4))
    await rm(join(few, 'test', one, file));
  await expect(train(few, options('few-images'))).rejects.toMatchObject({
    code: 'validation-failed',
    message: expect.stringContaining(`needs 6 images at least`) as string,
  });
  await expect(train(few, options('few-images'))).rejects.toThrow(`"${one}" with 4 images`);
  for (const gone of [one, two]) await rm(join(few, 'test', gone), { recursive: true });
  await expect(train(few, options('few-kinds'))).rejects.toThrow(`is one, "${three}" with 24`);
  const names = await readdir(root);
  for (const refused of ['few-images', 'few-kinds', 'My Model!'])
    expect(names.filter((name) => name.startsWith(refused))).toEqual([]);
});
