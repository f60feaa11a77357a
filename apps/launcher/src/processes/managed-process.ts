import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { TouchstoneError } from '#contracts';
import { backOff, neverUp, upBefore } from './back-off.js';
import { type Command, startCommand } from '../command.js';
import { PartLog } from './process-log.js';
import { identify } from './process-identity.js';
import type { RunFile } from '../folder/run-file.js';

/** The plan of a process that the launcher keeps up. */
export interface PartPlan {
  readonly name: string;
  readonly url: string | null;
  readonly command: Command;
  /** Clears what a killed process leaves in its way; called before every start, also after a crash. */
  readonly prepare?: () => void;
  /** Tells whether the process answers. */
  readonly ready: () => Promise<boolean>;
  /** The milliseconds that it may take to answer. */
  readonly readyMs: number;
  readonly stopSignal: NodeJS.Signals;
  /** The milliseconds that it may take to end after the signal. */
  readonly stopMs: number;
  /** The words beyond the URL for the line that says it is up. */
  readonly note?: string;
}

export interface Surroundings {
  readonly logFile: (name: string) => string;
  readonly runFile: RunFile;
  readonly say: (line: string) => void;
  /** Is called once, when a process does not stay up. */
  readonly giveUp: (error: TouchstoneError) => void;
}

/** One process of the product: started, watched, started again when it dies, ended on request. */
export class ManagedProcess {
  private readonly log: PartLog;
  private readonly deaths: number[] = [];
  private readonly stopping = new AbortController();
  private child: ChildProcess | undefined;
  private watching: Promise<void> = Promise.resolve();
  private beenUp = false;

  constructor(
    readonly plan: PartPlan,
    private readonly around: Surroundings,
  ) {
    this.log = new PartLog(around.logFile(plan.name));
  }

  /** Resolves when it answers for the first time; a part that never does is reported by `giveUp`. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.watching = this.keepUp(resolve);
    });
  }

  /** Ends it: by its signal, and at the deadline by force. Returns whether it ended by itself. */
  async stop(): Promise<boolean> {
    this.stopping.abort();
    const { child } = this;
    child?.kill(this.plan.stopSignal);
    let byItself = true;
    const deadline = setTimeout(() => {
      byItself = false;
      child?.kill('SIGKILL');
    }, this.plan.stopMs);
    await this.watching;
    clearTimeout(deadline);
    this.log.close();
    return byItself;
  }

  private async keepUp(up: () => void): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const child = this.launch();
      const ended = endOf(child);
      void this.announceWhenReady(child, up);
      await ended;
      this.around.runFile.remove(this.plan.name);
      if (!this.stopping.signal.aborted) await this.restOrGiveUp(child);
    }
  }

  private launch(): ChildProcess {
    this.plan.prepare?.();
    // Ctrl-C in the terminal must reach the launcher alone, which ends the parts in order.
    const child = startCommand(this.plan.command, 'own');
    this.child = child;
    this.follow(child);
    const identity = child.pid === undefined ? null : identify(child.pid);
    const { name, url } = this.plan;
    if (identity) this.around.runFile.put({ name, url, ...identity });
    return child;
  }

  private follow(child: ChildProcess): void {
    const keep = (chunk: Buffer) => this.log.write(chunk);
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', (error) => keep(Buffer.from(`${error.message}\n`)));
  }

  private async announceWhenReady(child: ChildProcess, up: () => void): Promise<void> {
    const started = performance.now();
    const running = () =>
      child.exitCode === null && child.signalCode === null && child === this.child;
    while (running() && !(await this.plan.ready())) {
      if (performance.now() - started > this.plan.readyMs) child.kill('SIGKILL');
      await sleep(50);
    }
    if (!running() || child.pid === undefined) return;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const { name, url, note } = this.plan;
    const facts = [`up in ${seconds} s`, `pid ${child.pid}`, url, note].filter(Boolean).join('  ');
    this.around.say(`${name.padEnd(12)}${this.beenUp ? 'again ' : ''}${facts}`);
    this.beenUp = true;
    up();
  }

  private async restOrGiveUp(child: ChildProcess): Promise<void> {
    const how = child.signalCode ?? `exit code ${child.exitCode ?? 127}`;
    this.deaths.push(Date.now());
    const rule = this.beenUp ? upBefore : neverUp;
    const wait = backOff(this.deaths, rule);
    if (wait === null) {
      this.stopping.abort();
      this.around.giveUp(
        this.failure(how, `${rule.deaths} times within ${rule.windowMs / 1000} s`),
      );
      return;
    }
    this.around.say(`${this.plan.name.padEnd(12)}ended (${how}); starting it again in ${wait} ms`);
    await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private failure(how: string, often: string): TouchstoneError {
    const { name } = this.plan;
    const lines = this.log.lastLines(15).map((line) => `  | ${line}`);
    return new TouchstoneError(
      'part-failed',
      `${name} ended (${how}) ${often}; Touchstone stops. Its last lines, from ${this.around.logFile(name)}:\n` +
        lines.join('\n'),
      { facts: { part: name } },
    );
  }
}

/**
 * The milliseconds that the last words of a process may take after its end; its children may hold the pipe for ever.
 */
const lastWordsMs = 200;

/** A program that cannot be started has an error and no exit. */
function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('close', () => resolve());
    child.once('exit', () => setTimeout(resolve, lastWordsMs));
    child.once('error', () => {
      if (child.pid === undefined) resolve();
    });
  });
}
