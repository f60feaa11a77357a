import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { RetryOptions } from './retry.js';

/** Registers `touchstone frames`: what is done with many frames at once. */
export function registerFrames(program: Command): void {
  const frames = program.command('frames').description('Put frames that failed back in');
  const retry = frames
    .command('retry [station]')
    .description('put all failed frames back in, of one station or of all; their images are kept')
    .option('--code <code>', 'only those that failed with this code, such as blob-not-found')
    .option('--json', 'print one JSON object');
  withApiOptions(retry).action(async (station: string | undefined, options: RetryOptions) => {
    const { retryFrames } = await import('./retry.js');
    await retryFrames(station, options);
  });
}
