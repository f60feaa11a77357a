import { InvalidArgumentError, type Command } from 'commander';
import { positive } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import type { DuplicatesOptions } from './duplicates.js';
import type { StationDuplicatesOptions } from './station-duplicates.js';

type Options = DuplicatesOptions & StationDuplicatesOptions & { station?: string };

/** Registers `touchstone duplicates`: which pictures of a folder show the same thing, and a folder without them. */
export function registerDuplicates(program: Command): void {
  const command = program
    .command('duplicates [folder]')
    .description('Find pictures that show the same thing: a stuck camera, one part twice, a burst')
    .option('--station <id>', "a station's newest frames instead of a folder's")
    .option('--hours <n>', 'with --station: how far back', positive, 24)
    .option('--backbone <name or folder>', 'the network, for a folder', 'touchstone-small')
    .option(
      '--distance <n>',
      'cosine distance up to which two are the same (default: nearer than chance lets different parts be)',
      distance,
    )
    .option('--json', 'print one JSON object')
    .option('--thin <dir>', 'copy the folder there, one picture of each group of duplicates')
    .option('--report <dir>', 'write the groups of a folder as pictures there');
  withApiOptions(command).action(async (folder: string | undefined, options: Options) => {
    if ((folder === undefined) === (options.station === undefined))
      command.error('error: name either a folder or --station <id>');
    if (options.station === undefined)
      return (await import('./duplicates.js')).duplicates(folder!, options);
    await (await import('./station-duplicates.js')).stationDuplicates(options.station, options);
  });
}

function distance(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 2 && text.trim() !== '') return value;
  throw new InvalidArgumentError('Expected a cosine distance from 0 to 2, such as 0.002.');
}
