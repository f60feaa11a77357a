import type { Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { TrainDistillationOptions } from './train-distillation.js';

/** `touchstone fine-tune`: a backbone whose convolutions learn a larger one's eye for a plant's parts. */
export function registerTrainDistillation(program: Command): void {
  program
    .command('fine-tune <folder>')
    .description(
      "Train a backbone's convolutions to give a larger one's patches of a plant's good parts, as they are and with defects " +
        'pasted in, and write it as a new backbone, if it finds pasted defects better in parts that it did not learn from',
    )
    .requiredOption('--teacher <name or folder>', 'the larger backbone; its grid and channels')
    .requiredOption('--out <dir>', 'the new backbone; a folder that holds none yet')
    .option('--backbone <name or folder>', 'what to start from', 'touchstone-small')
    .option('--steps <n>', 'at most; it ends when it gets no better', wholeNumber(1, 100_000), 300)
    .option('--layers <n>', 'train the last convolutions alone', wholeNumber(1, 1000))
    .option('--seed <n>', 'of split, views and defects', wholeNumber(0, 2 ** 31 - 4), 1)
    .option('--resume', 'go on from the checkpoints in <dir>.checkpoints')
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: TrainDistillationOptions) =>
      (await import('./train-distillation.js')).trainDistillationOn(folder, options),
    );
}
