import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { ReplayOptions } from './replay.js';

/** Registers `touchstone replay`: the same number again, or what changed. */
export function registerReplay(program: Command): void {
  const replay = program
    .command('replay <frame>')
    .description(
      'Inspect a frame again on this machine, as it was inspected then; name what changed where the score differs',
    ) // prettier-ignore
    .option('--json', 'print one JSON object');
  withApiOptions(replay).action(async (frame: string, options: ReplayOptions) => {
    const { replayFrame } = await import('./replay.js');
    await replayFrame(frame, options);
  });
}
