import { watch } from 'chokidar';
import { join } from 'node:path';
import { doneFolder, refusedFolder } from './look-at-folder.js';

/**
 * Hears that something in a folder changed. What it hears only wakes up who looks: on a share of another machine it may
 * hear nothing, and a look by the clock finds the files all the same.
 */
export class FolderChanges {
  private readonly watcher: ReturnType<typeof watch>;
  private wake: (() => void) | null = null;
  private heard = false;

  constructor(folder: string, subfolders: boolean, onTrouble: (why: string) => void) {
    const own = [join(folder, doneFolder), join(folder, refusedFolder)];
    this.watcher = watch(folder, {
      ...(subfolders ? {} : { depth: 0 }),
      followSymlinks: false,
      ignoreInitial: true,
      ignored: (path) => own.some((one) => path === one || path.startsWith(`${one}/`)),
    });
    this.watcher.on('all', () => this.notice());
    this.watcher.on('error', (error) => onTrouble(String(error)));
  }

  /** Returns when something changed since the last call, or the time is over, or the signal ends it. */
  async next(withinMs: number, signal: AbortSignal): Promise<void> {
    if (!this.heard && !signal.aborted) await this.woken(withinMs, signal);
    this.heard = false;
    this.wake = null;
  }

  private woken(withinMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      signal.addEventListener('abort', wake, { once: true });
      this.wake = wake;
    });
  }

  async close(): Promise<void> {
    await this.watcher.close();
  }

  private notice(): void {
    this.heard = true;
    this.wake?.();
  }
}
