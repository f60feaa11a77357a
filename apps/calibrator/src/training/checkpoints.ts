import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { TrainingWatch } from '#adaptation';
import { TouchstoneError } from '#contracts';
import { newestFitting, refuseOtherRun, writeFitting } from '#training';

const log = new Logger('training');

/**
 * The checkpoints of one job: when it is run again after a crash, it goes on from the newest, if that is whole and its
 * images and backbone are still the same; else it starts anew and says why.
 */
export async function checkpointsIn(work: string): Promise<Pick<TrainingWatch, 'from' | 'keep'>> {
  const folder = join(work, 'checkpoints');
  const newest = await newestFitting(folder).catch(startAnew);
  return {
    keep: async (checkpoint) => void (await writeFitting(folder, checkpoint)),
    from: (settings, identity) => {
      try {
        refuseOtherRun(newest, settings, identity);
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
