import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newestFitting, writeFitting, type FittingCheckpoint } from '#training';

/** The checkpoints of one run. */
export interface Checkpoints {
  readonly folder: string;
  /** What the run goes on from. */
  readonly from: FittingCheckpoint | undefined;
  /** Epoch of the newest one of this run; 0 while there is none. */
  readonly epoch: () => number;
  readonly keep: (checkpoint: FittingCheckpoint) => Promise<void>;
}

/**
 * `<out>.checkpoints`. A run that starts anew takes an earlier run's checkpoints away with its first own one:
 * what is resumed later must be this run's. Where there is nothing to resume, it says so.
 * @throws TouchstoneError validation-failed when the newest checkpoint is damaged.
 */
export async function openCheckpoints(out: string, resume: boolean): Promise<Checkpoints> {
  const folder = `${out}.checkpoints`;
  const from = resume ? await newestFitting(folder) : undefined;
  if (resume && !from)
    process.stderr.write(`There is no checkpoint in ${folder}: the run starts anew.\n`);
  let [epoch, own] = [from?.history.length ?? 0, from !== undefined];
  return {
    folder,
    from,
    epoch: () => epoch,
    keep: async (checkpoint) => {
      if (!own) await forget(folder);
      await writeFitting(folder, checkpoint);
      [epoch, own] = [checkpoint.history.length, true];
    },
  };
}

async function forget(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (/^epoch-\d+(\.draft)?$/.test(name))
      await rm(join(folder, name), { recursive: true, force: true });
}
