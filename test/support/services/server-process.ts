import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Command, startCommand } from '../../../apps/launcher/src/command.js';

/** A server that a test started and ends by its own process id. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly written: () => string,
  ) {}

  /** Starts the program and waits until `ready` says so. Throws with what it wrote when it ends before. */
  static async start(command: Command, ready: () => Promise<boolean>): Promise<ServerProcess> {
    const child = startCommand(command);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (text = (text + chunk.toString()).slice(-4000)));
    child.on('error', (error) => (text += error.message));
    const server = new ServerProcess(child, () => text);
    await server.waitUntil(ready);
    return server;
  }

  get pid(): number {
    return this.child.pid!;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.kill(signal);
    await exited;
  }

  private async waitUntil(ready: () => Promise<boolean>): Promise<void> {
    const giveUpAt = Date.now() + 30_000;
    while (!(await ready())) {
      if (this.child.pid === undefined || this.child.exitCode !== null || Date.now() > giveUpAt) {
        await this.end('SIGKILL');
        throw new Error(`${this.child.spawnfile} did not start: ${this.written()}`);
      }
      await sleep(30);
    }
  }
}
