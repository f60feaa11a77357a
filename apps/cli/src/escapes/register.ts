import type { Command } from 'commander';
import { positive } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import type { EscapesOptions } from './escapes.js';

/** Registers `touchstone escapes`: how many of the parts that passed are defective. */
export function registerEscapes(program: Command): void {
  const command = program
    .command('escapes <station>')
    .description('Show how many of the parts that passed are defective at most, from blind reviews')
    .option('--days <n>', 'the last so many days', positive, 30)
    .option(
      '--per-shift <n>',
      'draw so many passed parts of each shift from now on; 0: none',
      Number,
    )
    .option('--risk <n>', 'draw the highest score so many times as often as the lowest', Number)
    .option('--json', 'print the report as one JSON object');
  withApiOptions(command).action(async (station: string, options: EscapesOptions) => {
    const { showEscapes } = await import('./escapes.js');
    await showEscapes(station, options);
  });
}
