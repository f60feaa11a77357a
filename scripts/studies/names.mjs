import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Returns the names of the studies that only measure: the folders of test/studies. */
export function studyNames(root) {
  return readdirSync(path.join(root, 'test', 'studies'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}
