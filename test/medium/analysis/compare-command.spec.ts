import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { compare } from '../../../apps/cli/src/compare/compare.js';
import type { CompareOptions } from '../../../apps/cli/src/compare/options.js';
import type { Comparison } from '../../../apps/cli/src/compare/ranked-rows.js';
import { registerCompare } from '../../../apps/cli/src/compare/register.js';
import { writeKindsSet } from '../../support/kinds-set.js';
import { patience } from '../../support/until.js';

// The shipped backbone on a simulated line, two of its kinds of defects, about 20 images of each: small, but the whole way.
const kinds = ['scratch', 'stain'];
let root: string;
let set: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-compare-'));
  set = join(root, 'set');
  await writeKindsSet(set, [...kinds, 'good'], 0.9);
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

const options = (change: Partial<CompareOptions> = {}): CompareOptions => ({
  backbone: ['touchstone-small'],
  pooling: ['gap', 'gmp', 'flatten', 'defect'],
  heads: ['none', 'linear'],
  l2: ['on'],
  objective: 'cross-entropy',
  epochs: 3,
  views: 1,
  seeds: 2,
  ...change,
});

async function said(work: () => Promise<void>): Promise<{ out: string; err: string }> {
  const text = { out: '', err: '' };
  const keep = (to: 'out' | 'err') => (some: unknown) => Boolean((text[to] += String(some)));
  vi.spyOn(process.stdout, 'write').mockImplementation(keep('out'));
  vi.spyOn(process.stderr, 'write').mockImplementation(keep('err'));
  await work();
  vi.restoreAllMocks();
  return text;
}

async function compared(change: Partial<CompareOptions> = {}): Promise<Comparison> {
  const { out } = await said(() => compare(set, options({ json: true, ...change })));
  return JSON.parse(out) as Comparison;
}

test('every way has its row, ranked, with sizes and figures of each seed; the same again gives the same', async () => {
  const result = await compared();
  expect(result).toMatchObject({ set: 'set', kinds, objective: 'cross-entropy', seeds: [1, 2] });
  const means = result.rows.map(({ precisionAt5 }) => precisionAt5.mean);
  expect(means).toEqual(means.toSorted((a, b) => b - a));
  expect(result.rows.map(({ standing }) => standing).indexOf('best')).toBe(0);
  expect(new Set(result.rows.map(({ pooling, head }) => `${pooling} ${head}`)).size).toBe(8);
  for (const { pooling, head, dimensions, bytes, imageAuroc, seeds } of result.rows) {
    expect(bytes).toBe(4 * dimensions);
    expect(dimensions).toBe(pooling === 'flatten' && head === 'none' ? 16 * 16 * 128 : 128);
    expect(seeds).toHaveLength(2);
    expect(imageAuroc === null).toBe(pooling === 'defect');
  }
  const again = await compared({ pooling: ['defect'] });
  const defects = result.rows.filter(({ pooling }) => pooling === 'defect');
  expect(again.rows.map(({ seeds }) => seeds)).toEqual(defects.map(({ seeds }) => seeds));
});

test('several backbones stand in one table; the picture holds every row', async () => {
  const other = join(root, 'other');
  await cp('models/touchstone-small', other, { recursive: true });
  const out = join(root, 'pictures', 'table.html');
  const change = { backbone: ['touchstone-small', other], pooling: ['gap' as const], heads: ['none' as const], out }; // prettier-ignore
  const { rows, objective, patches } = await compared(change);
  expect(objective).toBeNull();
  expect(patches).toHaveLength(2);
  expect(rows[0]!.seeds).toEqual(rows[1]!.seeds);
  expect((await readFile(out, 'utf8')).match(/<tr class=/g)).toHaveLength(2);
});

test('an objective without labels learns from the good parts too', async () => {
  const { rows } = await compared({ objective: 'simclr', views: 2, pooling: ['gap'], seeds: 1 });
  expect(rows.map(({ head }) => head).sort()).toEqual(['linear', 'none']);
});

test('Ctrl-C ends it without a table, and the exit code tells', async () => {
  const running = said(() => compare(set, options({ epochs: 10_000, heads: ['mlp'] })));
  await vi.waitFor(() => expect(process.listenerCount('SIGINT')).toBeGreaterThan(0), {
    interval: 1,
    ...patience,
  });
  process.emit('SIGINT');
  const { out, err } = await running;
  expect(process.exitCode).toBe(130);
  expect(out).toBe('');
  expect(err).toContain('Stopped');
});

test('too few images, views or unknown backbones are refused before anything is read', async () => {
  await expect(compare(set, options({ objective: 'moco' }))).rejects.toThrow(/--views is 1/);
  const unknown = options({ backbone: ['touchstone-small', 'nothing'] });
  await expect(compare(set, unknown)).rejects.toMatchObject({ code: 'backbone-not-found' });
  const one = join(root, 'one');
  await cp(set, one, { recursive: true });
  await rm(join(one, 'test', 'stain'), { recursive: true });
  await expect(compare(one, options())).rejects.toThrow(/is one, "scratch"/);
});

test.each([
  ['--pooling', 'gap,max', 'gap, gmp, flatten, defect'],
  ['--heads', 'deep', 'none, linear, mlp'],
  ['--l2', 'yes', 'on, off'],
  ['--objective', 'dino', 'cross-entropy, triplet'],
  ['--out', 'table.pdf', '.svg or .html'],
])('%s %s is refused with what there is', async (option, value, there) => {
  const program = new Command().exitOverride();
  registerCompare(program);
  program.commands[0]!.exitOverride();
  const { err } = await said(async () => {
    const asked = program.parseAsync(['compare', set, option, value], { from: 'user' });
    await expect(asked).rejects.toThrow();
  });
  expect(err).toContain(there);
});
