/**
 * `npm run check:containers -- [--engine docker|podman] [--compose <command>] [--only <check> ...] [--keep]`: brings the
 * compose set up from the images that `npm run images` made, under passwords and a project of its own, does the main job in
 * it, and stops, kills and remakes its parts. Podman is reached by Docker's compose through its socket. Each check says pass or FAIL and what it found. `--pictures <folder>` is a
 * folder in MVTec AD layout in place of rendered parts; `--port` and `--monitoring-port` are where it listens.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/setup/paths.mjs';
import { endWith } from '../../scripts/setup/say.mjs';
import { killed, remade, scaled, stopped } from './checks/endings.mjs';
import { frames } from './checks/frames.mjs';
import { hardened } from './checks/hardened.mjs';
import { images } from './checks/images.mjs';
import { monitoring } from './checks/monitoring.mjs';
import { refusals } from './checks/refusals.mjs';
import { secrets } from './checks/secrets.mjs';
import { wrongStore } from './checks/wrong-store.mjs';
import { engineOf } from './engine.mjs';
import { Line } from './line.mjs';
import { renderPictures } from './pictures.mjs';
import { startPodmanService } from './podman-service.mjs';
import { ComposeSet } from './set.mjs';

/** The checks in their order: the later ones use what the earlier ones made. */
const checks = [
  ...[images, refusals, started(), hardened, secrets, frames, wrongStore],
  ...[monitoring, scaled, stopped, killed, remade],
];

const { values } = parseArgs({
  options: {
    engine: { type: 'string', default: 'docker' },
    compose: { type: 'string' },
    only: { type: 'string', multiple: true },
    pictures: { type: 'string' },
    port: { type: 'string', default: '18080' },
    'monitoring-port': { type: 'string', default: '19090' },
    keep: { type: 'boolean', default: false },
  },
});

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const ports = { port: values.port, monitoringPort: values['monitoring-port'] };

function started() {
  return {
    name: 'started',
    title: 'the set comes up from nothing, and every server is healthy',
    run: async ({ set }) => [`healthy after ${await set.up()} s`],
  };
}

async function run(check, context) {
  const begun = performance.now();
  try {
    const found = await check.run(context);
    print('pass', check, begun, found);
    return true;
  } catch (error) {
    print('FAIL', check, begun, error.message.split('\n').slice(-20));
    return false;
  }
}

function print(word, { name, title }, begun, lines) {
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  process.stdout.write(`${word}  ${name} (${seconds} s): ${title}\n`);
  for (const line of lines) process.stdout.write(`      ${line}\n`);
}

async function main() {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'touchstone-containers-'));
  const service = values.engine === 'podman' ? await startPodmanService(scratch) : undefined;
  try {
    const engine = await engineOf(values.engine, { compose: values.compose, host: service?.host });
    const failed = await runAll(engine, scratch);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    await service?.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Runs the chosen checks in a set of their own; resolves to how many failed. */
async function runAll(engine, scratch) {
  const set = new ComposeSet(engine, { project: 'touchstone-check', version, ...ports });
  process.stdout.write(`${await engine.versions()}; the others: ${set.others().join(', ')}\n`);
  const chosen = values.only ? checks.filter(({ name }) => values.only.includes(name)) : checks;
  let failed = 0;
  try {
    const pictures = values.pictures ?? (await renderPictures(set, scratch));
    const line = new Line(set, { station: 'containers-check', pictures });
    for (const check of chosen) if (!(await run(check, { set, scratch, line }))) failed += 1;
  } finally {
    if (!values.keep) await set.down('-v');
  }
  process.stdout.write(`\n${chosen.length - failed} passed, ${failed} failed\n`);
  return failed;
}

await main().catch(endWith);
