import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Returns the test files with statistical proofs in them: those that import test/support/study.ts. */
export function studyFiles(root) {
  return ['apps', 'libs', path.join('test', 'medium')].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.spec.ts'))
      .map((name) => path.join(folder, name))
      .filter((file) => readFileSync(path.join(root, file), 'utf8').includes('support/study.js'))
      .sort(),
  );
}
