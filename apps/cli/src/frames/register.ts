import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { RetryOptions } from './retry.js';
import type { VerdictOptions } from './verdict.js';

/** Registers `touchstone frames`: the verdict of one, and what is done with many at once. */
export function registerFrames(program: Command): void {
  const frames = program
    .command('frames')
    .description('The verdict of a frame; put frames that failed back in');
  registerVerdict(frames);
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

function registerVerdict(frames: Command): void {
  const verdict = frames
    .command('verdict <frame>')
    .description('the verdict that holds, who said it, and the inspection, also a late one')
    .option('--json', 'print one JSON object');
  withApiOptions(verdict).action(async (frame: string, options: VerdictOptions) => {
    const { showVerdict } = await import('./verdict.js');
    await showVerdict(frame, options);
  });
}
