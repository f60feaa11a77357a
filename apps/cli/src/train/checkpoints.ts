import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointStore, FittingCheckpoint, Origin } from '#training';

/** The checkpoints of one run. */
export interface Checkpoints<C = FittingCheckpoint> {
  readonly folder: string;
  /** The checkpoint that the run goes on from; undefined for a run that starts anew. */
  readonly from: C | undefined;
  /** Returns the epoch of the newest checkpoint of this run; 0 while there is none. */
  readonly epoch: () => number;
  readonly keep: (checkpoint: C) => Promise<void>;
}

/**
 * Opens the folder `<out>.checkpoints`. A run that starts anew takes an earlier run's checkpoints away with its first
 * own one: what is resumed later must be this run's. Where there is nothing to resume, it says so.
 * @throws TouchstoneError validation-failed when the newest checkpoint is damaged.
 */
export async function openCheckpoints<S extends object, C extends Origin<S>>(
  out: string,
  resume: boolean,
  store: CheckpointStore<S, C>,
): Promise<Checkpoints<C>> {
  const folder = `${out}.checkpoints`;
  const from = resume ? await store.newest(folder) : undefined;
  if (resume && !from)
    process.stderr.write(`There is no checkpoint in ${folder}: the run starts anew.\n`);
  let [epoch, own] = [from?.history.length ?? 0, from !== undefined];
  return {
    folder,
    from,
    epoch: () => epoch,
    keep: async (checkpoint) => {
      if (!own) await forget(folder);
      await store.write(folder, checkpoint);
      [epoch, own] = [checkpoint.history.length, true];
    },
  };
}

/** Says after Ctrl-C what there is to go on from; the exit code is 130. */
export function sayStopped({ epoch, folder }: Pick<Checkpoints, 'epoch' | 'folder'>): void {
  process.stderr.write(
    epoch() > 0
      ? `Stopped. The checkpoint of epoch ${epoch()} stays in ${folder}: the same command with --resume goes on from there.\n`
      : 'Stopped before the first epoch ended: there is no checkpoint yet, the same command starts anew.\n',
  );
  process.exitCode = 130;
}

async function forget(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (/^epoch-\d+(\.draft)?$/.test(name))
      await rm(join(folder, name), { recursive: true, force: true });
}
