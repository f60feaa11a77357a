import { open } from 'node:fs/promises';

/**
 * The fsync of folders, shared by all who wait: one that starts after a rename covers it, so everyone who comes while
 * one is under way takes part in the next one instead of queueing one each.
 */
export class SharedSync {
  private readonly running = new Map<string, Promise<void>>();
  private readonly next = new Map<string, Promise<void>>();

  /** Resolves once an fsync of the folder that began after this call has ended. */
  sync(folder: string): Promise<void> {
    const waiting = this.next.get(folder);
    if (waiting !== undefined) return waiting;
    const current = this.running.get(folder);
    if (current === undefined) return this.start(folder);
    const following = current
      .catch(() => undefined)
      .then(() => {
        this.next.delete(folder);
        return this.start(folder);
      });
    this.next.set(folder, following);
    return following;
  }

  private start(folder: string): Promise<void> {
    const run = syncFolder(folder).finally(() => {
      if (this.running.get(folder) === run) this.running.delete(folder);
    });
    this.running.set(folder, run);
    return run;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
