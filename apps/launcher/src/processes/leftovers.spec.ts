import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stopLeftovers } from './leftovers.js';
import { identify, isRunning, signal, type ProcessIdentity } from './process-identity.js';
import { RunFile } from '../folder/run-file.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-run-'));
  file = join(folder, 'run.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A process that ends on SIGTERM, or not (`deaf`). */
async function sleeper(deaf = false): Promise<ProcessIdentity> {
  const trap = deaf ? 'process.on("SIGTERM", () => undefined);' : '';
  const program = `${trap} setInterval(() => undefined, 1000); console.log("here")`;
  const child = spawn(process.execPath, ['-e', program]);
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return identify(child.pid ?? 0)!;
}

test('what a killed launcher left is stopped, by force where it does not listen', async () => {
  const [willing, deaf] = [await sleeper(), await sleeper(true)];
  const runFile = new RunFile(file);
  runFile.put({ name: 'api', url: null, ...willing });
  runFile.put({ name: 'worker-1', url: null, ...deaf });
  const said: string[] = [];
  const stopped = await stopLeftovers(file, 500, (line) => said.push(line));
  expect(stopped).toEqual(['api', 'worker-1']);
  expect([willing, deaf].map(isRunning)).toEqual([false, false]);
  expect(said.join()).toContain(`worker-1 (${deaf.pid})`);
});

test('a process that only has the number of a part is left alone', async () => {
  const stranger = await sleeper();
  new RunFile(file).put({ name: 'api', url: null, pid: stranger.pid, startedAt: 'before it' });
  expect(await stopLeftovers(file, 500, () => undefined)).toEqual([]);
  expect(isRunning(stranger)).toBe(true);
  signal(stranger, 'SIGKILL');
});

test('without a run file there is nothing to stop', async () => {
  expect(await stopLeftovers(file, 500, () => undefined)).toEqual([]);
});
