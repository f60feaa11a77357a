import { InvalidArgumentError, type Command } from 'commander';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';

import { wholeNumber } from '../option-values.js';
import type { NamesOptions } from './names.js';
import type { StationNamesOptions } from './station-names.js';

type Options = NamesOptions & StationNamesOptions & { station?: string };

/** Registers `touchstone names`: how well a set's kinds of defects can be told apart from a few named examples. */
export function registerNames(program: Command): void {
  const command = program
    .command('names [folder]')
    .description(
      'Learn names of defects from test/<name> of a folder in MVTec AD layout and report, on examples it had ' +
        'not seen, how well they are told apart. With --station the names that its reviews have taught',
    )
    .option('--station <id>', "a station's names instead of a folder's")
    .option('--retrain', 'with --station: learn them anew first')
    .option('--backbone <name or folder>', 'the network, for a folder', 'touchstone-small')
    .option('--method <method>', 'logistic or svm', namingMethod, 'logistic')
    .option(
      '--per-name <n>',
      'examples to learn from, drawn anew each time; all others judge (default: five folds of all)',
      wholeNumber(3, 10_000),
    )
    .option('--repeats <n>', 'draws of --per-name', wholeNumber(1, 1000), 10)
    .option('--seed <n>', 'of the draws, the folds and the bank', wholeNumber(0, 2 ** 31 - 1), 1)
    .option('--json', 'print one JSON object');
  withApiOptions(withPerson(command)).action(
    async (folder: string | undefined, options: Options) => {
      if ((folder === undefined) === (options.station === undefined))
        command.error('error: name either a folder or --station <id>');
      if (options.station === undefined)
        return (await import('./names.js')).names(folder!, options);
      await (await import('./station-names.js')).stationNames(options.station, options);
    },
  );
}

function namingMethod(text: string): 'logistic' | 'svm' {
  if (text === 'logistic' || text === 'svm') return text;
  throw new InvalidArgumentError('Expected logistic or svm.');
}
