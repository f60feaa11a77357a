import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const launcher = resolve(import.meta.dirname, '../../../dist/apps/launcher/src/main.js');

/** The whole product as `npm start` runs it, in a folder of its own and on free ports. */
export interface Product {
  url: string;
  /** Addresses of the workers' metrics. */
  workers: string[];
  /** Of the launcher; the other processes are its children. */
  pid: number;
  stop(): Promise<void>;
}

export async function startProduct(workers: number): Promise<Product> {
  const folder = await mkdtemp(join(tmpdir(), 'touchstone-whole-way-'));
  const env = {
    ...process.env,
    TOUCHSTONE_DATA: folder,
    TOUCHSTONE_PORT: '0',
    TOUCHSTONE_METRICS_PORT: '0',
    TOUCHSTONE_WORKERS: String(workers),
    TOUCHSTONE_LOG: 'warn',
  };
  const child = spawn(process.execPath, [launcher], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await untilReady(child);
  return {
    url: /^READY (\S+)$/m.exec(said)![1]!,
    workers: [...said.matchAll(/^worker-\d+ .*(http:\S+)/gm)].map((match) => match[1]!),
    pid: child.pid!,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (/^READY /m.test(said)) resolve(said);
    });
    child.once('exit', () => reject(new Error(`the product did not start:\n${said}`)));
  });
}
