import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { ServerProcess } from './services/server-process.js';
import { until } from './until.js';

export const program = '/usr/sbin/mosquitto';
/** The skip that a test says in its name; empty where the broker and its clients are here. */
export const reason =
  existsSync(program) && existsSync('/usr/bin/mosquitto_sub')
    ? ''
    : ' (skipped: mosquitto and its clients are not installed)';

export interface Heard {
  topic: string;
  retain: number;
  payload: string;
}

/** A mosquitto that can be killed and started again, and one that listens to all of it. */
export class Mosquitto {
  readonly heard: Heard[] = [];
  private server: ServerProcess | undefined;
  private listener: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly folder: string,
    private readonly lines: readonly string[],
  ) {}

  /** `lines` are added to its settings, with its folder for FOLDER; without any everybody may come in. */
  static async at(lines: readonly string[] = ['allow_anonymous true']): Promise<Mosquitto> {
    const folder = await mkdtemp(join(tmpdir(), 'touchstone-mosquitto-'));
    return new Mosquitto(await freePort(), folder, lines);
  }

  async start(): Promise<void> {
    const file = join(this.folder, 'mosquitto.conf');
    const settings = [
      `listener ${this.port} 127.0.0.1`,
      'persistence false',
      'max_inflight_messages 0',
    ];
    const text = [...settings, ...this.lines, ''].join('\n');
    await writeFile(file, text.replaceAll('FOLDER', this.folder));
    const command = { program, args: ['-c', file], env: process.env };
    this.server = await ServerProcess.start(command, () => listens(this.port));
  }

  /** Begins to listen to all topics, and returns when it hears. */
  async listen(): Promise<void> {
    const where = ['-h', '127.0.0.1', '-p', String(this.port)];
    this.listener = spawn('mosquitto_sub', [...where, '-t', '#', '-q', '1', '-F', '%j']);
    let rest = '';
    this.listener.stdout?.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      this.heard.push(...lines.map((line) => JSON.parse(line) as Heard));
    });
    const marker = `marker-${this.heard.length}`;
    await until(async () => {
      await promisify(execFile)('mosquitto_pub', [...where, '-t', 'marker', '-m', marker]);
      return this.heard.some(({ payload }) => payload === marker);
    });
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    await this.server?.end(signal);
    this.listener?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** A door in front of the broker: while it is shut nobody comes through. */
export class Door {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  private constructor(
    readonly port: number,
    private readonly target: number,
  ) {}

  static async before(target: number): Promise<Door> {
    return new Door(await freePort(), target);
  }

  async open(): Promise<void> {
    const server = createServer((socket) => {
      const through = connect(this.target, '127.0.0.1');
      for (const [one, other] of [[socket, through], [through, socket]] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => (this.sockets.delete(one), other.destroy()));
      }
    }); // prettier-ignore
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
  }

  async shut(): Promise<void> {
    const { server } = this;
    if (server === undefined) return;
    const ended = new Promise((resolve) => server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await ended;
    this.server = undefined;
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
    socket.once('error', () => resolve(false));
  });
}
