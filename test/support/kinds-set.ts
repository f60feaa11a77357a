import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFolder } from '#simulation';

/**
 * Pictures of a simulated line in MVTec AD layout: 12 good parts to learn from, about 192 to test of which `defects`
 * is the share with one, and of those only these kinds. Small, but enough to train on.
 */
export async function writeKindsSet(folder: string, kept: readonly string[], defects = 1) {
  const line = { seed: 1, width: 200, height: 150, defects };
  await writeFolder(folder, line, { normals: 12, count: 192 }, () => undefined);
  for (const kind of await readdir(join(folder, 'test')))
    if (!kept.includes(kind)) await rm(join(folder, 'test', kind), { recursive: true });
}
