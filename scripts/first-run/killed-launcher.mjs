import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../setup/say.mjs';
import { cloneInto, environment, runIn, withFolder } from './place.mjs';

const appsWithinMs = 10_000;
const serversWithinMs = 40_000;

export const killedLauncher = {
  name: 'killed-launcher',
  title:
    'kill -9 of the launcher: its parts end within ten seconds, and the next start has its ports',
  async run({ reuse }) {
    await withFolder(os.tmpdir(), async (folder) => {
      const place = await cloneInto(path.join(folder, 'x'), { reuse });
      const built = await runIn(place, 'npm run setup');
      if (built.code !== 0) throw new Error(built.output);
      const first = await start(place, { TOUCHSTONE_PORT: '0', TOUCHSTONE_METRICS_PORT: '0' });
      const parts = JSON.parse(readFileSync(path.join(place, '.touchstone', 'run.json'), 'utf8'));
      first.child.kill('SIGKILL');
      await insistOnEnd(
        parts.filter(({ url }) => url !== null),
        appsWithinMs,
      );
      await insistOnEnd(parts, serversWithinMs);
      const port = new URL(first.url).port;
      const second = await start(place, { TOUCHSTONE_PORT: port, TOUCHSTONE_METRICS_PORT: '0' });
      second.child.kill('SIGTERM');
      await second.ended;
    });
  },
};

/** Starts the launcher itself, so that its process is the one to kill. */
async function start(place, ports) {
  const main = path.join(place, 'dist', 'apps', 'launcher', 'src', 'main.js');
  say(`  ${place} $ node ${path.relative(place, main)}`);
  const options = { cwd: place, env: environment(ports), stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn(process.execPath, [main], options);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.on('exit', resolve));
  for (;;) {
    const url = /^READY (\S+)$/m.exec(output)?.[1];
    if (url) return { child, url, ended };
    if (child.exitCode !== null) throw new Error(`the launcher did not start: ${output}`);
    await sleep(50);
  }
}

async function insistOnEnd(parts, withinMs) {
  const started = performance.now();
  const left = () => parts.filter(({ pid }) => isRunning(pid));
  while (left().length > 0) {
    if (performance.now() - started > withinMs)
      throw new Error(
        `after ${withinMs} ms there are ${left()
          .map(({ name }) => name)
          .join(', ')}`,
      );
    await sleep(50);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`  ended after ${seconds} s: ${parts.map(({ name }) => name).join(', ')}`);
}

/** A process that has ended and waits to be fetched counts as ended. */
function isRunning(pid) {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return false;
  const stat = readFileSync(file, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) !== 'Z';
}
