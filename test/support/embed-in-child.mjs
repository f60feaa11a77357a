/**
 * `embed-in-child.mjs <engine> <folder> <answer file> [<folder> <answer file> ...]`: embeds two made pictures on one
 * engine by the network of each folder, and writes the patches as float32. A process has one backend, so a comparison of
 * two needs two processes.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runnerImport } from 'vite';

const [engine, ...places] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '..', '..');
const conditions = ['source', 'node', 'import', 'default'];
const { module } = await runnerImport(
  path.join(root, 'test', 'support', 'embed-made-pictures.ts'),
  {
    configFile: false,
    logLevel: 'warn',
    resolve: { conditions, externalConditions: ['node', 'import', 'default'] },
    ssr: { resolve: { conditions } },
  },
);
const cache = mkdtempSync(path.join(os.tmpdir(), 'touchstone-child-'));
try {
  for (let at = 0; at < places.length; at += 2) {
    const [folder, answer] = places.slice(at, at + 2);
    writeFileSync(answer, await module.embedMadePictures(engine, folder, cache));
  }
} finally {
  rmSync(cache, { recursive: true, force: true });
}
