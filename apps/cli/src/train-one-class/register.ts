import type { Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { TrainOneClassOptions } from './train-one-class.js';

/** `touchstone train-one-class`: a backbone whose patches are weighted for a plant's parts, from good parts alone. */
export function registerTrainOneClass(program: Command): void {
  program
    .command('train-one-class <folder>')
    .description(
      'Learn from good parts, with defects pasted into them, how much each channel of the patches shall count, and write ' +
        'it as a new backbone, if it finds pasted defects better in parts that it did not learn from',
    )
    .requiredOption('--out <dir>', 'the new backbone; a folder that holds none yet')
    .option('--backbone <name or folder>', 'what to start from', 'touchstone-small')
    .option('--seed <n>', 'of the split, the banks and the defects', wholeNumber(0, 2 ** 31 - 2), 1)
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: TrainOneClassOptions) =>
      (await import('./train-one-class.js')).trainOneClassOn(folder, options),
    );
}
