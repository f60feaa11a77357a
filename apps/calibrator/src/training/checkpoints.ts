import { join } from 'node:path';
import { type TrainingWatch } from '#adaptation';
import { newestFitting, refuseOtherRun, writeFitting } from '#training';
import { TouchstoneError } from '#contracts';

/**
 * The checkpoints of one job: when it is run again after a crash, it goes on from the newest, if its images and
 * backbone are still the same; else it starts anew.
 */
export async function checkpointsIn(work: string): Promise<Pick<TrainingWatch, 'from' | 'keep'>> {
  const folder = join(work, 'checkpoints');
  const newest = await newestFitting(folder);
  return {
    keep: async (checkpoint) => void (await writeFitting(folder, checkpoint)),
    from: (settings, identity) => {
      try {
        refuseOtherRun(newest, settings, identity);
        return newest;
      } catch (error) {
        if (error instanceof TouchstoneError) return undefined;
        throw error;
      }
    },
  };
}
