import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TouchstoneError } from '#contracts';
import { childEnvironment } from '../settings.js';

/** The started product. */
export interface Product {
  url: string;
  /** Rejects when the product ends by itself. */
  ended: Promise<never>;
  /** Ends it in order: what was accepted is kept. */
  stop(): Promise<void>;
}

export interface ProductSettings {
  checkout: string;
  dataFolder: string;
  /** The port; undefined: as TOUCHSTONE_PORT says, or the usual one. */
  port: number | undefined;
  /** Gets the launcher's own lines. */
  say: (line: string) => void;
}

/**
 * Starts the launcher and waits until all is up.
 * @throws TouchstoneError program-missing when it is not built, internal when it ends before it is ready.
 */
export async function startProduct(
  settings: ProductSettings,
  signal: AbortSignal,
): Promise<Product> {
  const child = spawnLauncher(settings);
  const gone = endOf(child);
  const stop = () => stopChild(child);
  try {
    const url = await Promise.race([readyUrl(child, settings.say), gone, aborted(signal)]);
    return { url, ended: gone, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function spawnLauncher({ checkout, dataFolder, port }: ProductSettings): ChildProcess {
  const main = join(checkout, 'dist', 'apps', 'launcher', 'src', 'main.js');
  if (!existsSync(main))
    throw new TouchstoneError(
      'program-missing',
      `${main} is not there. Run \`npm run setup\`, which builds it.`,
    );
  // In a group of its own: Ctrl-C reaches us alone, and we stop it once, in order.
  return spawn(process.execPath, [main], {
    detached: true,
    // By the end of the channel it sees ours, however we end.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: childEnvironment({
      TOUCHSTONE_DATA: dataFolder,
      ...(port === undefined ? {} : { TOUCHSTONE_PORT: String(port) }),
      TOUCHSTONE_METRICS_PORT: '0',
    }),
  });
}

function readyUrl(child: ChildProcess, say: (line: string) => void): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const ready = /^READY (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
      else say(line);
    });
  });
}

function endOf(child: ChildProcess): Promise<never> {
  const gone = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(
        new TouchstoneError('internal', `The launcher ended (${signal ?? `exit code ${code}`}).`),
      ),
    );
  });
  // It is expected after a stop, when nobody waits for it any more.
  gone.catch(() => undefined);
  return gone;
}

/** Rejects with the signal's reason. */
export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}

function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
