import { InvalidArgumentError, type Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { TrainOptions } from './train.js';

const objectives = [
  'cross-entropy',
  'triplet',
  'contrastive',
  'arcface',
  'simclr',
  'moco',
] as const;

/** `touchstone train`: a backbone with a projection of its own for the kinds of defects of a plant. */
export function registerTrain(program: Command): void {
  program
    .command('train <folder>')
    .description(
      'Train a projection that tells the kinds of defects of a folder in MVTec AD layout apart, and write it as a ' +
        'new backbone, if it is better on images that it did not learn from',
    )
    .requiredOption('--objective <name>', objectives.join(', '), objective)
    .requiredOption('--out <dir>', 'the new backbone; a folder that holds none yet')
    .option('--backbone <name or folder>', 'what to start from', 'touchstone-small')
    .option('--head <kind>', 'linear or mlp', head, 'linear')
    .option(
      '--epochs <n>',
      'at most; it ends when the held-out figure does not rise',
      wholeNumber(1, 10_000),
      40,
    )
    .option('--views <n>', 'of each image: as it is and augmented', wholeNumber(2, 100), 6)
    .option(
      '--seed <n>',
      'of the split, the weights, the batches and the views',
      wholeNumber(0, 2 ** 31 - 1),
      1,
    )
    .option('--resume', 'go on from the checkpoints in <dir>.checkpoints')
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: TrainOptions) => {
      const { train } = await import('./train.js');
      await train(folder, options);
    });
}

function objective(text: string): (typeof objectives)[number] {
  const found = objectives.find((one) => one === text);
  if (found) return found;
  throw new InvalidArgumentError(`Expected one of ${objectives.join(', ')}.`);
}

function head(text: string): 'linear' | 'mlp' {
  if (text === 'linear' || text === 'mlp') return text;
  throw new InvalidArgumentError('Expected linear or mlp.');
}
