import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { quantiseBackbone, resolveBackbone, type Quantised, type Size } from '#embedding';
import { decode, type RgbImage } from '#images';
import { startProgress } from '../progress.js';
import type { Settings } from '../settings.js';
import { openRuntime } from '../tensor-runtime.js';
import { imageNames } from '../distill/folder-images.js';

export interface QuantiseOptions {
  readonly pictures: string;
  readonly name?: string;
  readonly count: number;
  readonly seed: number;
  readonly out?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** Makes an int8 backbone from a float32 one; the pictures tell how far its activations reach. */
export async function quantise(
  nameOrFolder: string,
  options: QuantiseOptions,
  settings: Settings,
): Promise<void> {
  const { folder, manifest } = await resolveBackbone(nameOrFolder, settings.backboneFolders);
  const names = await chosen(options);
  const progress = startProgress('Pictures, twice', 2 * names.length);
  let done = 0;
  const onPicture = () => progress.update(++done);
  try {
    const made = await quantiseBackbone(folder, manifest, {
      runtime: await openRuntime(settings),
      cacheFolder: settings.compiledFolder,
      into: resolve(options.out ?? join(settings.dataFolder, 'backbones')),
      replace: options.replace ?? false,
      name: options.name ?? `${manifest.name}-int8`,
      pictures: () => pictures(options.pictures, names, manifest.inputSize, onPicture),
      source: `"${basename(resolve(options.pictures))}", drawn with seed ${options.seed}`,
    });
    progress.stop();
    report(made, options.json ?? false);
  } finally {
    progress.stop();
  }
}

/** Chooses as many pictures as are wanted, in an order that seed and name decide: one more picture moves no other. */
async function chosen({ pictures, count, seed }: QuantiseOptions): Promise<string[]> {
  const names = await imageNames(pictures);
  const placed = names.map((name) => ({ name, place: hashOf(`${seed}/${name}`) }));
  placed.sort((a, b) => (a.place < b.place ? -1 : 1));
  return placed.slice(0, count).map(({ name }) => name);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function* pictures(
  folder: string,
  names: readonly string[],
  size: Size,
  onPicture: () => void,
): AsyncGenerator<RgbImage> {
  for (const name of names) {
    yield await decode(await readFile(join(folder, name)), size);
    onPicture();
  }
}

function report({ folder, manifest, errors }: Quantised, json: boolean): void {
  const { name, sha256 } = manifest;
  if (json)
    return void process.stdout.write(`${JSON.stringify({ name, folder, sha256, ...errors })}\n`);
  process.stdout.write(`${name}\n`);
  for (const [tap, error] of Object.entries(errors.relative))
    process.stderr.write(`  ${tap}: ${(100 * error).toFixed(1)} % from float32\n`);
  process.stderr.write(
    `"${name}" is in ${folder}. It is a backbone of its own: judge it ("touchstone evaluate <folder> --backbone ${name}") ` +
      'before stations learn with it.\n',
  );
}
