import type { Command } from 'commander';
import { wholeNumber } from '../option-values.js';
import { withApiOptions } from '../client/options.js';
import type { SetInputOptions, ShowInputOptions } from './input.js';

/** Registers `touchstone input`: how large a station's frames are seen, and what that costs. */
export function registerInput(program: Command): void {
  const input = program
    .command('input')
    .description('Show and set how large the frames of a station are seen, with the cost of each choice'); // prettier-ignore
  const show = input
    .command('show <station>', { isDefault: true })
    .description('the input as it is set and in use, and the choices with their cost')
    .option('--json', 'print the answer as one JSON object');
  withApiOptions(show).action(async (station: string, options: ShowInputOptions) => {
    const { showInput } = await import('./input.js');
    await showInput(station, options);
  });
  const set = input
    .command('set <station>')
    .description('set the input of the next calibration')
    .option(
      '--size <pixels>',
      "side of the input (default: the backbone's own)",
      wholeNumber(32, 1024),
    ) // prettier-ignore
    .option(
      '--second <pixels>',
      'side of a second, smaller input; the scores are fused (default: none)',
      wholeNumber(32, 1024),
    ) // prettier-ignore
    .option('--json', 'print the answer as one JSON object');
  withApiOptions(set).action(async (station: string, options: SetInputOptions) => {
    const { setInput } = await import('./input.js');
    await setInput(station, options);
  });
}
