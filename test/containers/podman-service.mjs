import { spawn } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { until } from './until.mjs';

/** Starts podman's socket in a folder; resolves to its address and how to end it. */
export async function startPodmanService(folder) {
  const socket = path.join(folder, 'podman.sock');
  const host = `unix://${socket}`;
  const args = ['system', 'service', '--time=0', host];
  // Without systemd it complains of every health check; what fails is told to the one who asked.
  const log = openSync(path.join(folder, 'podman.log'), 'w');
  const child = spawn('podman', args, { stdio: ['ignore', log, log] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await until(60, "podman's socket is there", () => existsSync(socket));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { host, stop };
}
