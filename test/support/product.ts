import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isRunning, signal } from '../../apps/launcher/src/processes/process-identity.js';
import { RunFile, type RunningPart } from '../../apps/launcher/src/folder/run-file.js';
import { until } from './until.js';

const checkout = resolve(import.meta.dirname, '../..');
const launcher = join(checkout, 'dist/apps/launcher/src/main.js');

export interface ProductOptions {
  workers?: number;
  env?: Record<string, string>;
  /** The data folder of an earlier product; otherwise a temporary one, removed at the stop. */
  dataFolder?: string;
}

/** The whole product, started by the launcher as a user starts it, on free ports of loopback. */
export interface Product {
  readonly url: string;
  /** The base addresses of all that has /metrics and /health, the API first. */
  readonly metricsUrls: string[];
  readonly dataFolder: string;
  /** Returns what the launcher has written so far. */
  readonly output: () => string;
  /** Lists the processes that run at the moment: `redis`, `postgres`, `api`, `worker-1`, ..., `calibrator`. */
  pids(): RunningPart[];
  /** Signals one part, or the launcher itself. Returns whether there was such a process. */
  kill(part: string, name?: NodeJS.Signals): boolean;
  /** Stops it in order; resolves to the launcher's exit code. Removes the folder where it is ours. */
  stop(): Promise<number | null>;
}

/** Starts it and waits for its READY line. Throws with its output when that does not come. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  if (!existsSync(launcher)) throw new Error(`${launcher} is not there: run npm run setup first`);
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'touchstone-e2e-')));
  const { child, output } = spawnLauncher(dataFolder, options);
  const url = await until(() => readyUrl(child, output()), 500_000).catch(
    async (error: unknown) => {
      await ended(child);
      throw new Error(`the product did not start:\n${output()}`, { cause: error });
    },
  );
  const pids = () => RunFile.read(join(dataFolder, 'run.json')).filter(isRunning);
  const parts = pids().flatMap((part) => part.url ?? []);
  return {
    url,
    metricsUrls: [url, ...parts.filter((address) => address !== url)],
    dataFolder,
    output,
    pids,
    kill: (part, name = 'SIGKILL') => killOne(part, name, child, pids()),
    stop: async () => {
      const code = await ended(child);
      if (options.dataFolder === undefined) await rm(dataFolder, { recursive: true, force: true });
      return code;
    },
  };
}

function spawnLauncher(dataFolder: string, { workers = 1, env }: ProductOptions) {
  const child = spawn(process.execPath, [launcher], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      TOUCHSTONE_PORT: '0',
      TOUCHSTONE_METRICS_PORT: '0',
      TOUCHSTONE_WORKERS: String(workers),
      ...env,
      TOUCHSTONE_DATA: dataFolder,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { child, output: () => text };
}

function readyUrl(child: ChildProcess, output: string): string | null {
  if (child.exitCode !== null) throw new Error(`the launcher ended (${child.exitCode}): ${output}`);
  return /^READY (\S+)$/m.exec(output)?.[1] ?? null;
}

function killOne(
  part: string,
  name: NodeJS.Signals,
  launcherProcess: ChildProcess,
  running: readonly RunningPart[],
): boolean {
  if (part === 'launcher') return launcherProcess.kill(name);
  const found = running.find((entry) => entry.name === part);
  return found !== undefined && signal(found, name);
}

/** SIGTERM and its end; a launcher that is gone already has its code. */
async function ended(child: ChildProcess): Promise<number | null> {
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  if (!gone()) child.kill('SIGTERM');
  await until(gone, 90_000);
  return child.exitCode;
}
