import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { TouchstoneError } from '#contracts';

/** One image of test/: `type` is the folder below test/, `good` for good parts. */
export interface TestImage {
  readonly file: string;
  readonly type: string;
  /** Its mask's file; undefined where there is none. */
  readonly mask: string | undefined;
}

/** A set of images in the layout of MVTec AD. */
export interface EvaluationSet {
  readonly name: string;
  readonly folder: string;
  readonly train: readonly string[];
  readonly test: readonly TestImage[];
}

const imageEndings = new Set(['.jpg', '.jpeg', '.png', '.bmp', '.tif', '.tiff', '.webp']);
const expected =
  'Expected <folder>/train/good/ with images of good parts, <folder>/test/good/ and one folder <folder>/test/<defect>/ ' +
  'per kind of defect, and optionally masks in <folder>/ground_truth/<defect>/<name>.png or <name>_mask.png.';

/**
 * Finds the images and masks of a folder in MVTec AD's layout. Folders are searched to the bottom; a
 * defect's type is the folder directly below test/. Endings may be upper case; hidden files and files
 * that are no images are passed over.
 * @throws TouchstoneError folder-layout saying what is missing and what was expected.
 */
export async function readLayout(folder: string): Promise<EvaluationSet> {
  const root = resolve(folder);
  if (!(await isFolder(root))) throw badLayout(`${folder} is not a folder.`);
  const train = await imagesBelow(join(root, 'train', 'good'));
  if (train === undefined) throw badLayout(`${folder} has no folder train/good.`);
  if (train.length === 0) throw badLayout(`${folder}/train/good holds no images.`);
  const test = await testImages(root);
  if (test === undefined) throw badLayout(`${folder} has no folder test.`);
  if (test.length === 0) throw badLayout(`${folder}/test holds no images.`);
  return { name: basename(root), folder: root, train, test };
}

/**
 * Finds the pictures and masks below a folder's test/, which need no train/ beside them.
 * @throws TouchstoneError folder-layout where there is no test/, or no picture in it.
 */
export async function readTestImages(folder: string): Promise<TestImage[]> {
  const test = await testImages(resolve(folder));
  if (test !== undefined && test.length > 0) return test;
  const what = test === undefined ? 'has no folder test' : 'holds no images below test';
  throw new TouchstoneError(
    'folder-layout',
    `${folder} ${what}. Expected <folder>/test/good/ and one folder <folder>/test/<kind>/ per kind of defect, and optionally ` +
      'masks in <folder>/ground_truth/<kind>/<name>.png or <name>_mask.png; for a plain folder say --good or --bad.',
  );
}

function badLayout(what: string): TouchstoneError {
  return new TouchstoneError('folder-layout', `${what} ${expected}`);
}

async function testImages(root: string): Promise<TestImage[] | undefined> {
  const types = await foldersIn(join(root, 'test'));
  if (types === undefined) return undefined;
  const images: TestImage[] = [];
  for (const type of types) {
    const folder = join(root, 'test', type);
    const masks = type === 'good' ? undefined : await masksBelow(join(root, 'ground_truth', type));
    for (const file of (await imagesBelow(folder)) ?? [])
      images.push({ file, type, mask: masks?.get(stem(folder, file)) });
  }
  return images;
}

/** Masks by the path and name of the image they belong to. */
async function masksBelow(folder: string): Promise<Map<string, string>> {
  const masks = new Map<string, string>();
  for (const file of (await imagesBelow(folder)) ?? []) {
    masks.set(stem(folder, file).replace(/_mask$/i, ''), file);
  }
  return masks;
}

/** Path below `folder` without the ending. */
function stem(folder: string, file: string): string {
  return relative(folder, file).slice(0, -extname(file).length).split(sep).join('/');
}

/** Image files in name order; undefined when the folder is not there. */
async function imagesBelow(folder: string): Promise<string[] | undefined> {
  const entries = await namesIn(folder);
  if (entries === undefined) return undefined;
  const images: string[] = [];
  for (const name of entries) {
    const path = join(folder, name);
    if (await isFolder(path)) images.push(...((await imagesBelow(path)) ?? []));
    else if (imageEndings.has(extname(name).toLowerCase())) images.push(path);
  }
  return images;
}

async function foldersIn(folder: string): Promise<string[] | undefined> {
  const names = await namesIn(folder);
  if (names === undefined) return undefined;
  const kept: string[] = [];
  for (const name of names) if (await isFolder(join(folder, name))) kept.push(name);
  return kept;
}

/** Names that are not hidden, sorted; undefined when there is no such folder. */
async function namesIn(folder: string): Promise<string[] | undefined> {
  if (!(await isFolder(folder))) return undefined;
  const names = await readdir(folder);
  return names.filter((name) => !name.startsWith('.')).sort();
}

/** Follows symbolic links; a link to nowhere is no folder. */
async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
