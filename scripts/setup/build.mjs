import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { insist } from './commands.mjs';
import { dist, root } from './paths.mjs';
import { say } from './say.mjs';

const webFolder = path.join('apps', 'web', path.sep);
const bundles = 'rolldown.config.mjs';
const asReported = 'The lines above say where.';

/** Compiles the server and the web app into dist/, each only where its sources changed. */
export async function build() {
  await once('server', ['apps', 'libs'], buildServer);
  if (existsSync(path.join(root, 'apps', 'web', 'vite.config.ts')))
    await once('web app', ['apps/web', 'libs/contracts'], buildWeb);
}

/** Compiles it, and joins what each process needs into one program: rolldown.config.mjs. */
async function buildServer() {
  const compile = [bin('typescript', 'tsc'), '-p', 'tsconfig.build.json'];
  const join = [path.join('node_modules', 'rolldown', 'bin', 'cli.mjs'), '--config', bundles];
  for (const args of [compile, join])
    await insist(process.execPath, args, asReported, { cwd: root });
}

function buildWeb() {
  const vite = path.join('node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', 'apps/web/vite.config.ts'];
  return insist(process.execPath, args, asReported, { cwd: root });
}

function bin(name, program) {
  return path.join('node_modules', name, 'bin', program);
}

async function once(title, folders, compile) {
  const stamp = path.join(dist, `.${title.replace(' ', '-')}.sha256`);
  const hash = hashOf(folders);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say(`build: ${title}`);
  const started = performance.now();
  await compile();
  mkdirSync(dist, { recursive: true });
  writeFileSync(stamp, hash);
  say(`build: ${title} done in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** SHA-256 over names and contents of the sources and of what steers their compilation. */
function hashOf(folders) {
  const hash = createHash('sha256');
  const packages = ['package.json', 'package-lock.json'];
  const compilers = ['tsconfig.json', 'tsconfig.build.json', bundles];
  for (const file of [...packages, ...compilers, ...folders.flatMap(sourcesOf)])
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function sourcesOf(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.spec\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => folder !== 'apps' || !file.startsWith(webFolder))
    .sort();
}
