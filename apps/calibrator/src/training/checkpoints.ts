import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { TouchstoneError } from '#contracts';
import { refuseOtherRun, type CheckpointStore, type Origin } from '#training';

const log = new Logger('training');

/** The checkpoints of one job. */
export interface JobCheckpoints<S, C> {
  readonly keep: (checkpoint: C) => Promise<void>;
  /** Returns the checkpoint to go on from, if it was made by these settings and inputs. */
  readonly from: (settings: S, identity: string) => C | undefined;
}

/**
 * Opens the checkpoints of one job: when it is run again after a crash, it goes on from the newest, if that is whole
 * and its images and backbone are still the same; else it starts anew and says why.
 */
export async function checkpointsIn<S extends object, C extends Origin<S>>(
  work: string,
  store: CheckpointStore<S, C>,
): Promise<JobCheckpoints<S, C>> {
  const folder = join(work, 'checkpoints');
  const newest = await store.newest(folder).catch(startAnew);
  return {
    keep: async (checkpoint) => void (await store.write(folder, checkpoint)),
    from: (settings, identity) => {
      try {
        refuseOtherRun(newest, settings, identity, store.otherInputs);
        return newest;
      } catch (error) {
        return startAnew(error);
      }
    },
  };
}

function startAnew(error: unknown): undefined {
  if (!(error instanceof TouchstoneError)) throw error;
  log.warn(`the training starts anew: ${error.message}`);
}
