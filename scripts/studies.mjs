/**
 * `npm run studies [-- vitest's arguments]`: runs the statistical proofs with all their draws, and writes what they
 * found to docs/measured/studies.md where all of them ran. A part of them keeps that file as it is.
 * `npm run studies -- <camera|drift|screen|train> ...`: one of the studies that only measure, by its name.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { show } from './setup/commands.mjs';
import { root } from './setup/paths.mjs';
import { endWith, say } from './setup/say.mjs';
import { studyNames } from './studies/names.mjs';
import { figuresOf, pageOf } from './studies/page.mjs';
import { studyFiles } from './studies/study-files.mjs';

const page = path.join(root, 'docs', 'measured', 'studies.md');
const bin = path.join('node_modules', 'vitest', 'vitest.mjs');

async function main(args) {
  await setUp();
  if (studyNames(root).includes(args[0])) process.exitCode = await measure(args);
  else await prove(args);
}

/** Runs a study that only measures; its figures go to standard output. */
function measure(args) {
  const runner = path.join(root, 'scripts', 'studies', 'run-one.mjs');
  return show(process.execPath, [runner, ...args], { cwd: root });
}

async function prove(args) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'touchstone-studies-'));
  const figures = path.join(folder, 'figures.jsonl');
  try {
    const env = { ...process.env, TOUCHSTONE_STUDIES: figures };
    const chosen = [
      '--project=small',
      '--project=medium',
      '--tagsFilter=study',
      ...studyFiles(root),
      ...args,
    ];
    process.exitCode = await show(process.execPath, [bin, 'run', ...chosen], { cwd: root, env });
    if (process.exitCode === 0 && args.length === 0 && existsSync(figures)) await write(figures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(figures) {
  writeFileSync(page, pageOf(figuresOf(readFileSync(figures, 'utf8'))));
  const prettier = path.join('node_modules', 'prettier', 'bin', 'prettier.cjs');
  await show(process.execPath, [prettier, '--write', '--log-level', 'error', page], { cwd: root });
  say(`The figures are in ${path.relative(root, page)}.`);
}

await main(process.argv.slice(2)).catch(endWith);
