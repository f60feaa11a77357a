import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newestFitting, writeFitting, type FittingCheckpoint } from '#training';

/** What a checkpoint has, whatever it is of: one entry of its history an epoch. */
interface AnyCheckpoint {
  readonly history: readonly unknown[];
}

/** How checkpoints of one kind lie in a folder. */
export interface CheckpointStore<C extends AnyCheckpoint> {
  readonly newest: (folder: string) => Promise<C | undefined>;
  readonly write: (folder: string, checkpoint: C) => Promise<string>;
}

/** The checkpoints of one run. */
export interface Checkpoints<C extends AnyCheckpoint = FittingCheckpoint> {
  readonly folder: string;
  /** What the run goes on from. */
  readonly from: C | undefined;
  /** Epoch of the newest one of this run; 0 while there is none. */
  readonly epoch: () => number;
  readonly keep: (checkpoint: C) => Promise<void>;
}

export const fittings: CheckpointStore<FittingCheckpoint> = {
  newest: newestFitting,
  write: writeFitting,
};

/**
 * `<out>.checkpoints`. A run that starts anew takes an earlier run's checkpoints away with its first own one:
 * what is resumed later must be this run's. Where there is nothing to resume, it says so.
 * @throws TouchstoneError validation-failed when the newest checkpoint is damaged.
 */
export async function openCheckpoints<C extends AnyCheckpoint>(
  out: string,
  resume: boolean,
  store: CheckpointStore<C>,
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

/** After Ctrl-C: what there is to go on from; the exit code is 130. */
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
