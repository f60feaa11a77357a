/**
 * `npm run bench [-- names] [--json] [--quick]`: runs every test/bench/<name>.bench.ts, or the named ones,
 * each in a process of its own, one after the other. The figures go to standard output, progress to
 * standard error.
 */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setUp } from './setup.mjs';
import { show } from './setup/commands.mjs';
import { root } from './setup/paths.mjs';
import { endWith, say } from './setup/say.mjs';

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const folder = path.join(root, 'test', 'bench');
const runner = path.join(root, 'scripts', 'bench', 'run-one.mjs');

async function main() {
  await setUp();
  const results = {};
  for (const name of namesOf(folder)) results[name] = await runOne(name);
  if (options.includes('--json')) process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  else for (const [name, figures] of Object.entries(results)) print(name, figures);
  if (Object.values(results).includes(null)) process.exitCode = 1;
}

function namesOf(place) {
  const files = readdirSync(place).filter((file) => file.endsWith('.bench.ts'));
  const names = files.map((file) => file.replace('.bench.ts', '')).sort();
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no benchmark ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  return wanted.length > 0 ? wanted : names;
}

/** The figures, or null where the benchmark failed. */
async function runOne(name) {
  say(`bench: ${name}`);
  const place = mkdtempSync(path.join(os.tmpdir(), 'touchstone-bench-'));
  const answer = path.join(place, 'figures.json');
  const args = [runner, path.join(folder, `${name}.bench.ts`), answer, ...options];
  try {
    // Its standard output is our standard error: only figures go to ours.
    const code = await show(process.execPath, args, { cwd: root, stdio: ['ignore', 2, 2] });
    return code === 0 ? JSON.parse(readFileSync(answer, 'utf8')) : null;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function print(name, figures) {
  process.stdout.write(`\n${name}${figures === null ? ': failed' : ''}\n`);
  for (const [label, value] of flat(figures ?? {}))
    process.stdout.write(`  ${label.padEnd(56)} ${value}\n`);
}

function flat(value, prefix = '') {
  return Object.entries(value).flatMap(([key, entry]) =>
    entry !== null && typeof entry === 'object'
      ? flat(entry, `${prefix}${key} `)
      : [[`${prefix}${key}`, typeof entry === 'number' ? Number(entry.toPrecision(4)) : entry]],
  );
}

await main().catch(endWith);
