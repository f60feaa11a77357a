/**
 * `npm run images -- [--engine docker|podman] [--tag <version>] [-- options of the engine's build]`: builds both images, with
 * version and revision as labels. Build secrets for mirrors are taken from where IMAGES_CA, IMAGES_NPMRC, IMAGES_PIP and
 * IMAGES_APT point (docs/containers.md).
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { root } from './setup/paths.mjs';

const { values, positionals } = parseArgs({
  options: { engine: { type: 'string', default: 'docker' }, tag: { type: 'string' } },
  allowPositionals: true,
});
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const tag = values.tag ?? version;

/** Returns the commit that the checkout stands at; empty outside a repository. */
function revision() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch (error) {
    process.stderr.write(`no revision in the labels: ${error.message.split('\n')[0]}\n`);
    return '';
  }
}

const secrets = ['ca', 'npmrc', 'pip', 'apt'].flatMap((id) => {
  const file = process.env[`IMAGES_${id.toUpperCase()}`];
  return file ? ['--secret', `id=${id},src=${file}`] : [];
});
const facts = { version: tag, revision: revision(), created: new Date().toISOString() };
const labels = Object.entries(facts).flatMap(([name, value]) => [
  '--label',
  `org.opencontainers.image.${name}=${value}`,
]);
// Podman's own format has no health check.
const format = values.engine === 'podman' ? ['--format', 'docker'] : [];

for (const target of ['api', 'compute']) {
  const name = `touchstone-${target}:${tag}`;
  const options = ['--target', target, '--tag', name, ...format, ...secrets, ...labels];
  process.stderr.write(`${values.engine} build ${name}\n`);
  const { status } = spawnSync(values.engine, ['build', ...options, ...positionals, root], {
    stdio: 'inherit',
    env: { ...process.env, DOCKER_BUILDKIT: '1' },
  });
  if (status !== 0) process.exit(status ?? 1);
}
