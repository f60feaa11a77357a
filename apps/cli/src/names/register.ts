import { InvalidArgumentError, type Command } from 'commander';
import { wholeNumber } from '../evaluate/options.js';
import type { NamesOptions } from './names.js';

/** `touchstone names`: how well a set's kinds of defects can be told apart from a few named examples. */
export function registerNames(program: Command): void {
  program
    .command('names <folder>')
    .description(
      'Learn names of defects from test/<name> of a folder in MVTec AD layout and report, on examples it had ' +
        'not seen, how well they are told apart',
    )
    .option('--backbone <name or folder>', 'the network', 'touchstone-small')
    .option('--method <method>', 'logistic or svm', namingMethod, 'logistic')
    .option(
      '--per-name <n>',
      'examples to learn from, drawn anew each time; all others judge (default: five folds of all)',
      wholeNumber(3, 10_000),
    )
    .option('--repeats <n>', 'draws of --per-name', wholeNumber(1, 1000), 10)
    .option('--seed <n>', 'of the draws, the folds and the bank', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print one JSON object')
    .action(async (folder: string, options: NamesOptions) => {
      const { names } = await import('./names.js');
      await names(folder, options);
    });
}

function namingMethod(text: string): 'logistic' | 'svm' {
  if (text === 'logistic' || text === 'svm') return text;
  throw new InvalidArgumentError('Expected logistic or svm.');
}
