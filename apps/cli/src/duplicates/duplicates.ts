import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  cosineDistance,
  type DuplicateGroup,
  nearDuplicates,
  type Vectors,
  vectorAt,
} from '#analysis';
import { groupIntoParts } from '#calibration';
import { writeContactSheet } from '../analysis/contact-sheet.js';
import { embedPictures } from '../analysis/embed-pictures.js';
import { say, withTools } from '../analysis/tools.js';
import { findImages, type ImageFile } from '../client/image-files.js';

export interface DuplicatesOptions {
  backbone: string;
  distance?: number;
  json?: boolean;
  thin?: string;
  report?: string;
}

/**
 * Prints which pictures of a folder show the same thing.
 * @throws TouchstoneError folder-layout; of an image, naming it.
 */
export async function duplicates(folder: string, options: DuplicatesOptions): Promise<void> {
  const files = await findImages(folder);
  const groups = await withTools(options.backbone, async (tools) => {
    const vectors = await embedPictures(files, tools);
    return groupsOf(files, vectors, options.distance);
  });
  const extra = new Set(groups.flatMap((group) => group.duplicates.map(({ id }) => id)));
  const kept = files.filter(({ name }) => !extra.has(name));
  const result = { pictures: files.length, kept: kept.length, duplicates: extra.size, groups };
  say(result, linesOf(result), options.json);
  if (options.thin !== undefined) await copyAll(kept, options.thin);
  if (options.report !== undefined) await writePictures(options.report, files, groups);
}

/** Within a distance that was given; else by the rule that tells bursts from parts when a station learns. */
function groupsOf(
  files: readonly ImageFile[],
  vectors: Vectors,
  distance: number | undefined,
): DuplicateGroup[] {
  if (distance === undefined) return alikeGroups(files, vectors);
  const frames = files.map(({ name }) => ({ id: name, at: null }));
  return nearDuplicates(frames, vectors, { distance, windowMs: null });
}

function alikeGroups(files: readonly ImageFile[], vectors: Vectors): DuplicateGroup[] {
  const clues = files.map(({ name }, i) => ({
    id: name,
    partId: null,
    lot: null,
    capturedAt: null,
    embedding: vectorAt(vectors, i),
  }));
  const members = new Map<string, number[]>();
  const { parts } = groupIntoParts(clues);
  files.forEach(({ name }, i) => {
    const part = parts.get(name)!;
    members.set(part, [...(members.get(part) ?? []), i]);
  });
  return [...members.values()]
    .filter((places) => places.length > 1)
    .map(([first, ...others]) => ({
      first: files[first!]!.name,
      duplicates: others.map((i) => ({
        id: files[i]!.name,
        distance: cosineDistance(vectorAt(vectors, first!), vectorAt(vectors, i)),
      })),
    }));
}

function linesOf(result: {
  pictures: number;
  kept: number;
  duplicates: number;
  groups: readonly DuplicateGroup[];
}): string[] {
  return [
    `${result.duplicates} of ${result.pictures} pictures are duplicates; ${result.kept} are left without them`,
    ...result.groups.map(
      ({ first, duplicates: same }) =>
        `${first}: ${same.map(({ id, distance }) => `${id} (${distance.toFixed(4)})`).join(', ')}`,
    ),
  ];
}

async function copyAll(files: readonly ImageFile[], folder: string): Promise<void> {
  for (const { path, name } of files) {
    const target = join(folder, name);
    await mkdir(dirname(target), { recursive: true });
    await copyFile(path, target);
  }
  process.stderr.write(`Copied ${files.length} pictures to ${folder}\n`);
}

async function writePictures(
  report: string,
  files: readonly ImageFile[],
  groups: readonly DuplicateGroup[],
): Promise<void> {
  const pathOf = new Map(files.map(({ name, path }) => [name, path]));
  const sheets = groups.map(({ first, duplicates: same }) => ({
    heading: first,
    pictures: [{ id: first, distance: 0 }, ...same].map(({ id, distance }) => ({
      file: pathOf.get(id)!,
      text: `${distance.toFixed(4)} ${id}`,
    })),
  }));
  process.stderr.write(`Pictures: ${await writeContactSheet(report, 'Duplicates', sheets)}\n`);
}
