import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProduct, type Product } from '../support/product.js';

const main = resolve(import.meta.dirname, '../../dist/apps/cli/src/main.js');
let product: Product;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-cli-'));
  product = await startProduct();
});
afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** The command line as a user runs it, against the started product. */
function touchstone(...args: string[]): Promise<Ran> {
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) =>
      done({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}

const there = () => ['--url', product.url];

interface Line {
  file: string;
  verdict?: string;
  error?: { code: string };
  links?: { heatmap: string };
}
const linesOf = ({ stdout }: Ran) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

test('learn, inspect and simulate, one after the other', async () => {
  const line = join(folder, 'line');
  const made = await touchstone(
    'simulate',
    '--out',
    line,
    '--normals',
    '24',
    '--count',
    '16',
    '--size',
    '320x240',
  );
  expect(made).toMatchObject({ code: 0 });

  const learned = await touchstone('learn', 'press-1', join(line, 'train/good'), ...there());
  expect(learned).toMatchObject({ code: 0, stdout: expect.stringContaining('24 parts') as string });
  expect(learned.stdout).toContain('PROVISIONAL: 75 more good parts');
  expect(learned.stdout).toContain('is active');

  const inspected = await touchstone(
    'inspect',
    'press-1',
    join(line, 'test'),
    '--json',
    ...there(),
  );
  expect(inspected).toMatchObject({ code: 0 });
  const lines = linesOf(inspected);
  expect(lines).toHaveLength(16);
  const holes = lines.filter((one) => one.file.startsWith('missing-hole/'));
  expect(holes.every((one) => one.verdict === 'defect' || one.verdict === 'review')).toBe(true);
  const heatmap = await fetch(new URL(holes[0]!.links!.heatmap, product.url));
  expect(heatmap.headers.get('content-type')).toContain('image/png');

  const pushed = await touchstone(
    'simulate',
    '--station',
    'press-1',
    '--count',
    '5',
    '--rate',
    '20',
    '--size',
    '320x240',
    ...there(),
  );
  expect(pushed).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('Pushed 5 frames') as string,
  });
});

test('one bad image among others is told by name and fails the command, the others have verdicts', async () => {
  const line = join(folder, 'line');
  await writeFile(join(line, 'test/good/broken.jpg'), 'GIF89a not really');
  const ran = await touchstone('inspect', 'press-1', join(line, 'test/good'), '--json', ...there());
  expect(ran.code).toBe(1);
  const failed = linesOf(ran).filter((one) => one.error);
  expect(failed).toEqual([expect.objectContaining({ file: 'broken.jpg' })]);
  expect(failed[0]!.error!.code).toBe('not-an-image');
  expect(linesOf(ran).filter((one) => one.verdict)).toHaveLength(8);
  expect(ran.stderr).toContain('1 of 9 images have no verdict');
});

test('a station that is not there, and a service that is not there, are one clear line', async () => {
  const image = join(folder, 'line/train/good/00000.jpg');
  const nowhere = await touchstone('inspect', 'no-such', image, ...there());
  expect(nowhere).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('[station-not-found]') as string,
  });
  expect(nowhere.stderr).not.toContain('    at ');
});
