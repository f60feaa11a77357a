import type { Command } from 'commander';
import { share } from '../client/numbers.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import type { LearnOptions } from './learn-options.js';

/** Registers `touchstone learn`: a station's model from a folder of good parts. */
export function registerLearn(program: Command): void {
  const command = program
    .command('learn <station> <folder>')
    .description('Upload images of good parts to a station (made if it is new) and calibrate it')
    .option(
      '--part-from <regex>',
      "finds the part's id in a file's path: its first group (default: near-duplicates are one part)",
    )
    .option(
      '--reject <share>',
      'target share of good parts called defect (default: the station’s, 0.01)',
      share,
    )
    .option(
      '--review <share>',
      'target share of good parts called review or worse (default: the station’s, 0.05)',
      share,
    )
    .option('--backbone <name>', 'backbone of a new station (default: the shipped one)')
    .option('--no-activate', 'make the model but leave the active one in place')
    .option('--incremental', 'add the new images to the active model instead of building it anew')
    .option('--why <text>', 'why, for the certificate', '')
    .option('--json', 'print the calibration as one JSON object');
  withPerson(withApiOptions(command)).action(
    async (station: string, folder: string, options: LearnOptions) => {
      const { learnFromFolder } = await import('./learn-from-folder.js');
      await learnFromFolder(station, folder, options);
    },
  );
}
