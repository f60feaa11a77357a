import type { Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import type { InspectOptions } from './inspect-options.js';

/** Registers `touchstone inspect`: verdicts of a folder's images. */
export function registerInspect(program: Command): void {
  const command = program
    .command('inspect <station> <path>')
    .description(
      'Have a station inspect a file, or all images of a folder; prints one line a frame',
    )
    .option(
      '--part-from <regex>',
      "finds the part's id in a file's path: its first group (default: each file is a part)",
    )
    .option('--json', 'print one JSON object a line');
  withApiOptions(command).action(async (station: string, path: string, options: InspectOptions) => {
    const { inspectFiles } = await import('./inspect-files.js');
    await inspectFiles(station, path, options);
  });
}
